import { chunksOf, type Sql, type SqlValue } from '../../world/database.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { seedItems } from './seedItems.ts';
import { fold } from '../../dataset/textMatch.ts';
import { attributesText } from './itemQuery.ts';
import type { ItemRecord } from './itemRecord.ts';

/**
 * A narrow table to look through: 200,000 rows are read in some 20 ms. Seeded items are computed when they are read, so
 * only written ones are stored whole.
 */
export const ITEM_TABLES = `
  CREATE TABLE erp_item (
    id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, number_folded TEXT NOT NULL, description_folded TEXT NOT NULL,
    status TEXT NOT NULL, type TEXT NOT NULL, sales_category INTEGER, attributes TEXT NOT NULL,
    created TEXT NOT NULL, modified TEXT NOT NULL, stock_modified TEXT, attachment_modified TEXT);
  CREATE TABLE erp_item_record (id INTEGER PRIMARY KEY, record TEXT NOT NULL);
  CREATE TABLE erp_item_alternate (alternate TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (alternate, item)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE erp_item_words USING fts5(description, content='', contentless_delete=1, tokenize='trigram');`;

/** Makes the empty tables. */
export function createItemTables(sql: Sql): void {
  sql.exec(`DROP TABLE IF EXISTS erp_item; DROP TABLE IF EXISTS erp_item_record;
    DROP TABLE IF EXISTS erp_item_alternate; DROP TABLE IF EXISTS erp_item_words;${ITEM_TABLES}`);
}

/** Fills the empty tables with the seeded items of these companies. */
export function fillItemTables(sql: Sql, datasets: readonly CompanyDataset[]): void {
  for (const dataset of datasets) {
    for (const items of chunksOf(seedItems(dataset), 500)) {
      sql.insertRows(
        insertInto('erp_item', 12),
        items.map((item) => narrowRow(dataset, item)),
      );
      sql.insertRows(insertInto('erp_item_alternate', 2), items.flatMap(alternateRows));
    }
  }
  sql.exec(`CREATE UNIQUE INDEX erp_item_number ON erp_item (tenant, number_folded);${FILL_WORDS}`);
}

const FILL_WORDS = 'INSERT INTO erp_item_words (rowid, description) SELECT id, description_folded FROM erp_item;';

/** Makes the index of words anew, after the items were put back as they once were. */
export function reindexItems(sql: Sql): void {
  sql.exec(`INSERT INTO erp_item_words (erp_item_words) VALUES ('delete-all');${FILL_WORDS}`);
}

/** An INSERT of rows given as JSON. */
export function insertInto(table: string, columns: number): string {
  const values = Array.from({ length: columns }, (_, place) => `value->>${place}`).join(', ');
  return `INSERT OR IGNORE INTO ${table} SELECT ${values} FROM json_each(?)`;
}

/** The columns of erp_item. */
export function narrowRow(dataset: CompanyDataset, item: ItemRecord): SqlValue[] {
  return [
    item.id,
    dataset.index,
    fold(item.number),
    fold(item.description),
    item.status,
    item.type,
    item.salesCategory,
    attributesText(item.attributes),
    item.createdAt,
    item.modifiedAt,
    item.stockModifiedAt,
    item.attachmentModifiedAt,
  ];
}

/** The rows of erp_item_alternate. */
export function alternateRows(item: ItemRecord): SqlValue[][] {
  return item.crossReferences.map(({ alternateId }) => [fold(alternateId), item.id]);
}
