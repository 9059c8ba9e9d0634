import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CallContext } from '../src/transport/callContext.ts';
import { createErpClient, type ErpClient } from '../src/erpClient.ts';
import { ALL_SECTIONS } from '../src/resources/inventory/query.ts';
import { aFilledDto, lostFields } from './filledDto.ts';
import { answer, startHostileServer, type HostileServer } from './hostileServer.ts';
import { refusalOf } from './refusalOf.ts';

let server: HostileServer;
let erp: ErpClient;
const CONTEXT: CallContext = { accessToken: 'the-token', correlationId: 'the-correlation-id' };

beforeAll(async () => {
  server = await startHostileServer();
  erp = createErpClient({ erpUrl: server.url, salesOrderUrl: server.url });
});
afterAll(async () => {
  await erp.close();
  await server.stop();
});
beforeEach(() => void (server.answers.length = 0));

const answers = (body: unknown): void => void server.answers.push(answer(200, body));
const item = (part: object = {}) => ({ inventoryNumber: 'A', ...part });

const RESOURCES = [
  { name: 'inventory', key: 'inventoryNumber', type: 'InventoryDto' },
  { name: 'customers', key: 'number', type: 'CustomerDto' },
  { name: 'suppliers', key: 'number', type: 'SupplierDto' },
  { name: 'invoices', key: 'referenceNumber', type: 'CustomerInvoiceDto' },
] as const;

/** Fields of the description that the client does not read, and why it need not. */
const LEFT_OUT = [
  // Counts of lists, which objects inside others carry without a meaning.
  /(^|\.)metadata\.(totalCount|maxPageSize)$/,
  // Diagnostics, and the rows' own versions.
  /(^|\.)errorInfo$/,
  /^crossReferences\.timestamp$/,
  // Ids of records that no operation of this client takes.
  /(^|\.)(addressId|contactId|recordId|recordID|inventoryID)$/,
  /^(project|.*projectTask)\.internalId$/,
  // Names beside the object that carries the same.
  /^(priceManagerID|priceClassID|priceWorkgroupID|salesPersonID|salesPersonDescr)$/,
  // Definitions that come with item classes, and units of classes.
  /^itemClass\.attributes/,
  /^inventoryUnits\.(unitType|itemClass|sampleToUnit)/,
  // The county's name (its id is read), codes and details of accounts, tax categories.
  /county\.name$/,
  /account\.externalCode/,
  /account\.active$/,
  /[sS]ubaccount\.(subaccountId|lastModifiedDateTime|segments|timeStamp)/,
  /^vatZone\.default/,
  // Parts of payments against an invoice, debt collection, e-invoices, deferrals and other rare things.
  /^applications\.(customerCD|applicationPeriod|invoiceText|ppdCrMemoRefNbr)$/,
  /^(childRecord|directDebitMandate|debtCollection|eInvoiceContract)(\.|$)/,
  /^invoiceLines\.(lineType|itemType|deferralSchedule|typeOfWork\.xmlTag|attachments)/,
  /^customerProject$/,
];

describe.each(RESOURCES)('$name', ({ name, key, type }) => {
  const filled = aFilledDto(type);
  const rowOf = (value: unknown) => ({ [key]: value });

  test('every field of the published description comes out, but for those listed', async () => {
    answers(filled.dto);
    const { value } = await erp[name].get(CONTEXT, 'A');
    const lost = lostFields(filled, value).filter((path) => !LEFT_OUT.some((pattern) => pattern.test(path)));
    expect(lost).toEqual([]);
  });

  test('an object with nothing but its number is enough', async () => {
    answers(rowOf('A'));
    expect(JSON.parse(JSON.stringify((await erp[name].get(CONTEXT, 'A')).value))).toMatchObject({ [key]: 'A' });
  });

  test('every other field may be null, and counts as missing', async () => {
    const nulls = Object.fromEntries(Object.keys(filled.dto).map((field) => [field, null]));
    answers([{ ...nulls, ...rowOf('A') }, rowOf('A')]);
    const [withNulls, without] = (await erp[name].list(CONTEXT)).rows;
    expect(withNulls).toEqual(without);
    expect(JSON.stringify(withNulls)).not.toContain('null');
  });

  test('fields that nobody has heard of do no harm', async () => {
    answers([{ ...filled.dto, newField: { deep: [1] } }]);
    const [row] = (await erp[name].list(CONTEXT)).rows;
    expect(JSON.stringify(row)).not.toContain('newField');
  });

  test.each([
    ['null', null],
    ['text', '"an item"'],
    ['an object', {}],
    ['a page', '<!doctype html><title>Maintenance</title>'],
    ['nothing', ''],
    ['a list that was cut', '[{"a":'],
    ['a list of numbers', [1, 2]],
    ['a row without its number', [{ description: 'x' }]],
    ['a row whose number is null', [{ [key]: null }]],
  ])('a list that is %s is nonsense', async (_case, body) => {
    answers(body);
    expect(await refusalOf(erp[name].list(CONTEXT))).toMatchObject({ code: 'erp_nonsense', details: { status: 200 } });
  });

  test('an object that is a list is nonsense', async () => {
    answers([rowOf('A')]);
    expect((await refusalOf(erp[name].get(CONTEXT, 'A'))).code).toBe('erp_nonsense');
  });
});

describe('lists of the ERP API', () => {
  const customers = (count: number, metadata?: object) =>
    Array.from({ length: count }, (_, i) => ({ number: `${i}`, ...(metadata ? { metadata } : {}) }));
  const page = async (body: unknown, paging: { pageNumber?: number; pageSize?: number } = { pageSize: 10 }) => {
    server.answers.length = 0;
    answers(body);
    const { totalCount, pageSize, isLast, rows: read } = await erp.customers.list(CONTEXT, paging);
    return { totalCount, pageSize, isLast, rows: read.length };
  };

  test('without metadata have no total, and a short page is the last', async () => {
    expect(await page(customers(10))).toEqual({ totalCount: undefined, pageSize: 10, isLast: false, rows: 10 });
    expect(await page(customers(9))).toEqual({ totalCount: undefined, pageSize: 10, isLast: true, rows: 9 });
    expect(await page([], { pageNumber: 3 })).toMatchObject({ totalCount: undefined, isLast: true });
    expect(await page([])).toMatchObject({ totalCount: 0, isLast: true });
  });

  test('a short page of a large size may have been cut without a word: only an empty one is the end', async () => {
    expect(await page(customers(1000), { pageSize: 5000 })).toMatchObject({ pageSize: 5000, isLast: false });
    expect(await page([], { pageSize: 5000, pageNumber: 2 })).toMatchObject({ isLast: true });
  });

  test.each([
    ['a total of 0 beside rows', { totalCount: 0, maxPageSize: 0 }],
    ['a total smaller than what came', { totalCount: 2 }],
    ['a total that is text', { totalCount: 'many' }],
    ['metadata that is text', 'many'],
  ])('%s is no total', async (_case, metadata: unknown) => {
    expect(await page(customers(3).map((row) => ({ ...row, metadata })))).toMatchObject({
      totalCount: undefined,
      isLast: true,
      rows: 3,
    });
  });

  test('a page that came short of a known total is not the last', async () => {
    expect(await page(customers(3, { totalCount: 30 }))).toMatchObject({ totalCount: 30, isLast: false });
  });

  test('an empty page is the last whatever the total was', async () => {
    expect(await page([], { pageNumber: 2 })).toMatchObject({ isLast: true });
  });

  test('rows may be wrapped as records', async () => {
    const wrapped = { pageNumber: 1, pageSize: 2, totalCount: 3, records: customers(2) };
    expect(await page(wrapped, { pageSize: 2 })).toEqual({ totalCount: 3, pageSize: 2, isLast: false, rows: 2 });
  });

  test('null rows and null entries of inner lists are left out', async () => {
    answers([null, item({ warehouseDetails: [null, { warehouse: 'W' }] }), null]);
    const { rows: read } = await erp.inventory.list(CONTEXT, { with: ALL_SECTIONS });
    expect(read).toMatchObject([{ inventoryNumber: 'A', stock: [{ warehouse: 'W' }] }]);
  });

  test('an inner list that is null is not an empty one', async () => {
    answers([item({ warehouseDetails: null }), item({ warehouseDetails: [] })]);
    const { rows: read } = await erp.inventory.list(CONTEXT, { with: ['stock'] });
    expect(read.map(({ stock }) => stock)).toEqual([undefined, []]);
  });
});

describe('times', () => {
  test.each([
    ['2026-01-31T13:45:00', '2026-01-31T13:45:00Z'],
    ['2026-01-31T13:45:00.1234567', '2026-01-31T13:45:00.1234567Z'],
    ['2026-01-31T13:45:00Z', '2026-01-31T13:45:00Z'],
    ['2026-01-31T13:45:00.123+01:00', '2026-01-31T12:45:00.123Z'],
    ['2026-01-31 13:45:00', '2026-01-31T13:45:00Z'],
    ['2026-01-31', '2026-01-31T00:00:00Z'],
    ['0001-01-01T00:00:00', undefined],
    ['2026-13-45T00:00:00', undefined],
    ['yesterday', undefined],
  ])('%s is %s', async (written, read) => {
    answers(item({ lastModifiedDateTime: written }));
    expect((await erp.inventory.get(CONTEXT, 'A')).value.lastModified).toBe(read);
  });

  test('days stay what they are, whatever the offset', async () => {
    answers({ referenceNumber: 'A', documentDate: '2026-01-31T00:00:00+01:00', documentDueDate: '2026-02-28' });
    const { value } = await erp.invoices.get(CONTEXT, 'A');
    expect([value.documentDate, value.dueDate]).toEqual(['2026-01-31', '2026-02-28']);
  });
});

describe('sales orders', () => {
  const page = async (body: unknown, paging: { pageNumber?: number; pageSize?: number } = {}) => {
    server.answers.length = 0;
    answers(body);
    return erp.salesOrders.list(CONTEXT, paging);
  };
  const orders = (count: number) => Array.from({ length: count }, (_, i) => ({ type: 'SO', orderId: `${i}` }));

  test('type and id are enough; an id may be a number', async () => {
    const { rows } = await page({ value: [{ type: 'SO', orderId: 17 }], totalCount: 1 });
    expect(rows).toMatchObject([{ type: 'SO', orderId: '17' }]);
  });

  test('sections that are only seen in a live integration count as missing when they are of another kind', async () => {
    const odd = { type: 'SO', orderId: '1', totals: [], billing: 1, salesPerson: 'kari', taxTotal: '7' };
    const { rows } = await page({ value: [odd] });
    const { totals, billing, salesPerson, taxTotal } = rows[0] ?? {};
    expect(rows).toHaveLength(1);
    expect({ totals, billing, salesPerson, taxTotal }).toEqual({});
  });

  test('a link to the next page says that there is one, and how large pages are; null says there is none', async () => {
    const nextPage = 'https://orders.example/api/v3/SalesOrders?PageIndex=1&pageSize=50';
    expect(await page({ value: orders(50), totalCount: null, nextPage }, { pageSize: 100 })).toMatchObject({
      pageSize: 50,
      isLast: false,
      totalCount: undefined,
    });
    expect(await page({ value: orders(10), totalCount: null, nextPage: null }, { pageSize: 10 })).toMatchObject({
      isLast: true,
      totalCount: 10,
    });
  });

  test('pages are told like those of the ERP', async () => {
    expect(await page({ value: orders(10), totalCount: 25 }, { pageSize: 10 })).toMatchObject({
      totalCount: 25,
      pageNumber: 1,
      isLast: false,
    });
    expect(await page({ value: orders(5), totalCount: 25 }, { pageSize: 10, pageNumber: 3 })).toMatchObject({
      isLast: true,
    });
    expect(await page({ value: orders(5) }, { pageSize: 10 })).toMatchObject({ totalCount: undefined, isLast: true });
    expect(await page({ value: [] }, { pageSize: 10, pageNumber: 2 })).toMatchObject({ isLast: true });
  });

  test('a first page that was cut says how large pages are', async () => {
    expect(await page({ value: orders(100), totalCount: 250 }, { pageSize: 1000 })).toMatchObject({
      pageSize: 100,
      isLast: false,
    });
  });

  test.each([
    ['null', null],
    ['a list', []],
    ['without rows', { totalCount: 1 }],
    ['a row without id', { value: [{ type: 'SO' }] }],
    ['a row without type', { value: [{ orderId: '1' }] }],
    ['a row of the single order’s shape', { value: [{ type: 'SO', orderId: '1', status: { description: 'Open' } }] }],
  ])('%s is nonsense', async (_case, body) => {
    expect((await refusalOf(page(body))).code).toBe('erp_nonsense');
  });
});

describe('what is not JSON or not as it should be', () => {
  test('is told by the field that does not fit, never by its value', async () => {
    answers([item(), item({ defaultPrice: 'secret' })]);
    expect((await refusalOf(erp.inventory.list(CONTEXT))).message).toBe(
      'inventory.list: the answer does not fit at 1.defaultPrice',
    );
  });

  test('very deep nesting does no harm', async () => {
    answers(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect((await refusalOf(erp.inventory.list(CONTEXT))).code).toBe('erp_nonsense');
  });
});
