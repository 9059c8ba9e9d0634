import type { CustomerRecord } from '../customers/customerRecord.ts';
import { ippException, notFound, type ErpAnswer } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import type { RecordTable } from '../../dataset/recordTable.ts';
import type { SupplierRecord } from '../suppliers/supplierRecord.ts';
import { readBody } from '../writing/wrapped.ts';
import { inventoryBody } from './inventoryBody.ts';
import type { ItemRecord } from './itemRecord.ts';
import type { ItemTable } from './itemTable.ts';
import { changedItem, newItem, type WriteContext } from './writeItem.ts';

interface Tables {
  readonly items: ItemTable;
  readonly customers: RecordTable<CustomerRecord>;
  readonly suppliers: RecordTable<SupplierRecord>;
}

/**
 * Writing inventory: POST answers 201 with Location and nothing else, PUT 204. The published description has no DELETE
 * and no If-Match for inventory.
 */
export function inventoryWriteRoutes(tables: Tables): ErpRoute[] {
  const { items } = tables;
  return [
    { method: 'post', path: '/inventory', handle: (call) => createItem(call, tables) },
    {
      method: 'put',
      path: '/inventory/internal/:inventoryId',
      handle: (call) => updateItem(call, tables, items.byId(call.dataset, Number(call.params.inventoryId))),
    },
    {
      method: 'put',
      path: '/inventory/:inventoryNumber',
      handle: (call) => updateItem(call, tables, items.byNumber(call.dataset, call.params.inventoryNumber ?? '')),
    },
  ];
}

function createItem(call: ErpCall, tables: Tables): ErpAnswer {
  const body = readBody(call, inventoryBody);
  const context = contextOf(call, tables);
  const item = changedItem(context, newItem(context, tables.items.nextId(call.dataset), body), body);
  if (tables.items.byNumber(call.dataset, item.number)) {
    throw ippException(`'inventoryNumber' '${item.number}' already exists.`, '12003');
  }
  tables.items.insert(call.dataset, item);
  return { status: 201, headers: { Location: `${call.baseUrl}/inventory/${encodeURIComponent(item.number)}` } };
}

function updateItem(call: ErpCall, tables: Tables, before: ItemRecord | undefined): ErpAnswer {
  if (!before) throw notFound('Inventory item not found.');
  const body = readBody(call, inventoryBody);
  if (body.inventoryNumber && body.inventoryNumber !== before.number) {
    // Guess: not documented. The API has an action of its own for a new number.
    call.note('inventoryNumber cannot be changed by PUT; see action/changeInventoryNbr');
  }
  tables.items.update(call.dataset, before, changedItem(contextOf(call, tables), before, body));
  return { status: 204 };
}

function contextOf(call: ErpCall, { customers, suppliers }: Tables): WriteContext {
  return {
    dataset: call.dataset,
    nowMs: call.nowMs,
    findAccount: (number) => {
      const found = suppliers.byNumber(call.dataset, number) ?? customers.byNumber(call.dataset, number);
      return found && { internalId: found.id, number: found.number, name: found.name };
    },
  };
}
