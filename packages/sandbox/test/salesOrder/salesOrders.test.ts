import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { contractDifferences, contractOperations, missingFields } from './contract.ts';
import { aToken, GRUPPEN, HANDEL, SERVICE, startErpStack, SYDHAV, type ErpStack } from '../erp/erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(400)));
afterAll(() => erp.stop());
beforeEach(() => {
  erp.notes.length = 0;
});

const ORDERS = '/api/v3/SalesOrders';

const row = z.looseObject({
  type: z.enum(['SO', 'QT', 'RM']),
  orderId: z.string(),
  status: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  orderTotal: z.number(),
  taxTotal: z.number(),
  lastModified: z.iso.datetime(),
  orderLines: z.array(z.looseObject({ inventory: z.object({ id: z.string() }), extendedPrice: z.number() })).optional(),
});
const pageSchema = z.strictObject({ value: z.array(row), totalCount: z.number(), nextPage: z.string().nullable() });

/** The body of an answer of 200, which must be of the type of the contract. */
async function read(path: string, type: string, token = aToken()): Promise<unknown> {
  const answer = await erp.call(`${ORDERS}${path}`, { token });
  expect(answer.status).toBe(200);
  expect(contractDifferences(answer.json(), type)).toEqual([]);
  return answer.json();
}

const list = async (query = '', tenant_id = HANDEL) => {
  return pageSchema.parse(await read(query, 'SalesOrderListDtoPagedResult', aToken({ tenant_id })));
};
const fields = z.looseObject({});

describe('the list', () => {
  test('is { value, totalCount, nextPage }, pages from 0, 100 rows unless asked', async () => {
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
      const pages = [await list('?expand=lines', tenant_id), await list('?expand=lines&pageIndex=1', tenant_id)];
      const orders = pages.flatMap((page) => page.value);
      expect(orders).toHaveLength(count);
      for (const { customerId, customerName, orderLines = [], orderTotal, taxTotal } of orders) {
        expect(names.get(customerId)).toBe(customerName);
        expect(orderLines.filter(({ inventory }) => !numbers.has(inventory.id))).toEqual([]);
        const lineTotal = orderLines.reduce((sum, { extendedPrice }) => sum + extendedPrice, 0);
        expect(Math.abs(taxTotal - (lineTotal * vat) / 100)).toBeLessThan(0.006);
        expect(lineTotal + taxTotal).toBeCloseTo(orderTotal, 5);
      }
    }
  });

  test('rows have every field of the contract, and sections only when asked for', async () => {
    const [plain] = (await list('?pageSize=1')).value;
    expect(missingFields(plain ?? {}, 'SalesOrderListDto')).toEqual([]);
    expect(Object.keys(plain ?? {})).not.toEqual(expect.arrayContaining(['billing']));
    const [whole] = (await list('?pageSize=1&expand=Billing,SHIPPING&expand=note')).value;
    expect(Object.keys(whole ?? {})).toEqual(expect.arrayContaining(['billing', 'shipping', 'note', 'statusDetails']));
    expect(Object.keys(whole ?? {})).not.toContain('orderLines');
  });

  test('links to the next page with its filters until the last one', async () => {
    const first = await list('/SO?pageSize=60&status=Open,Completed,Invoiced,Cancelled');
    const ids = first.value.map(({ orderId }) => orderId);
    for (let next = first.nextPage; next !== null;) {
      const answer = await erp.call(next.replace(erp.url, ''));
      const page = pageSchema.parse(answer.json());
      ids.push(...page.value.map(({ orderId }) => orderId));
      next = page.nextPage;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(first.totalCount);
  });

  test('the total may be null', async () => {
    erp.settings.salesOrderTotalCount = 'null';
    const answer = await erp.call(`${ORDERS}?pageSize=1`);
    erp.restore();
    expect(answer.json()).toMatchObject({ totalCount: null, nextPage: expect.any(String) });
  });

  test('customer, status, type and time narrow it', async () => {
    const { value: all } = await list('?pageSize=1000');
    const ids = async (query: string) => (await list(query)).value.map((order) => order.orderId);
    const expected = (passes: (order: (typeof all)[number]) => boolean) =>
      all.filter(passes).map((order) => order.orderId);
    const customer = all[3]?.customerId ?? '';
    expect(await ids(`?customerId=${customer}&pageSize=1000`)).toEqual(
      expected((order) => order.customerId === customer),
    );
    // No order here ever has them; the contract names them.
    expect(await ids('?status=PendingApproval,Voided')).toEqual([]);
    expect(await ids('?status=open&pageSize=1000')).toEqual(expected((order) => order.status === 'Open'));
    expect(await ids('/SO?pageSize=1000')).toEqual(expected((order) => order.type === 'SO'));
    expect(await ids(`?filter=${all[5]?.orderId ?? ''}`)).toEqual([all[5]?.orderId]);
    const since = all[70]?.lastModified ?? '';
    expect(await ids(`?modifiedSince=${since}&pageSize=1000`)).toEqual(
      expected((order) => order.lastModified >= since),
    );
    expect(await ids(`?modifiedSince=${since.replace('Z', '')}&pageSize=1000`)).toEqual(
      expected((order) => order.lastModified >= since),
    );
  });

  test('it can be ordered three ways, both ways round', async () => {
    for (const field of ['lastModified', 'orderId'] as const) {
      const values = (await list(`?orderBy=${field}%20desc&pageSize=1000`)).value.map((order) => order[field]);
      expect(values).toEqual(values.toSorted().toReversed());
    }
    // A row does not say when it was made, but orders are numbered as they are made.
    const numbers = (await list('?orderBy=created&pageSize=1000')).value.map(({ orderId }) => orderId);
    expect(numbers).toEqual(numbers.toSorted());
  });

  test.each(['pageSize=0', 'pageSize=1001', 'pageSize=ten', 'pageIndex=-1', 'pageSize=101&expand=note'])(
    'a page out of range is refused: %s',
    async (query) => {
      expect((await erp.call(`${ORDERS}?${query}`)).status).toBe(400);
    },
  );
});

describe('one order', () => {
  const SECTIONS = {
    Billing: 'billing',
    Payment: 'paymentSettings',
    FinancialInformation: 'financialInformation',
    Shipping: 'shipping',
    Customer: 'customer',
    Owner: 'owner',
    Origin: 'origin',
    Note: 'note',
    Freight: 'freight',
    Attachments: 'attachments',
  };
  const pathOf = async (query = '/SO') => {
    const [order] = (await list(query)).value;
    return `/${order?.type ?? ''}/${order?.orderId ?? ''}`;
  };

  test('has every field of the contract with expand=All, and no section without', async () => {
    const path = await pathOf();
    const whole = fields.parse(await read(`${path}?expand=All`, 'SalesOrderDto'));
    expect(missingFields(whole, 'SalesOrderDto')).toEqual([]);
    const bare = Object.keys(fields.parse(await read(path, 'SalesOrderDto')));
    expect(bare).toEqual(Object.keys(whole).filter((name) => !Object.values(SECTIONS).includes(name)));
    expect(await read(`${path}?expand=none`, 'SalesOrderDto')).toEqual(await read(path, 'SalesOrderDto'));
  });

  test.each(Object.entries(SECTIONS))('expand=%s brings %s alone', async (value, field) => {
    const path = await pathOf();
    const bare = Object.keys(fields.parse(await read(path, 'SalesOrderDto')));
    const asked = Object.keys(fields.parse(await read(`${path}?expand=${value.toLowerCase()}`, 'SalesOrderDto')));
    expect(asked.filter((name) => !bare.includes(name))).toEqual([field]);
  });

  test('says its status as an object', async () => {
    for (const status of ['Hold', 'Cancelled', 'Open']) {
      expect(await read(await pathOf(`?status=${status}`), 'SalesOrderDto')).toMatchObject({
        status: { description: status, hold: status === 'Hold', cancelled: status === 'Cancelled' },
      });
    }
  });

  test('has its version in body and ETag, and its lines apart', async () => {
    const path = await pathOf();
    const answer = await erp.call(`${ORDERS}${path}`);
    const { version } = z.looseObject({ version: z.string() }).parse(answer.json());
    expect(answer.headers.get('etag')).toBe(`"${version}"`);
    const lines = z
      .strictObject({ value: z.array(fields), totalCount: z.number(), nextPage: z.null() })
      .parse(await read(`${path}/lines`, 'SalesOrderLineDtoPagedResult'));
    expect(lines.value).toHaveLength(lines.totalCount);
    expect(missingFields(lines.value[0] ?? {}, 'SalesOrderLineDto')).toEqual([]);
    expect(await read(`${path}/lines/1`, 'SalesOrderLineDto')).toEqual(lines.value[0]);
    expect((await erp.call(`${ORDERS}${path}/lines/99`)).status).toBe(404);
  });

  test('answers every read of the contract below it in the contract’s shape', async () => {
    const path = await pathOf('?status=Completed');
    const below = contractOperations.filter(({ op }) => /^GET \/SalesOrders\/\{type\}\/\{orderId\}\/[a-z]+$/.test(op));
    expect(below.length).toBe(6);
    for (const { op, response = '' } of below) {
      const body = await read(`${path}/${op.split('/').at(-1) ?? ''}`, response);
      for (const one of Array.isArray(body) ? body : [body]) {
        expect(missingFields(fields.parse(one), response.replace('[]', ''))).toEqual([]);
      }
    }
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
    [400, 'Bad Request', '?expand=orderLines', {}],
    [400, 'Bad Request', '/SO/500001?expand=nonsense', {}],
    [400, 'Bad Request', '/SO/500001/lines?expand=billing', {}],
    [400, 'Bad Request', '?orderBy=created:desc', {}],
    [400, 'Bad Request', '?orderBy=__proto__', {}],
    [400, 'Bad Request', '?orderBy=constructor', {}],
    [401, 'Unauthorized', '', { token: '' }],
    [401, 'Unauthorized', '', { token: aToken({ tenant_id: GRUPPEN }) }],
    [403, 'Forbidden', '', { token: aToken({ scope: ['openid'] }) }],
    [
      403,
      'Forbidden',
      '',
      { method: 'POST', body: {}, token: aToken({ scope: ['vismanet_erp_interactive_api:read'] }) },
    ],
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
