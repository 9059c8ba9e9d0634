import { z } from 'zod';
import { openOnce, type Storage } from '../../dataset/storage.ts';
import { itemRecord } from './itemRecord.ts';
import { openItemTable, type ItemTable } from './itemTable.ts';
import { createItemTables, fillItemTables, ITEM_TABLES, reindexItems } from './itemTables.ts';
import { firstItems } from './seedItems.ts';

/** So many items of a company stand for all: each is made by the same code from nothing but its id and the company. */
const SAMPLE = 50;

/** Keeps items in tables of their own: there may be 200,000. */
export const itemStorage: Storage<ItemTable> = {
  name: 'item',
  describe: (companies) => ({
    tables: ITEM_TABLES,
    schema: z.toJSONSchema(itemRecord),
    seeds: companies.map((company) => firstItems(company, SAMPLE)),
  }),
  create: createItemTables,
  fill: fillItemTables,
  reindex: reindexItems,
  table: openOnce(openItemTable),
};
