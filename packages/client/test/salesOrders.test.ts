import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createErpClient, type ErpClient } from '../src/erpClient.ts';
import { withResource } from '../src/resources.ts';
import { allPages } from '../src/resources/allPages.ts';
import { SALES_ORDERS } from '../src/resources/salesOrders/resource.ts';
import { ORDER_SECTIONS } from '../src/resources/salesOrders/query.ts';
import type { TenantPort } from '../src/resources/resource.ts';
import {
  startFakeSalesOrders,
  theLine,
  theOrder,
  theRow,
  type FakeSalesOrders,
  type LinesPage,
} from './fakeSalesOrders.ts';
import { refusalOf } from './refusalOf.ts';

let fake: FakeSalesOrders;
let erp: ErpClient;
const CONTEXT = { accessToken: 'the-token', correlationId: 'the-correlation-id' };

beforeAll(async () => {
  fake = await startFakeSalesOrders(250);
  erp = createErpClient({ erpUrl: fake.url, salesOrderUrl: fake.url });
});
afterAll(async () => {
  await erp.close();
  await fake.stop();
});
beforeEach(() => {
  fake.asked.length = 0;
  fake.sent.length = 0;
  fake.book.reset();
});

describe('the list', () => {
  test('has flat rows whose status is a text', async () => {
    const { rows } = await erp.salesOrders.list(CONTEXT);
    expect(rows[0]).toMatchObject({
      type: 'SO',
      orderId: '000123',
      status: expect.stringMatching(/^status-/),
      customerId: expect.stringMatching(/^customerId-/),
      customerName: expect.stringMatching(/^customerName-/),
      currency: expect.stringMatching(/^currency-/),
      orderTotal: expect.any(Number),
      lastModified: expect.stringMatching(/Z$/),
    });
  });

  test('is read to its end by the links to the next page, though no total comes', async () => {
    const ids: string[] = [];
    for await (const page of allPages((paging) => erp.salesOrders.list(CONTEXT, paging), { pageSize: 100 })) {
      ids.push(...page.rows.map(({ orderId }) => orderId));
    }
    expect(new Set(ids).size).toBe(250);
    expect(fake.asked.map((path) => /pageIndex=(\d+)/.exec(path)?.[1])).toEqual(['0', '1', '2']);
  });

  test('says on its last page how long it is', async () => {
    expect(await erp.salesOrders.list(CONTEXT, { pageNumber: 2 })).toMatchObject({ isLast: false });
    expect(await erp.salesOrders.list(CONTEXT, { pageNumber: 3 })).toMatchObject({ isLast: true, totalCount: 250 });
  });

  test('is asked in the words of the API', async () => {
    await erp.salesOrders.list(CONTEXT, {
      type: 'SO',
      customer: '10001',
      status: 'Open',
      filter: '0001',
      orderBy: { field: 'lastModified', descending: true },
      with: ['billing', 'financialInformation', 'lines'],
      pageSize: 1000,
    });
    const { pathname, searchParams } = new URL(fake.asked[0] ?? '', fake.url);
    expect(pathname).toBe('/api/v3/SalesOrders/SO');
    expect(Object.fromEntries(searchParams)).toEqual({
      pageIndex: '0',
      // More than 100 rows are refused with expand.
      pageSize: '100',
      customerId: '10001',
      status: 'Open',
      filter: '0001',
      orderBy: 'lastModified desc',
      expand: 'Billing,FinancialInformation,Lines',
    });
  });
});

describe('one order', () => {
  test('comes without sections unless they are asked for', async () => {
    const { value } = await erp.salesOrders.get(CONTEXT, 'SO', '000123');
    expect(fake.asked).toEqual(['/api/v3/SalesOrders/SO/000123']);
    expect(value.status).toEqual({ description: expect.any(String), hold: true, cancelled: true });
    expect([value.customer, value.billing, value.shipping, value.note]).toEqual(Array(4).fill(undefined));
  });

  test('comes with the sections that are asked for', async () => {
    const { value, etag } = await erp.salesOrders.get(CONTEXT, 'SO', '000123', ORDER_SECTIONS);
    expect(value).toMatchObject({
      customer: { id: expect.any(String), location: { gln: expect.any(String) }, taxZone: {} },
      billing: { address: { addressLine1: expect.any(String), countryId: expect.any(String) }, contact: {} },
      financialInformation: { terms: { id: expect.any(String) } },
      paymentSettings: { paymentMethod: { id: expect.any(String) } },
      branch: { id: expect.any(String), description: expect.any(String) },
      attachments: [{ name: expect.any(String) }],
    });
    expect(etag).toBe('"v-7"');
  });

  test('has lines with an item, a unit and what they come to', async () => {
    const { rows, isLast } = await erp.salesOrders.lines(CONTEXT, 'SO', '000123');
    expect(rows).toMatchObject([
      {
        lineId: 1,
        inventory: { id: expect.any(String), description: expect.any(String), baseUnit: expect.any(String) },
        unitOfMeasure: expect.any(String),
        extendedPrice: expect.any(Number),
        openQuantity: expect.any(Number),
      },
    ]);
    expect(isLast).toBe(true);
  });

  test('has shipments, taxes, discounts, commissions and a deduction at addresses of their own', async () => {
    const { shipments, taxes, discounts, commissions, rotRut } = erp.salesOrders;
    expect((await shipments(CONTEXT, 'SO', '000123')).rows).toMatchObject([{ id: expect.any(String) }]);
    expect((await taxes(CONTEXT, 'SO', '000123')).rows).toMatchObject([{ taxId: expect.any(String) }]);
    expect((await discounts(CONTEXT, 'SO', '000123')).rows).toMatchObject([{ discountId: expect.any(String) }]);
    expect((await commissions(CONTEXT, 'SO', '000123')).rows).toMatchObject([{ amount: expect.any(Number) }]);
    expect((await rotRut(CONTEXT, 'SO', '000123')).value.distribution).toMatchObject([{ lineId: expect.any(Number) }]);
  });
});

describe('what orders are made of', () => {
  test('customers are found by a text, and have their locations', async () => {
    const { rows } = await erp.salesOrders.customers(CONTEXT, { filter: 'Fjell', pageSize: 20 });
    expect(fake.asked).toEqual(['/api/v3/Customers?filter=Fjell&pageIndex=0&pageSize=20']);
    expect(rows).toMatchObject([{ id: expect.any(String), defaultLocation: { gln: expect.any(String) } }]);
    const locations = await erp.salesOrders.customerLocations(CONTEXT, '10001');
    expect(locations.rows).toMatchObject([{ id: expect.any(String), address: { city: expect.any(String) } }]);
  });

  test('items say what is left of them', async () => {
    const { rows } = await erp.salesOrders.availability(CONTEXT, {
      inventoryIds: ['A', 'B'],
      warehouseIds: ['1'],
      attributes: [['COLOUR', 'red']],
      with: ['locations', 'attributes'],
      changedSince: '2026-01-31T10:00:00Z',
    });
    const { pathname, searchParams } = new URL(fake.asked[0] ?? '', fake.url);
    expect(pathname).toBe('/api/v3/Inventory');
    expect([...searchParams]).toEqual([
      ['inventoryId', 'A'],
      ['inventoryId', 'B'],
      ['warehouseId', '1'],
      ['attributeFilter', 'COLOUR:red'],
      ['modifiedSince', expect.stringMatching(/^2026-01-31T10:00:00(\.0+)?Z$/)],
      ['expand', 'Location,Attribute'],
      ['pageIndex', '0'],
      ['pageSize', '100'],
    ]);
    expect(rows).toMatchObject([
      { inventoryId: expect.any(String), warehouses: [{ available: expect.any(Number), locations: [{}] }] },
    ]);
  });
});

describe('for the command line and for exports', () => {
  const tenant: TenantPort = { read: (_options, run) => run(CONTEXT), write: (_operation, run) => run(CONTEXT) };

  test('one order comes with every section, its lines and what else belongs to it', async () => {
    const whole = await withResource('sales-orders', ({ read }) => read(erp.port, tenant).get?.(['SO', '000123']));
    const text = JSON.stringify(whole?.value);
    const texts = [theOrder, theLine].flatMap(({ leaves }) => [...leaves]);
    const lost = texts
      .filter(([path, value]) => typeof value === 'string' && !/_links|T00:/.test(path + value))
      .filter(([path]) => !/^SalesOrderDto\.(type|orderId)$/.test(path))
      .filter(([, value]) => !text.includes(String(value)));
    expect(lost).toEqual([]);
    expect(whole?.value).toMatchObject({
      lines: [{ lineId: 1 }],
      shipments: [{}],
      taxes: [{}],
      discounts: [{}],
      commissions: [{}],
      rotRut: { distribution: [{}] },
    });
  });

  /** One order of 90 lines with all that belongs to it. */
  async function wholeOrder(linesPage: LinesPage) {
    const paged = await startFakeSalesOrders(1, linesPage);
    const client = createErpClient({ erpUrl: paged.url, salesOrderUrl: paged.url });
    paged.book.change(
      {},
      Array.from({ length: 90 }, (_, place) => Object.assign({}, theLine.dto, { lineId: place })),
    );
    try {
      return await withResource('sales-orders', ({ read }) => read(client.port, tenant).get?.(['SO', '000123']));
    } finally {
      await client.close();
      await paged.stop();
    }
  }

  test('one order has all its lines where the API gives smaller pages than it is asked for', async () => {
    const sizes: string[] = [];
    const whole = await wholeOrder((lines, query) => {
      sizes.push(query.get('pageSize') ?? '');
      const size = Math.min(40, Number(query.get('pageSize')));
      const offset = Number(query.get('pageIndex')) * size;
      return { value: lines.slice(offset, offset + size), totalCount: lines.length };
    });
    expect(whole?.value).toMatchObject({ lines: Array.from({ length: 90 }, (_, lineId) => ({ lineId })) });
    expect(sizes).toEqual(['100', '40', '40']);
  });

  test('one order whose lines never end is refused', async () => {
    const whole = wholeOrder((lines, query) => ({
      value: lines,
      nextPage: `/lines?pageIndex=${Number(query.get('pageIndex')) + 1}`,
    }));
    const { code, message } = await refusalOf(whole);
    expect([code, message]).toEqual(['erp_nonsense', 'a list gave the same page twice']);
  });

  test('columns hold everything that a row says without being asked more', async () => {
    const { rows } = await erp.salesOrders.list(CONTEXT, { pageSize: 1 });
    const cells = SALES_ORDERS.columns.map(({ of }) => String(rows.map(of)[0] ?? ''));
    const plain = [...theRow.leaves].filter(([path]) => /^SalesOrderListDto\.\w+$/.test(path));
    const lost = plain
      .filter(([path]) => !/\.(type|orderId|note|currencyRate)$/.test(path))
      .filter(([, value]) => !cells.some((cell) => cell !== '' && String(value).startsWith(cell)));
    expect(lost).toEqual([]);
    expect(cells).not.toContain('');
  });
});
