import type { CallContext } from '../../transport/callContext.ts';
import { erpResource, plainList, type ErpResource } from '../erpResource.ts';
import type { Page, Paging } from '../page.ts';
import type { Transport } from '../../transport/transport.ts';
import { creator, updater, type Create, type Written } from '../writes.ts';
import { toItem, type InventoryItem } from './item.ts';
import { itemBody, type ItemChange } from './itemChange.ts';
import { toItemClass, toPostingClass, type ItemClass, type PostingClass } from './itemClass.ts';
import { inventoryParameters, type InventoryQuery } from './query.ts';
import { toWarehouse, type Warehouse } from './warehouse.ts';

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
  /** Where items can lie. */
  warehouses: (context: CallContext, paging?: Paging) => Promise<Page<Warehouse>>;
}

export function createInventoryApi(transport: Transport, erpUrl: string): InventoryApi {
  const place = { name: 'inventory', erpUrl, path: '/v1/inventory' };
  const choices = (name: string, path: string) => ({ name: `inventory.${name}`, erpUrl, path });
  const update = updater(transport, { ...place, toBody: itemBody });
  return {
    ...erpResource(transport, {
      ...place,
      read: toItem,
      parameters: inventoryParameters,
      // Since 1 April 2022; larger pages are cut without a word.
      mostRows: 5000,
    }),
    create: creator(transport, { ...place, toBody: itemBody }),
    update: (context, inventoryNumber, change) => update(context, inventoryNumber, change),
    itemClasses: plainList(transport, choices('itemClasses', '/v1/inventory/itemClass'), toItemClass),
    postingClasses: plainList(transport, choices('postingClasses', '/v1/inventory/itemPostClass'), toPostingClass),
    warehouses: plainList(transport, choices('warehouses', '/v1/warehouse'), toWarehouse),
  };
}
