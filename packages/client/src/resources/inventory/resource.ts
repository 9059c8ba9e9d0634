import { z } from 'zod';
import { marking } from '../../sync/mark.ts';
import type { CallContext } from '../../transport/callContext.ts';
import type { Page, Paging } from '../page.ts';
import { among, choiceList, erpResource, withCalls } from '../resource.ts';
import { creator, updater, type Create, type Created, type Written } from '../writes.ts';
import { ITEM_COLUMN_SECTIONS, ITEM_COLUMNS } from './columns.ts';
import { toItem } from './item.ts';
import { itemBody, type ItemChange } from './itemChange.ts';
import { toItemClass, toPostingClass, type ItemClass, type PostingClass } from './itemClass.ts';
import { ALL_SECTIONS, inventoryParameters, type InventoryQuery } from './query.ts';
import { toWarehouse, type Warehouse } from './warehouse.ts';

const path = '/v1/inventory';

const READING = erpResource({
  slug: 'inventory',
  path,
  read: toItem,
  parameters: inventoryParameters,
  toQuery: ({ sections, ...query }): InventoryQuery => ({
    ...query,
    with: among(ALL_SECTIONS, sections) ?? ITEM_COLUMN_SECTIONS,
  }),
  columns: ITEM_COLUMNS,
  tableColumns: ['inventoryNumber', 'description', 'status', 'type', 'defaultPrice', 'quantityAvailable'],
  sections: ALL_SECTIONS,
  identifier: ['inventory number'],
  identify: marking(
    z.object({ inventoryId: z.number().optional(), inventoryNumber: z.string() }),
    ({ inventoryId, inventoryNumber }) => String(inventoryId ?? inventoryNumber),
  ),
  // Since 1 April 2022; larger pages are cut without a word.
  mostRows: 5000,
});

export interface InventoryCalls {
  readonly create: Create<ItemChange>;
  readonly update: (context: CallContext, inventoryNumber: string, change: ItemChange) => Promise<Written>;
  /** The classes an item can belong to, with the attributes that its items have. */
  readonly itemClasses: (context: CallContext, paging?: Paging) => Promise<Page<ItemClass>>;
  /** The posting classes an item can belong to. */
  readonly postingClasses: (context: CallContext, paging?: Paging) => Promise<Page<PostingClass>>;
  /** Where items can lie. */
  readonly warehouses: (context: CallContext, paging?: Paging) => Promise<Page<Warehouse>>;
}

export interface InventoryTenantCalls {
  readonly create: (fields: ItemChange) => Promise<Created>;
  readonly update: (inventoryNumber: string, change: ItemChange) => Promise<Written>;
}

/**
 * Inventory items of the ERP API, which has no way to delete one (a status marks it for deletion) and no If-Match. A
 * refused write is erp_rejected with the fields.
 */
export const INVENTORY = withCalls(READING, {
  connect: (port): InventoryCalls => {
    const update = updater(port, { name: 'inventory', path, toBody: itemBody });
    return {
      create: creator(port, { name: 'inventory', path, toBody: itemBody }),
      update: (context, inventoryNumber, change) => update(context, inventoryNumber, change),
      itemClasses: choiceList(port, { name: 'inventory.itemClasses', path: `${path}/itemClass` }, toItemClass),
      postingClasses: choiceList(
        port,
        { name: 'inventory.postingClasses', path: `${path}/itemPostClass` },
        toPostingClass,
      ),
      warehouses: choiceList(port, { name: 'inventory.warehouses', path: '/v1/warehouse' }, toWarehouse),
    };
  },
  writes: ['create', 'update'],
  forTenant: ({ create, update }, { write }): InventoryTenantCalls => ({
    create: (fields) => write('create', (context) => create(context, fields)),
    update: (number, change) => write('update', (context) => update(context, number, change)),
  }),
});

/** Every call may throw ErpError. */
export type InventoryApi = ReturnType<typeof INVENTORY.connect>;
