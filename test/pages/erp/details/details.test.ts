import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { toCustomer } from 'visma-net-client/resources/customers/customer';
import { toInvoice } from 'visma-net-client/resources/invoices/invoice';
import { toOrderLine } from 'visma-net-client/resources/salesOrders/orderLine';
import { ORDER_SECTIONS } from 'visma-net-client/resources/salesOrders/query';
import { toSalesOrder } from 'visma-net-client/resources/salesOrders/salesOrder';
import { toSupplier } from 'visma-net-client/resources/suppliers/supplier';
import { toCustomerView } from '../../../../src/pages/erp/customers/customerView.ts';
import { erpPages } from '../../../../src/pages/erp/erpPages.ts';
import { toInvoiceView } from '../../../../src/pages/erp/invoices/invoiceView.ts';
import { toSalesOrderView } from '../../../../src/pages/erp/salesOrders/salesOrderView.ts';
import { toSupplierView } from '../../../../src/pages/erp/suppliers/supplierView.ts';
import { NO_CHANGES, type DetailView } from '../../../../src/pages/erp/details/detailView.ts';
import { createSealer } from '../../../../src/connections/seal.ts';
import { memoryStore } from '../../../../src/store/memoryStore.ts';
import { companyPath } from '../../../../src/web/addresses/companyPath.ts';
import { createForms } from '../../../../src/web/forms/forms.ts';
import { startErpSandbox, type ErpSandbox } from '../../../../packages/client/test/erpSandbox.ts';
import { ENGLISH } from '../../../../src/languages/languages.ts';
import { recordTitle } from '../../../../src/pages/erp/details/detailView.ts';
import { NORWEGIAN, notNorwegian } from '../../../support/norwegian.ts';
import { aSignedInPerson, pageApp } from '../../../support/pageApp.ts';
import { factsOf, saidTable } from '../../../support/said.ts';
import { textOf } from '../../../support/webBrowser.ts';

let stack: ErpSandbox;
let app: Express;
beforeAll(async () => {
  stack = await startErpSandbox();
  const forms = createForms({
    store: memoryStore({ now: Date.now }),
    sealerFor: (purpose) => createSealer(['a-secret-for-this-test'], purpose),
    now: Date.now,
  });
  const deps = {
    ...stack.erp,
    forms,
    now: Date.now,
    withCompanyToken: <T>(_req: unknown, _tenantId: string, call: (context: ErpSandbox['kari']) => Promise<T>) =>
      call(stack.kari),
  };
  app = pageApp((server) => server.use(erpPages(deps)), { signedIn: aSignedInPerson() });
}, 60_000);
afterAll(() => stack.stop());

async function htmlOf(path: string): Promise<string> {
  return (await request(app).get(path).expect(200)).text;
}

/** Of a list, the one about which most is said. */
function richest<T>(rows: readonly T[]): T {
  const [rich] = rows.toSorted((one, other) => JSON.stringify(other).length - JSON.stringify(one).length);
  if (!rich) throw new Error('the sandbox has none');
  return rich;
}

/** Codes that the page puts into words, days and moments. */
const IN_WORDS =
  /type|status|rule|operation|verification|chargeBearer|paymentBy|period|^(created|lastModified)$|date$|requestOn|cancelBy/i;

/** Names, numbers and codes inside a thing that its page does not show. */
function textsMissing(thing: unknown, html: string): string[] {
  const text = textOf(html);
  return textsIn(thing).filter((value) => !text.includes(value.replace(/\s+/g, ' ').trim()));
}

function textsIn(value: unknown, name = ''): string[] {
  if (IN_WORDS.test(name)) return [];
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, Array.isArray(value) ? name : key));
}

describe('everything that the ERP says is on the page', () => {
  test('of a customer', async () => {
    const { rows } = await stack.erp.customers.list(stack.kari, { pageSize: 200 });
    const { value } = await stack.erp.customers.get(stack.kari, richest(rows).number);
    const html = await htmlOf(companyPath('t1', 'customers', value.number));
    expect(textsMissing(value, html)).toEqual([]);
    expect(html).toContain(`href="/companies/t1/invoices?customer=${value.number}">Invoices</a>`);
    expect(html).toContain(`href="/companies/t1/sales-orders?customer=${value.number}">Sales orders</a>`);
  });

  test('of a supplier', async () => {
    const { rows } = await stack.erp.suppliers.list(stack.kari, { pageSize: 200 });
    const { value } = await stack.erp.suppliers.get(stack.kari, richest(rows).number);
    expect(textsMissing(value, await htmlOf(companyPath('t1', 'suppliers', value.number)))).toEqual([]);
  });

  test('of an invoice, with lines that lead to their items, VAT and totals that add up', async () => {
    const { rows } = await stack.erp.invoices.list(stack.kari, { pageSize: 200 });
    const { value } = await stack.erp.invoices.get(stack.kari, richest(rows).referenceNumber);
    const html = await htmlOf(companyPath('t1', 'invoices', value.referenceNumber));
    expect(textsMissing(value, html)).toEqual([]);
    const item = value.lines?.find(({ inventoryNumber }) => inventoryNumber)?.inventoryNumber ?? 'none';
    expect(html).toContain(`href="${companyPath('t1', 'inventory', item)}"`);
    expect(html).toContain(`href="${companyPath('t1', 'customers', value.customer?.number ?? 'none')}"`);
    const total = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(value.amountInCurrency ?? NaN);
    expect(textOf(html)).toContain(`Total ${total}`);
    expect(textOf(html)).toMatch(/VAT by code .*Rate %/);
  });

  test('of a sales order, with the lines that come apart from it', async () => {
    const { rows } = await stack.erp.salesOrders.list(stack.kari, { pageSize: 100 });
    const { type, orderId } = richest(rows);
    const { value } = await stack.erp.salesOrders.get(stack.kari, type, orderId, ORDER_SECTIONS);
    const lines = await stack.erp.salesOrders.lines(stack.kari, type, orderId);
    const html = await htmlOf(companyPath('t1', 'sales-orders', type, orderId));
    expect(textsMissing([value, lines.rows], html)).toEqual([]);
    expect(lines.rows.length).toBeGreaterThan(0);
    expect(html).toContain(`/api/v3/SalesOrders/${type}/${orderId}/lines?pageIndex=0`);
  });
});

describe('one that is not there', () => {
  test.each(['customers/none', 'suppliers/none', 'invoices/none', 'sales-orders/SO/none', 'sales-orders/no/none'])(
    'under %s leads back to its list',
    async (path) => {
      const { text } = await request(app)
        .get(`/companies/t1/${path}`)
        .expect(404, /erp_not_found/);
      expect(text).toContain(`href="/companies/t1/${path.split('/')[0] ?? ''}">Back to the list`);
    },
  );
});

/** What the page of an invoice knows besides it. */
const SHOWN = { curls: [], today: '2026-11-24' };

const NOTHING_BESIDES = { shipments: [], taxes: [], discounts: [] };

describe('a thing of which the ERP says next to nothing has a page without holes', () => {
  const noLines = { rows: [], totalCount: 0, pageNumber: 1, pageSize: 50, isLast: true, quota: undefined };
  test.each<[string, DetailView, string[]]>([
    ['customer', toCustomerView('t1', toCustomer({ number: '1' }), { changes: NO_CHANGES, curls: [] }), []],
    ['supplier', toSupplierView('t1', toSupplier({ number: '1' }), []), []],
    ['document', toInvoiceView('t1', toInvoice({ referenceNumber: '1' }), SHOWN), ['Lines', 'VAT']],
    [
      'sales order',
      toSalesOrderView('t1', {
        order: toSalesOrder({ type: 'SO', orderId: 1 }),
        lines: noLines,
        ...NOTHING_BESIDES,
        changes: NO_CHANGES,
        curls: [],
      }),
      ['Lines'],
    ],
  ])('%s', (_name, view, said) => {
    expect(view.columns).toEqual([]);
    expect(view.sections.map(({ heading }) => ENGLISH.speak(heading))).toEqual(said);
    expect(view.sections.every(({ none }) => none !== undefined)).toBe(true);
    expect(view.status).toBeUndefined();
  });
});

describe('the head of an invoice', () => {
  const view = (change: Record<string, unknown>) =>
    toInvoiceView('t1', toInvoice({ referenceNumber: '900001', documentType: 'Invoice', ...change }), SHOWN);

  test('says in its currency what it comes to, what is left of it, and when it is due', () => {
    const { totals = [] } = view({
      currencyId: 'EUR',
      amount: 1150,
      amountInCurrency: 100,
      balance: 575,
      balanceInCurrency: 50,
      documentDueDate: '2026-12-01T00:00:00',
    });
    expect(factsOf(totals)).toEqual({ Total: '100.00 EUR', Balance: '50.00 EUR', Due: '1 Dec 2026' });
  });

  test('of a credit note counts down', () => {
    const { totals = [] } = view({ documentType: 'CreditNote', amount: 100, balance: 0 });
    expect(factsOf(totals)).toEqual({ Total: '-100.00', Balance: '0.00' });
  });

  test('comes before everything else on the page', async () => {
    const { rows } = await stack.erp.invoices.list(stack.kari, { pageSize: 1 });
    const html = await htmlOf(companyPath('t1', 'invoices', rows[0]?.referenceNumber ?? 'none'));
    expect(html.indexOf('data-testid="key-figures"')).toBeGreaterThan(html.indexOf('<h1>'));
    expect(html.indexOf('data-testid="key-figures"')).toBeLessThan(html.indexOf('<h2>'));
  });
});

test('the title of a record begins with its name, of a document with its number', () => {
  const supplier = toSupplierView('t1', toSupplier({ number: '50001', name: 'Stål AS' }), []);
  expect(ENGLISH.speak(recordTitle(supplier))).toBe('Stål AS · Supplier 50001');
  const customer = { number: '10001', name: 'Bremnes Bygg AS' };
  const invoice = toInvoiceView('t1', toInvoice({ referenceNumber: '1', documentType: 'CreditNote', customer }), SHOWN);
  expect(ENGLISH.speak(recordTitle(invoice))).toBe('Credit note 1 · Bremnes Bygg AS (10001)');
  const unnamed = toSupplierView('t1', toSupplier({ number: '50001' }), []);
  expect(ENGLISH.speak(recordTitle(unnamed))).toBe('Supplier 50001');
});

describe('in Norwegian', () => {
  const inNorwegian = async (path: string) =>
    (await request(app).get(path).set('Accept-Language', NORWEGIAN).expect(200)).text;

  test('is the page of an invoice', async () => {
    const { rows } = await stack.erp.invoices.list(stack.kari, { pageSize: 200 });
    const html = await inNorwegian(companyPath('t1', 'invoices', richest(rows).referenceNumber));
    expect(notNorwegian(html, 'invoices', 'records', 'lists', 'resources', 'erp')).toEqual([]);
  });

  test('is the page of a supplier', async () => {
    const { rows } = await stack.erp.suppliers.list(stack.kari, { pageSize: 200 });
    const html = await inNorwegian(companyPath('t1', 'suppliers', richest(rows).number));
    expect(notNorwegian(html, 'suppliers', 'records', 'lists', 'resources', 'erp')).toEqual([]);
  });
});

test('an invoice in another currency says what it comes to in the company’s', () => {
  const invoice = toInvoice({
    referenceNumber: '1',
    currencyId: 'EUR',
    exchangeRate: 11.5,
    amountInCurrency: 100,
    amount: 1150,
    vatTotalInCurrency: 20,
    vatTotal: 230,
  });
  const [totals] = toInvoiceView('t1', invoice, SHOWN).columns.flatMap(({ tables = [] }) => tables);
  const { caption, rows } = saidTable(totals);
  expect(caption).toBe('Totals in EUR, at 11.5');
  expect(rows).toEqual([
    ['VAT', '20.00', '230.00'],
    ['Total', '100.00', '1,150.00'],
  ]);
});

test('of an order with more lines than a page shows the page says how many there are', () => {
  const order = toSalesOrder({ type: 'SO', orderId: '1' });
  const rows = [toOrderLine({ lineId: 1 })];
  const lines = { rows, totalCount: 1200, pageNumber: 1, pageSize: 1000, isLast: false, quota: undefined };
  const [section] = toSalesOrderView('t1', {
    order,
    lines,
    ...NOTHING_BESIDES,
    changes: NO_CHANGES,
    curls: [],
  }).sections;
  expect(saidTable(section?.tables?.[0]).caption).toBe('The first 1 of 1,200 lines');
});
