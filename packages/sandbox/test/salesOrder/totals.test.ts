import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { withTotals } from '../../src/salesOrder/writing/orderTotals.ts';
import { HANDEL, SERVICE, startErpStack, SYDHAV, type ErpStack } from '../erp/erpStack.ts';
import { orderCalls, ORDERS } from './orderWriting.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(300)));
afterAll(() => erp.stop());

test.each([HANDEL, SERVICE, SYDHAV])('a write adds up every seeded order of %s as its seed did', (tenantId) => {
  const company = erp.data.company(tenantId);
  if (!company) throw new Error('No such company');
  const orders = erp.data.orders.all(company);
  expect(orders.length).toBeGreaterThanOrEqual(20);
  expect(orders.map((order) => withTotals(company, order))).toEqual(orders);
});

// In the seeds of both the VAT falls on half a cent.
test.each(['500069', '500121'])('patching the note alone leaves the totals of %s as they are', async (number) => {
  const calls = await orderCalls(erp);
  const rows = z.object({ value: z.array(z.object({ type: z.string(), orderId: z.string() })) });
  const found = rows.parse((await calls.call('GET', `${ORDERS}?filter=${number}`)).json()).value;
  const [path = ''] = found.map(({ type, orderId }) => `${ORDERS}/${type}/${orderId}`);
  const before = await calls.read(path);
  expect((await calls.write('PATCH', path, '', { note: 'Ring først' })).status).toBe(202);
  const { note, totals, orderQty } = await calls.read(path);
  expect({ note, totals, orderQty }).toEqual({ note: 'Ring først', totals: before.totals, orderQty: before.orderQty });
});
