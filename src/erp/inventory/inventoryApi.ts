import type { CallContext } from '../callContext.ts';
import { erpResource, plainList, type ErpResource } from '../erpResource.ts';
import type { Page, Paging } from '../page.ts';
import type { Transport } from '../transport.ts';
import { creator, updater, type Create, type Written } from '../writes.ts';
import { itemSchema, type InventoryItem } from './item.ts';
import { itemBody, type ItemChange } from './itemChange.ts';
import { itemClassSchema, postingClassSchema, type ItemClass, type PostingClass } from './itemClass.ts';
import { inventoryParameters, type InventoryQuery } from './itemQuery.ts';

/**
 * Inventory items of the ERP API, which has no way to delete one (a status marks it for deletion) and no If-Match. Every
 * call may throw ErpError; a refused write is erp_rejected with the fields.
 */
export interface InventoryApi extends ErpResource<InventoryQuery, InventoryItem> {
  create: Create<ItemChange>;
  update: (context: CallContext, inventoryNumber: string, change: ItemChange) => Promise<Written>;
  /** The classes an item can belong to, with the attributes that its items have. */
  itemClasses: (context: CallContext, paging?: Paging) => Promise<Page<ItemClass>>;
  /** The posting classes an item can belong to. */
  postingClasses: (context: CallContext, paging?: Paging) => Promise<Page<PostingClass>>;
}

export function createInventoryApi(transport: Transport, erpUrl: string): InventoryApi {
  const writing = { name: 'inventory', erpUrl, path: '/v1/inventory', toBody: itemBody };
  const update = updater(transport, writing);
  return {
    create: creator(transport, writing),
    update: (context, inventoryNumber, change) => update(context, inventoryNumber, change),
    ...erpResource(transport, {
      name: 'inventory',
      erpUrl,
      path: '/v1/inventory',
      schema: itemSchema,
      parameters: inventoryParameters,
      // Since 1 April 2022; larger pages are cut without a word.
      mostRows: 5000,
    }),
    itemClasses: plainList(transport, {
      name: 'inventory.itemClasses',
      erpUrl,
      path: '/v1/inventory/itemClass',
      schema: itemClassSchema,
    }),
    postingClasses: plainList(transport, {
      name: 'inventory.postingClasses',
      erpUrl,
      path: '/v1/inventory/itemPostClass',
      schema: postingClassSchema,
    }),
  };
}
