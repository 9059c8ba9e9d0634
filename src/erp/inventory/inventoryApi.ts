import { addressOf, pathStep } from '../address.ts';
import type { CallContext } from '../callContext.ts';
import { readErpPage } from '../erpList.ts';
import { askedPage, type Page, type Single } from '../page.ts';
import { readJson } from '../readJson.ts';
import type { Transport } from '../transport.ts';
import { itemSchema, type InventoryItem } from './item.ts';
import { inventoryParameters, type InventoryQuery } from './itemQuery.ts';

/** Inventory items of the ERP API. Every call may throw ErpError. */
export interface InventoryApi {
  list: (context: CallContext, query?: InventoryQuery) => Promise<Page<InventoryItem>>;
  /** One item with all its sections. @throws ErpError erp_not_found */
  get: (context: CallContext, inventoryNumber: string) => Promise<Single<InventoryItem>>;
  /** Where `list` asks; for asCurl(). */
  listAddress: (query?: InventoryQuery) => URL;
  /** Where `get` asks. */
  itemAddress: (inventoryNumber: string) => URL;
}

/** Since 1 April 2022; larger pages are cut without a word. */
const MOST_ROWS = 5000;

export function createInventoryApi(transport: Transport, erpUrl: string): InventoryApi {
  const listAddress = (query: InventoryQuery = {}): URL =>
    addressOf(erpUrl, '/v1/inventory', { ...askedPage(query, MOST_ROWS), ...inventoryParameters(query) });
  const itemAddress = (inventoryNumber: string): URL => addressOf(erpUrl, `/v1/inventory/${pathStep(inventoryNumber)}`);
  return {
    listAddress,
    itemAddress,
    list: async (context, query = {}) => {
      const name = 'inventory.list';
      const answer = await transport.send(context, { name, method: 'GET', url: listAddress(query) });
      return readErpPage(name, answer, itemSchema, askedPage(query, MOST_ROWS), MOST_ROWS);
    },
    get: async (context, inventoryNumber) => {
      const name = 'inventory.get';
      const answer = await transport.send(context, { name, method: 'GET', url: itemAddress(inventoryNumber) });
      const value = readJson(name, answer, itemSchema);
      return { value, etag: answer.headers.etag, quota: answer.quota };
    },
  };
}
