import type { CallContext } from '../callContext.ts';
import { erpResource, plainList, type ErpResource } from '../erpResource.ts';
import type { Page, Paging } from '../page.ts';
import type { Transport } from '../transport.ts';
import { itemSchema, type InventoryItem } from './item.ts';
import { itemClassSchema, postingClassSchema, type ItemClass, type PostingClass } from './itemClass.ts';
import { inventoryParameters, type InventoryQuery } from './itemQuery.ts';

/** Inventory items of the ERP API. Every call may throw ErpError. */
export interface InventoryApi extends ErpResource<InventoryQuery, InventoryItem> {
  /** The classes an item can belong to, with the attributes that its items have. */
  itemClasses: (context: CallContext, paging?: Paging) => Promise<Page<ItemClass>>;
  /** The posting classes an item can belong to. */
  postingClasses: (context: CallContext, paging?: Paging) => Promise<Page<PostingClass>>;
}

export function createInventoryApi(transport: Transport, erpUrl: string): InventoryApi {
  return {
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
