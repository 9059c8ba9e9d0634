import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { aToken, GRUPPEN, HANDEL, SERVICE, startErpStack, SYDHAV, type ErpStack } from '../erp/erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(400)));
afterAll(() => erp.stop());
beforeEach(() => {
  erp.notes.length = 0;
});

const ORDERS = '/api/v3/SalesOrders';

const lineSchema = z.strictObject({
  id: z.number(),
  inventoryId: z.string(),
  description: z.string(),
  quantity: z.number(),
  uom: z.string(),
  unitPrice: z.number(),
  discountPercent: z.number(),
  discountAmount: z.number(),
  amount: z.number(),
  warehouseId: z.string().nullable(),
});
const address = z.looseObject({ address: z.looseObject({}), contact: z.looseObject({}) });
const orderSchema = z.strictObject({
  type: z.enum(['SO', 'QT', 'RM']),
  orderId: z.string(),
  status: z.string(),
  date: z.iso.datetime(),
  requestOn: z.iso.datetime(),
  cancelBy: z.iso.datetime().nullable(),
  description: z.string().max(255).nullable(),
  note: z.string().max(2048).nullable(),
  currencyId: z.string().max(5),
  customer: z.looseObject({ id: z.string(), name: z.string(), gln: z.string().nullable() }),
  billing: address,
  shipping: address,
  totals: z.object({
    lineTotal: z.number(),
    discountTotal: z.number(),
    freightTotal: z.number(),
    taxTotal: z.number(),
    orderTotal: z.number(),
  }),
  freight: z.null(),
  financialInformation: z.object({ branchId: z.string().max(30), termsId: z.string() }),
  paymentSettings: z.object({ paymentMethodId: z.string() }),
  salesPerson: z.null(),
  owner: z.null(),
  project: z.null(),
  origin: z.null(),
  orderQty: z.number(),
  created: z.iso.datetime(),
  lastModified: z.iso.datetime(),
  createdBy: z.null(),
  version: z.string(),
  orderLines: z.array(lineSchema).optional(),
});
const pageSchema = z.strictObject({ value: z.array(orderSchema), totalCount: z.number() });

const list = async (query = '', tenant_id = HANDEL) => {
  const answer = await erp.call(`${ORDERS}${query}`, { token: aToken({ tenant_id }) });
  expect(answer.status).toBe(200);
  return pageSchema.parse(answer.json());
};

describe('the list', () => {
  test('is { value, totalCount }, pages from 0, 100 rows unless asked', async () => {
    const first = await list();
    expect([first.value.length, first.totalCount]).toEqual([100, 150]);
    const second = await list('?pageIndex=1');
    expect(second.value).toHaveLength(50);
    const ids = [...first.value, ...second.value].map((order) => order.orderId);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(150);
    expect((await list('?pageIndex=2')).value).toEqual([]);
  });

  test('orders refer to existing customers and items, and add up, in every company', async () => {
    for (const [tenant_id, count, vat] of [
      [HANDEL, 150, 25],
      [SERVICE, 20, 25],
      [SYDHAV, 60, 25.5],
    ] as const) {
      const token = aToken({ tenant_id });
      const items = z
        .array(z.looseObject({ inventoryNumber: z.string() }))
        .parse((await erp.call('/v1/inventory?pageSize=5000', { token })).json());
      const numbers = new Set(items.map((item) => item.inventoryNumber));
      const customers = z
        .array(z.looseObject({ number: z.string(), name: z.string() }))
        .parse((await erp.call('/v1/customer?pageSize=1000', { token })).json());
      const names = new Map(customers.map(({ number, name }) => [number, name]));
      const pages = [
        await list('?expand=orderLines', tenant_id),
        await list('?expand=orderLines&pageIndex=1', tenant_id),
      ];
      const orders = pages.flatMap((page) => page.value);
      expect(orders).toHaveLength(count);
      for (const { customer, orderLines = [], totals } of orders) {
        expect(names.get(customer.id)).toBe(customer.name);
        expect(orderLines.filter((line) => !numbers.has(line.inventoryId))).toEqual([]);
        expect(orderLines.reduce((sum, line) => sum + line.amount, 0)).toBeCloseTo(totals.lineTotal, 5);
        expect(Math.abs(totals.taxTotal - (totals.lineTotal * vat) / 100)).toBeLessThan(0.006);
        expect(totals.lineTotal + totals.taxTotal).toBeCloseTo(totals.orderTotal, 5);
      }
    }
  });

  test('customer, status, type and time narrow it', async () => {
    const { value: all } = await list('?pageSize=1000');
    const ids = async (query: string) => (await list(query)).value.map((order) => order.orderId);
    const expected = (passes: (order: (typeof all)[number]) => boolean) =>
      all.filter(passes).map((order) => order.orderId);
    const customer = all[3]?.customer.id ?? '';
    expect(await ids(`?customerId=${customer}&pageSize=1000`)).toEqual(
      expected((order) => order.customer.id === customer),
    );
    expect(await ids('?status=open&pageSize=1000')).toEqual(expected((order) => order.status === 'Open'));
    expect(await ids('/SO?pageSize=1000')).toEqual(expected((order) => order.type === 'SO'));
    const since = all[70]?.lastModified ?? '';
    expect(await ids(`?modifiedSince=${since}&pageSize=1000`)).toEqual(
      expected((order) => order.lastModified >= since),
    );
    expect(await ids(`?modifiedSince=${since.replace('Z', '')}&pageSize=1000`)).toEqual(
      expected((order) => order.lastModified >= since),
    );
  });

  test('it can be ordered three ways, both ways round', async () => {
    for (const field of ['created', 'lastModified', 'orderId'] as const) {
      const values = (await list(`?orderBy=${field}%20desc&pageSize=1000`)).value.map((order) => order[field]);
      expect(values).toEqual(values.toSorted().toReversed());
    }
  });

  test('an expand caps the page at 100', async () => {
    expect((await list('?pageSize=1000')).value).toHaveLength(150);
    expect((await list('?pageSize=1000&expand=orderLines')).value).toHaveLength(100);
    expect(erp.notes).toContain('pageSize 1000 was cut to 100');
  });
});

describe('one order', () => {
  test('has its version in body and ETag, and its lines apart', async () => {
    const [order] = (await list('/SO')).value;
    const path = `${ORDERS}/SO/${order?.orderId ?? ''}`;
    const answer = await erp.call(path);
    expect(orderSchema.parse(answer.json())).toEqual(order);
    expect(answer.headers.get('etag')).toBe(`"${order?.version ?? ''}"`);
    const lines = z
      .strictObject({ value: z.array(lineSchema), totalCount: z.number() })
      .parse((await erp.call(`${path}/lines`)).json());
    expect(lines.value).toHaveLength(lines.totalCount);
    expect((await erp.call(`${path}/lines/1`)).json()).toEqual(lines.value[0]);
    expect((await erp.call(`${path}/lines/99`)).status).toBe(404);
  });

  test('is not found under another type or in another company', async () => {
    const [order] = (await list('/SO')).value;
    const path = order?.orderId ?? '';
    expect((await erp.call(`${ORDERS}/QT/${path}`)).status).toBe(404);
    // The other company numbers its orders alike, so one that only the larger company has.
    expect((await erp.call(`${ORDERS}/SO/500150`, { token: aToken({ tenant_id: SERVICE }) })).status).toBe(404);
  });
});

describe('refusals are ProblemDetails', () => {
  const problem = (status: number, title: string) => ({
    type: 'about:blank',
    title,
    status,
    detail: expect.any(String),
  });

  test.each([
    [404, 'Not Found', '/SO/0', {}],
    [400, 'Bad Request', '?orderBy=price', {}],
    [400, 'Bad Request', '?modifiedSince=soon', {}],
    [400, 'Bad Request', '?filter=x', {}],
    [401, 'Unauthorized', '', { token: '' }],
    [401, 'Unauthorized', '', { token: aToken({ tenant_id: GRUPPEN }) }],
    [403, 'Forbidden', '', { token: aToken({ scope: ['vismanet_erp_interactive_api:read'] }) }],
    [501, 'Not Implemented', '', { method: 'POST', body: {} }],
    [501, 'Not Implemented', '/SO/500001', { method: 'PATCH', body: {} }],
  ])('%i %s for %j %j', async (status, title, path, options) => {
    const answer = await erp.call(`${ORDERS}${path}`, options);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toEqual(problem(status, title));
  });

  test('the quota is counted apart from the ERP’s', async () => {
    erp.data.quota.reset();
    await erp.call('/v1/inventory?pageSize=1');
    expect((await erp.call(ORDERS)).headers.get('x-ratelimit-remaining')).toBe('14999');
  });
});
