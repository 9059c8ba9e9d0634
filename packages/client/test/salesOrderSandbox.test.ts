import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { interactive, startErpSandbox, type ErpSandbox } from './erpSandbox.ts';
import { refusalOf } from './refusalOf.ts';

// Client and sandbox are written from the contract, each by itself: here they meet.
let stack: ErpSandbox;
let customerId: string;
let items: string[];
beforeAll(async () => {
  stack = await startErpSandbox({ items: 20 });
  const { rows } = await stack.erp.customers.list(stack.kari, { status: 'Active', pageSize: 1 });
  customerId = rows[0]?.number ?? '';
  const page = await stack.erp.inventory.list(stack.kari, { status: 'Active', pageSize: 3 });
  items = page.rows.map(({ inventoryNumber }) => inventoryNumber);
});
afterAll(() => stack.stop());

async function newOrder() {
  const [item = ''] = items;
  const orderLines = [{ inventoryId: item, quantity: 2, unitPrice: 12.5 }];
  const order = { type: 'SO', customer: { id: customerId, refNo: 'R-1' }, requestOn: '2026-12-24', orderLines };
  return stack.erp.salesOrders.create(stack.kari, order);
}

describe('a sales order in the sandbox', () => {
  test('is made, read with its sections and lines, changed, and deleted', async () => {
    const { salesOrders: orders } = stack.erp;
    const { type, number = '' } = await newOrder();
    expect(type).toBe('SO');
    const { value, etag = '' } = await orders.get(stack.kari, type, number, ['customer']);
    expect(value).toMatchObject({ customer: { id: customerId, refNo: 'R-1' }, requestOn: '2026-12-24' });
    await orders.update(stack.kari, type, number, { description: 'Ny', shipping: { priority: 2 } }, etag);
    expect(await refusalOf(orders.update(stack.kari, type, number, { description: 'x' }, etag))).toMatchObject({
      code: 'erp_conflict',
      details: { status: 412 },
    });
    const again = await orders.get(stack.kari, type, number, ['shipping']);
    expect(again.value).toMatchObject({ description: 'Ny', shipping: { priority: 2 } });
    await orders.delete(stack.kari, type, number, again.etag ?? '');
    expect((await refusalOf(orders.get(stack.kari, type, number))).code).toBe('erp_not_found');
  });

  test('gets lines, changes them and loses them', async () => {
    const { salesOrders: orders } = stack.erp;
    const { type, number = '' } = await newOrder();
    const [, second = ''] = items;
    await orders.addLines(stack.kari, type, number, [{ inventoryId: second, quantity: 1 }]);
    const [one, two] = (await orders.lines(stack.kari, type, number)).rows;
    const { etag = '' } = await orders.get(stack.kari, type, number);
    await orders.updateLines(stack.kari, type, number, [{ lineId: two?.lineId ?? 0, quantity: 5 }], etag);
    await orders.deleteLines(stack.kari, type, number, [one?.lineId ?? 0]);
    expect((await orders.lines(stack.kari, type, number)).rows).toMatchObject([
      { inventory: { id: second }, quantity: 5 },
    ]);
  });

  test('is refused at the line whose item is not there, by its code', async () => {
    const orderLines = [{ inventoryId: items[0] ?? '' }, { inventoryId: 'NONE' }];
    const order = { type: 'SO', customer: { id: customerId }, orderLines };
    const { code, details } = await refusalOf(stack.erp.salesOrders.create(stack.kari, order));
    expect(code).toBe('erp_rejected');
    expect(details.fields).toMatchObject([
      { name: 'orderLines[1].inventoryId', code: expect.stringMatching(/^180[34]/) },
    ]);
  });

  test('is not made with a token that may only read', async () => {
    const reader = await stack.asKari(interactive(['read']));
    const order = { type: 'SO', customer: { id: customerId } };
    expect((await refusalOf(stack.erp.salesOrders.create(reader, order))).code).toBe('erp_forbidden');
  });

  test('is made for customers and of items that the same API names', async () => {
    const { salesOrders: orders } = stack.erp;
    expect((await orders.customers(stack.kari, { filter: customerId })).rows[0]?.id).toBe(customerId);
    expect((await orders.customerLocations(stack.kari, customerId)).rows.length).toBeGreaterThan(0);
    const { rows } = await orders.availability(stack.kari, { inventoryIds: items.slice(0, 1) });
    expect(rows.map(({ inventoryId }) => inventoryId)).toEqual(items.slice(0, 1));
  });
});
