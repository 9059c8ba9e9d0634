import { describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { CHANGE_SCOPES } from '../../../../src/connections/scopes.ts';
import { toCustomer } from 'visma-net-client/resources/customers/customer';
import { toInvoice } from 'visma-net-client/resources/invoices/invoice';
import { toOrderRow } from 'visma-net-client/resources/salesOrders/orderRow';
import { toSupplier } from 'visma-net-client/resources/suppliers/supplier';
import { customersPage } from '../../../../src/pages/erp/customers/customersPage.ts';
import { invoicesPage } from '../../../../src/pages/erp/invoices/invoicesPage.ts';
import { salesOrdersPage } from '../../../../src/pages/erp/salesOrders/salesOrdersPage.ts';
import { suppliersPage } from '../../../../src/pages/erp/suppliers/suppliersPage.ts';
import { aCompany, aSignedInPerson, NOW_MS, pageApp, type PageAppOptions } from '../../../support/pageApp.ts';
import { listApi } from '../../../support/listApi.ts';
import type { Paging } from 'visma-net-client/resources/page';

type Section = 'customers' | 'suppliers' | 'invoices' | 'sales-orders';

const CUSTOMER = toCustomer({ number: '10001', name: 'Bremnes Bygg AS', status: 'OnHold' });
const SUPPLIER = toSupplier({ number: '50001', name: 'Stål AS' });
const INVOICE = toInvoice({
  referenceNumber: '900001',
  documentType: 'CreditNote',
  status: 'Open',
  currencyId: 'EUR',
  documentDate: '2026-01-31T00:00:00',
  amount: 100,
  amountInCurrency: 12.5,
  balance: 0,
  customer: { number: '10001', name: 'Bremnes Bygg AS' },
});
const OVERDUE = toInvoice({
  referenceNumber: '900002',
  documentType: 'Invoice',
  status: 'Open',
  documentDueDate: '2026-10-02T00:00:00',
  balance: 10,
});
const ORDER = toOrderRow({
  type: 'SO',
  orderId: '000042',
  status: 'Open',
  customerId: '10001',
  customerName: 'Bremnes Bygg AS',
  customerOrder: 'PO-7',
  currency: 'SEK',
  orderTotal: 99,
});

/** A page of the section, with one row; `asked` takes what the ERP was asked for. */
function appOf(section: Section, asked: unknown[] = [], options: PageAppOptions = {}): Express {
  const pages = {
    customers: () => customersPage({ customers: listApi([CUSTOMER], asked), withCompanyToken }),
    suppliers: () => suppliersPage({ suppliers: listApi([SUPPLIER], asked), withCompanyToken }),
    invoices: () => invoicesPage({ invoices: listApi([INVOICE, OVERDUE], asked), withCompanyToken, now: () => NOW_MS }),
    'sales-orders': () => salesOrdersPage({ salesOrders: listApi([ORDER], asked), withCompanyToken }),
  };
  return pageApp((app) => app.use(pages[section]()), { signedIn: aSignedInPerson(), ...options });
}

const withCompanyToken = <T>(
  _req: unknown,
  tenantId: string,
  call: (context: { accessToken: string; correlationId: string }) => Promise<T>,
) => call({ accessToken: `token-of-${tenantId}`, correlationId: 'c' });

async function textOf(section: Section, search = '', options: PageAppOptions = {}): Promise<string> {
  const { text } = await request(appOf(section, [], options))
    .get(`/companies/t1/${section}${search}`)
    .expect(200);
  return text.replace(/\s+/g, ' ');
}

describe('what is asked of the ERP', () => {
  test.each<[Section, string, object]>([
    [
      'customers',
      'name=bygg&status=OnHold&corporate_id=1&vat_id=2&email=a%40b&phone=%2B47&changed_since=2026-01-31',
      {
        name: 'bygg',
        status: 'OnHold',
        corporateId: '1',
        vatRegistrationId: '2',
        email: 'a@b',
        phone: '+47',
        changedSince: '2026-01-31',
      },
    ],
    ['suppliers', 'name=x&sort=-name', { name: 'x', orderBy: { field: 'name', descending: true } }],
    ['suppliers', 'sort=number', { orderBy: { field: 'number', descending: false } }],
    [
      'invoices',
      'type=CreditNote&status=Open&released=no&customer=10001&period=202601&dated_since=2026-01-01&due_until=2026-02-01',
      {
        documentType: 'CreditNote',
        status: 'Open',
        released: false,
        customer: '10001',
        financialPeriod: '202601',
        documentDate: { condition: '>=', at: '2026-01-01' },
        dueDate: { condition: '<=', at: '2026-02-01' },
      },
    ],
    [
      'invoices',
      'customer_reference=a&payment_reference=b&external_reference=c&branch=1&project=X&changed_since=2026-01-31',
      {
        customerRefNumber: 'a',
        paymentReference: 'b',
        externalReference: 'c',
        branch: '1',
        project: 'X',
        changedSince: '2026-01-31',
      },
    ],
    [
      'sales-orders',
      'type=SO&status=Open&customer=10001&number=0042&changed_since=2026-01-31&sort=-created',
      {
        type: 'SO',
        status: 'Open',
        customer: '10001',
        filter: '0042',
        changedSince: '2026-01-31',
        orderBy: { field: 'created', descending: true },
      },
    ],
  ])(
    'for %s?%s is what the filters say, by the token of the company in the address',
    async (section, search, query) => {
      const asked: unknown[] = [];
      const app = appOf(section, asked);
      await request(app).get(`/companies/t2/${section}?${search}&page=3&page_size=25`).expect(200);
      expect(asked).toEqual([expect.objectContaining({ ...query, token: 'token-of-t2', pageNumber: 3, pageSize: 25 })]);
    },
  );
});

describe('a row', () => {
  test('of a customer leads to it and says how it stands', async () => {
    const text = await textOf('customers');
    expect(text).toContain('<a href="/companies/t1/customers/10001">10001</a>');
    expect(text).toContain('<span class="tag warn">On hold</span>');
  });

  test('of a supplier leads to it', async () => {
    expect(await textOf('suppliers')).toContain('<a href="/companies/t1/suppliers/50001">50001</a>');
  });

  test('of an invoice leads to it and to its customer; amounts are in its currency', async () => {
    const text = await textOf('invoices');
    expect(text).toContain('<a href="/companies/t1/invoices/900001">900001</a>');
    expect(text).toContain('<a href="/companies/t1/customers/10001">Bremnes Bygg AS (10001)</a>');
    expect(text).toMatch(/Credit note.*Open.*31 Jan 2026.*-12\.50.*>0\.00<.*EUR/);
  });

  test('of an invoice past its day with something left to pay says for how long, in red', async () => {
    expect(await textOf('invoices')).toContain('<span class="tag bad">Overdue 53 days</span>');
  });

  test('of an order leads to it by type and number, and to its customer', async () => {
    const text = await textOf('sales-orders');
    expect(text).toContain('<a href="/companies/t1/sales-orders/SO/000042">000042</a>');
    expect(text).toContain('<a href="/companies/t1/customers/10001">Bremnes Bygg AS (10001)</a>');
    expect(text).toMatch(/>Open<.*99\.00.*SEK.*PO-7/);
  });
});

describe('the views above invoices', () => {
  const currentOf = async (search: string) =>
    /<nav class="choice" aria-label="Views">.*?aria-current="page">([^<]*)</.exec(
      await textOf('invoices', search),
    )?.[1];

  test('lead to what is open, overdue, or a credit note', async () => {
    const text = await textOf('invoices');
    expect(text).toContain('href="/companies/t1/invoices?status=Open">Open</a>');
    expect(text).toContain(
      'href="/companies/t1/invoices?type=Invoice&amp;status=Open&amp;due_until=2026-11-23">Overdue</a>',
    );
    expect(text).toContain('href="/companies/t1/invoices?type=CreditNote">Credit notes</a>');
  });

  test.each([
    ['', 'All'],
    ['?status=Open', 'Open'],
    ['?type=Invoice&status=Open&due_until=2026-11-23', 'Overdue'],
    ['?status=Open&due_until=2026-11-23', undefined],
    ['?type=CreditNote&page_size=25', 'Credit notes'],
    ['?status=Closed', undefined],
  ])('with %j in the address the current one is %s', async (search, label) => {
    expect(await currentOf(search)).toBe(label);
  });

  test('lead to the newest, which the ERP lists last, unless they are there', async () => {
    const many = { ...listApi([INVOICE]), list: manyPages };
    const app = pageApp((server) => server.use(invoicesPage({ invoices: many, withCompanyToken, now: () => NOW_MS })), {
      signedIn: aSignedInPerson(),
    });
    const first = await request(app).get('/companies/t1/invoices?status=Open').expect(200);
    expect(first.text).toContain('<a href="/companies/t1/invoices?status=Open&amp;page=3">Newest</a>');
    const last = await request(app).get('/companies/t1/invoices?page=3').expect(200);
    expect(last.text).not.toContain('Newest');
  });
});

function manyPages(_context: unknown, { pageNumber = 1, pageSize = 50 }: Paging = {}) {
  return Promise.resolve({ rows: [INVOICE], totalCount: 101, pageNumber, pageSize, isLast: false, quota: undefined });
}

test('filters that are folded away are open while one of them is used', async () => {
  expect(await textOf('invoices')).toContain('<details class="more-filters">');
  expect(await textOf('invoices', '?branch=1')).toContain('<details class="more-filters" open>');
});

test('an order of rows is kept in links, and is no filter', async () => {
  const text = await textOf('suppliers', '?sort=-name');
  expect(text).toContain('/companies/t1/suppliers/export.csv?sort=-name');
  expect(text).not.toContain('Clear the filters');
  expect(text).toContain('<option value="-name" selected>');
});

describe('a new one', () => {
  const withScopes = (scopes: readonly string[]) => {
    const company = { ...aCompany('t1', 'Nordfjord Handel AS'), scopes };
    return { signedIn: aSignedInPerson({ companies: { t1: company } }) };
  };

  test.each<[Section, string]>([
    ['customers', 'New customer'],
    ['sales-orders', 'New order'],
  ])('of %s is offered to who may make one', async (section, label) => {
    const text = await textOf(section, '', withScopes(CHANGE_SCOPES));
    expect(text).toContain(`href="/companies/t1/${section}/new">${label}</a>`);
    expect(text).not.toContain('Turn on editing');
  });

  test('is not offered without the permission; the way to it is, and leads back here', async () => {
    const text = await textOf('customers', '?name=x', withScopes([]));
    expect(text).not.toContain('New customer');
    expect(text).toContain('href="/login?return_to=%2Fcompanies%2Ft1%2Fcustomers%3Fname%3Dx&amp;tenant=t1&amp;scope=');
  });

  test.each<Section>(['suppliers', 'invoices'])('of %s is never offered', async (section) => {
    expect(await textOf(section, '', withScopes(CHANGE_SCOPES))).not.toMatch(/\/new"|Turn on editing/);
    expect(await textOf(section, '', withScopes([]))).not.toMatch(/\/new"|Turn on editing/);
  });
});
