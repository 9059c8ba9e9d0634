import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ORDER_SECTIONS } from '../src/resources/salesOrders/query.ts';
import { asCurl } from '../src/asCurl.ts';
import { interactive, startErpSandbox, type ErpSandbox } from './erpSandbox.ts';
import { refusalOf } from './refusalOf.ts';

let stack: ErpSandbox;
beforeAll(async () => void (stack = await startErpSandbox({ items: 20 })));
afterAll(() => stack.stop());
beforeEach(() => stack.set({ erpMaxPageSize: 1000, salesOrderMaxPageSize: 1000 }));

const ALL = { pageSize: 1000 };

describe('customers', () => {
  const list = (query?: Parameters<typeof stack.erp.customers.list>[1]) => stack.erp.customers.list(stack.kari, query);

  test('come in pages, with the total', async () => {
    const { rows, totalCount = 0 } = await list(ALL);
    expect(rows).toHaveLength(totalCount);
    expect(totalCount).toBeGreaterThan(20);
    const second = await list({ pageSize: 20, pageNumber: 2 });
    expect(second.rows.map(({ number }) => number)).toEqual(rows.slice(20, 40).map(({ number }) => number));
  });

  test('can be searched and filtered as the API can', async () => {
    const { rows } = await list(ALL);
    const some = rows.find(({ mainContact, vatRegistrationId }) => mainContact?.email && vatRegistrationId);
    const only = async (query: Parameters<typeof list>[0]) => (await list(query)).rows.map(({ number }) => number);
    expect(await only({ name: some?.name })).toContain(some?.number);
    expect(await only({ corporateId: some?.corporateId })).toEqual([some?.number]);
    expect(await only({ vatRegistrationId: some?.vatRegistrationId })).toEqual([some?.number]);
    expect(await only({ email: some?.mainContact?.email })).toContain(some?.number);
    expect(await only({ phone: some?.mainContact?.phone1 })).toContain(some?.number);
    expect(await only({ ...ALL, status: 'Inactive' })).toEqual(
      rows.filter(({ status }) => status === 'Inactive').map(({ number }) => number),
    );
    const latest = rows
      .map(({ lastModified }) => lastModified ?? '')
      .sort()
      .at(-1);
    expect(await only({ changedSince: latest })).not.toHaveLength(0);
    expect(await only({ lastModified: { condition: '>', at: latest ?? '' } })).toEqual([]);
    expect(await only({ created: { condition: '>', at: '2100-01-01T00:00:00Z' } })).toEqual([]);
  });

  test('bring sections when asked', async () => {
    const [bare] = (await list({ pageSize: 1 })).rows;
    expect([bare?.accounts, bare?.paymentMethods, bare?.directDebitLines]).toEqual([undefined, undefined, undefined]);
    const [whole] = (await list({ pageSize: 1, with: ['accounts', 'paymentMethods', 'directDebit'] })).rows;
    expect(whole).toMatchObject({ accounts: { salesAccount: {} }, paymentMethods: [{}], directDebitLines: [] });
  });

  test('one comes with addresses, contacts, and the ETag for a write', async () => {
    const [first] = (await list({ pageSize: 1 })).rows;
    const { value, etag, quota } = await stack.erp.customers.get(stack.kari, first?.number ?? '');
    expect(value).toMatchObject({
      number: first?.number,
      name: first?.name,
      mainAddress: { addressLine1: expect.any(String), city: expect.any(String), countryId: 'NO', country: 'Norge' },
      mainContact: { name: expect.any(String) },
      creditTerms: { id: expect.any(String), description: expect.any(String) },
      customerClass: { id: expect.any(String) },
      printInvoices: expect.any(Boolean),
    });
    expect(etag).toBe(`"${value.version}"`);
    expect(quota?.policy).toBe('4-fixed-window');
  });

  test('have classes to choose from', async () => {
    const { rows, isLast } = await stack.erp.customers.classes(stack.kari);
    expect([rows[0], isLast]).toEqual([{ id: expect.any(String), description: expect.any(String) }, true]);
  });

  test('that the company has not got are not found', async () => {
    expect((await refusalOf(stack.erp.customers.get(stack.kari, '999999'))).code).toBe('erp_not_found');
  });
});

describe('suppliers', () => {
  const list = (query?: Parameters<typeof stack.erp.suppliers.list>[1]) => stack.erp.suppliers.list(stack.kari, query);
  const names = async (query: Parameters<typeof list>[0]) => (await list(query)).rows.map(({ name }) => name ?? '');

  test('can be searched, filtered and sorted as the API can', async () => {
    const { rows, totalCount } = await list(ALL);
    expect(totalCount).toBe(rows.length);
    const some = rows[3];
    expect(await names({ name: some?.name })).toContain(some?.name);
    expect(await names({ corporateId: some?.corporateId })).toEqual([some?.name]);
    expect(await names({ ...ALL, status: 'Active' })).toHaveLength(
      rows.filter(({ status }) => status === 'Active').length,
    );
    const sorted = await names({ ...ALL, orderBy: { field: 'name' } });
    expect(sorted).toEqual([...sorted].sort((a, b) => a.localeCompare(b)));
    expect(await names({ ...ALL, orderBy: { field: 'name', descending: true } })).toEqual(sorted.toReversed());
    expect(await names({ changedSince: '2100-01-01' })).toEqual([]);
  });

  test('one comes with the bank account and accounts', async () => {
    const [first] = (await list({ pageSize: 1 })).rows;
    expect([first?.accounts, first?.note]).toEqual([undefined, undefined]);
    const { value, etag } = await stack.erp.suppliers.get(stack.kari, first?.number ?? '');
    expect(value).toMatchObject({
      number: first?.number,
      mainAddress: { city: expect.any(String) },
      paymentDetails: [{ description: 'Bank account', value: expect.any(String) }],
      accounts: { supplierAccount: { number: expect.any(String) }, expenseEuAccount: {} },
      retainage: { applies: false },
    });
    expect(etag).toBe(`"${value.version}"`);
  });
});

describe('customer invoices', () => {
  const list = (query?: Parameters<typeof stack.erp.invoices.list>[1]) => stack.erp.invoices.list(stack.kari, query);

  test('can be filtered as the API can', async () => {
    const { rows } = await list(ALL);
    const open = rows.find(({ status, dunningLetterLevel }) => status === 'Open' && dunningLetterLevel === undefined);
    const count = async (query: Parameters<typeof list>[0]) => (await list(query)).totalCount;
    const having = (passes: (row: (typeof rows)[number]) => boolean) => rows.filter(passes).length;
    const day = open?.documentDate ?? '';
    expect(await count({ status: 'Open' })).toBe(having(({ status }) => status === 'Open'));
    expect(await count({ documentType: 'CreditNote' })).toBe(having((row) => row.documentType === 'CreditNote'));
    expect(await count({ customer: open?.customer?.number })).toBe(
      having(({ customer }) => customer?.number === open?.customer?.number),
    );
    expect(await count({ documentDate: { condition: '<', at: day } })).toBe(
      having(({ documentDate = '' }) => documentDate < day),
    );
    expect(await count({ dueDate: { condition: '>=', at: day } })).toBe(having(({ dueDate = '' }) => dueDate >= day));
    expect(await count({ financialPeriod: open?.financialPeriod })).toBe(
      having(({ financialPeriod }) => financialPeriod === open?.financialPeriod),
    );
    expect(await count({ released: true })).toBeGreaterThan((await count({ released: false })) ?? 0);
    expect(await count({ changedSince: '2100-01-01' })).toBe(0);
  });

  test('one comes with lines, totals and VAT that add up', async () => {
    const [first] = (await list({ pageSize: 1, documentType: 'Invoice' })).rows;
    const { value, etag } = await stack.erp.invoices.get(stack.kari, first?.referenceNumber ?? '');
    const { lines = [], vat = [], detailTotal = 0, vatTotal = 0 } = value;
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.reduce((sum, line) => sum + (line.amount ?? 0), 0)).toBeCloseTo(detailTotal);
    expect(vat.reduce((sum, { vatAmount = 0 }) => sum + vatAmount, 0)).toBeCloseTo(vatTotal);
    expect(detailTotal + vatTotal).toBeCloseTo(value.amount ?? 0);
    expect(value).toMatchObject({
      customer: { number: expect.any(String), name: expect.any(String) },
      documentDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      dueDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      vat: [{ code: expect.any(String), rate: 25 }],
      invoiceAddress: {},
      branch: { number: expect.any(String) },
    });
    expect(lines[0]).toMatchObject({ inventoryNumber: expect.any(String), vatCode: {}, account: {} });
    expect(etag).toBe(`"${value.version}"`);
  });

  test('bring sections when asked, lines always', async () => {
    const [bare] = (await list({ pageSize: 1 })).rows;
    expect([bare?.vat, bare?.applications, bare?.invoiceAddress]).toEqual([undefined, undefined, undefined]);
    expect(bare?.lines).not.toEqual([]);
    const [whole] = (await list({ pageSize: 1, with: ['vat', 'applications', 'attachments', 'dunning'] })).rows;
    expect(whole).toMatchObject({ vat: [{}], applications: [], attachments: [] });
  });
});

describe('sales orders', () => {
  const list = (query?: Parameters<typeof stack.erp.salesOrders.list>[1]) =>
    stack.erp.salesOrders.list(stack.kari, query);
  const ids = async (query: Parameters<typeof list>[0]) => (await list(query)).rows.map(({ orderId }) => orderId);

  test('come in pages from 1 as every list here, though the API counts from 0', async () => {
    const { rows, totalCount = 0, quota } = await list(ALL);
    expect(rows).toHaveLength(totalCount);
    expect(quota?.limit).toBe(15_000);
    expect(await ids({ pageSize: 7, pageNumber: 1 })).toEqual(rows.slice(0, 7).map(({ orderId }) => orderId));
    expect(await ids({ pageSize: 7, pageNumber: 2 })).toEqual(rows.slice(7, 14).map(({ orderId }) => orderId));
    const lastPage = Math.ceil(totalCount / 7);
    expect(await list({ pageSize: 7, pageNumber: lastPage })).toMatchObject({ isLast: true, pageNumber: lastPage });
  });

  test('can be filtered and sorted as the API can', async () => {
    const { rows } = await list(ALL);
    const some = rows[2];
    expect(await ids({ ...ALL, customer: some?.customerId })).toEqual(
      rows.filter(({ customerId }) => customerId === some?.customerId).map(({ orderId }) => orderId),
    );
    expect(await ids({ ...ALL, filter: some?.orderId })).toEqual([some?.orderId]);
    expect(await ids({ ...ALL, type: 'SO', status: 'Open' })).toEqual(
      rows.filter(({ type, status }) => type === 'SO' && status === 'Open').map(({ orderId }) => orderId),
    );
    expect(await ids({ ...ALL, orderBy: { field: 'orderId', descending: true } })).toEqual(
      rows.map(({ orderId }) => orderId).toReversed(),
    );
    const moments = (await list({ ...ALL, orderBy: { field: 'lastModified' } })).rows.map(
      (row) => row.lastModified ?? '',
    );
    expect(moments).toEqual([...moments].sort());
    expect(await ids({ ...ALL, changedSince: moments.at(-1) })).not.toHaveLength(0);
    expect(await ids({ changedSince: '2100-01-01' })).toEqual([]);
  });

  test('one comes with parties and totals; its lines are a list of their own', async () => {
    const [first] = (await list({ pageSize: 1 })).rows;
    const [type, orderId] = [first?.type ?? '', first?.orderId ?? ''];
    const { value, etag } = await stack.erp.salesOrders.get(stack.kari, type, orderId, ORDER_SECTIONS);
    expect(value).toMatchObject({
      type,
      orderId,
      date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      customer: { id: expect.any(String), name: expect.any(String) },
      billing: { contact: {} },
      shipping: { address: { city: expect.any(String) } },
      totals: { orderTotal: expect.any(Number) },
      branch: { id: expect.any(String) },
      lastModified: expect.stringMatching(/Z$/),
    });
    expect(etag).toBe(`"${value.version}"`);
    const { rows, isLast } = await stack.erp.salesOrders.lines(stack.kari, type, orderId);
    expect(rows.reduce((sum, { extendedPrice = 0 }) => sum + extendedPrice, 0)).toBeCloseTo(
      value.totals?.taxableTotal ?? 0,
    );
    expect(rows[0]).toMatchObject({
      lineId: 1,
      inventory: { id: expect.any(String) },
      quantity: expect.any(Number),
    });
    expect(isLast).toBe(true);
  });

  test('refusals are ProblemDetails, and read the same', async () => {
    expect(await refusalOf(stack.erp.salesOrders.get(stack.kari, 'SO', 'none'))).toMatchObject({
      code: 'erp_not_found',
      details: { status: 404, providerDescription: 'The sales order does not exist.' },
    });
    expect((await refusalOf(stack.erp.salesOrders.get(stack.kari, '..', '1'))).code).toBe('erp_not_found');
    const noScope = await stack.asKari(interactive(['update']));
    expect((await refusalOf(stack.erp.salesOrders.list(noScope))).code).toBe('erp_forbidden');
  });

  test('have a request in the guide’s form', () => {
    expect(asCurl(stack.erp.salesOrders.listAddress({ pageSize: 10, pageNumber: 2 }))).toContain(
      `--url '${stack.sandbox.url}/api/v3/SalesOrders?pageIndex=1&pageSize=10'`,
    );
    expect(asCurl(stack.erp.salesOrders.itemAddress('SO', 'A/1'))).toContain('/api/v3/SalesOrders/SO/A%2F1');
  });
});

describe('item classes', () => {
  test('come with the attributes that their items have, for a form', async () => {
    const { rows, totalCount, isLast } = await stack.erp.inventory.itemClasses(stack.kari);
    // The published description has no counts on item classes.
    expect({ totalCount, isLast }).toEqual({ totalCount: undefined, isLast: true });
    expect(rows.flatMap(({ attributes }) => attributes ?? [])[0]).toMatchObject({
      attributeId: expect.any(String),
      description: expect.any(String),
      type: 'Combo',
      choices: expect.arrayContaining([{ id: expect.any(String), description: expect.any(String) }]),
    });
    expect((await stack.erp.inventory.itemClasses(stack.kari, { pageSize: 1 })).rows).toHaveLength(1);
  });

  test('warehouses come for the choice of one', async () => {
    const { rows } = await stack.erp.inventory.warehouses(stack.kari);
    expect(rows[0]).toEqual({ id: expect.any(String), description: expect.any(String), active: true });
  });

  test('posting classes come too', async () => {
    const { rows } = await stack.erp.inventory.postingClasses(stack.kari);
    expect(rows[0]).toEqual({ id: expect.any(String), description: expect.any(String) });
  });
});
