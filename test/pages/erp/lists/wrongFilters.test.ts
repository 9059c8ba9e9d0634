import { describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { ErpError, type ClientErrorDetails } from 'visma-net-client/errors';
import { invoicesPage } from '../../../../src/pages/erp/invoices/invoicesPage.ts';
import { salesOrdersPage } from '../../../../src/pages/erp/salesOrders/salesOrdersPage.ts';
import { suppliersPage } from '../../../../src/pages/erp/suppliers/suppliersPage.ts';
import { startErpSandbox } from '../../../../packages/client/test/erpSandbox.ts';
import { anErpOf } from '../../../support/anErpOf.ts';
import { listApi } from '../../../support/listApi.ts';
import { NORWEGIAN, notNorwegian } from '../../../support/norwegian.ts';
import { aSignedInPerson, NOW_MS, pageApp } from '../../../support/pageApp.ts';
import { textOf } from '../../../support/webBrowser.ts';

/** The lists of invoices, suppliers and orders, empty; `asked` takes what the ERP was asked for. */
function appOf(asked: unknown[] = [], refusal?: ErpError): Express {
  const api = { ...listApi([], asked), ...(refusal && { list: () => Promise.reject(refusal) }) };
  const deps = { withCompanyToken, now: () => NOW_MS };
  return pageApp(
    (app) =>
      app
        .use(invoicesPage({ ...deps, invoices: api }))
        .use(suppliersPage({ ...deps, suppliers: api }))
        .use(salesOrdersPage({ ...deps, salesOrders: api })),
    { signedIn: aSignedInPerson() },
  );
}

const withCompanyToken = <T>(
  _req: unknown,
  _tenantId: string,
  call: (context: { accessToken: string; correlationId: string }) => Promise<T>,
) => call({ accessToken: 'token', correlationId: 'c' });

async function wrongPage(path: string, refusal?: ErpError): Promise<string> {
  const { text } = await request(appOf([], refusal)).get(`/companies/t1/${path}`).expect(422);
  return text.replace(/\s+/g, ' ');
}

describe('a filter that cannot be asked for', () => {
  test.each([
    ['suppliers?status=Nonsense', 'Choose one of the list.', 'status'],
    ['suppliers?changed_since=yesterday', 'Write a day that there is, like 2026-01-31.', 'changed_since'],
    ['suppliers?changed_since=2026-02-30', 'Write a day that there is, like 2026-01-31.', 'changed_since'],
    ['suppliers?changed_since=30.02.2026', 'Write a day that there is, like 2026-01-31.', 'changed_since'],
    ['suppliers?sort=city', 'Choose one of the list.', 'sort'],
    [`suppliers?name=${'x'.repeat(101)}`, 'Write a shorter text, of 100 characters at most.', 'name'],
    ['suppliers?name=a&name=b', 'Write one value: the address has more than one.', 'name'],
    ['invoices?released=maybe', 'Choose one of the list.', 'released'],
    ['invoices?period=January', 'Write the year and the month, like 202601.', 'period'],
  ])('%s stays in the list, with "%s" at its field', async (path, sentence, name) => {
    const asked: unknown[] = [];
    const { text } = await request(appOf(asked)).get(`/companies/t1/${path}`).expect(422);
    const html = text.replace(/\s+/g, ' ');
    expect(html).toContain(`<a href="#filter-${name}">`);
    expect(html).toContain(`name="${name}" aria-invalid="true" aria-describedby="filter-${name}-error"`);
    expect(html).toMatch(
      new RegExp(`id="filter-${name}-error"><span class="visually-hidden">Error: </span>${sentence}<`),
    );
    expect(asked).toEqual([]);
  });

  test('is in the field as it was typed, and the others are kept', async () => {
    const html = await wrongPage('suppliers?changed_since=yesterday&name=st%C3%A5l&status=Nonsense&page_size=25');
    expect(html).toMatch(/name="changed_since"[^>]* type="text"[^>]* value="yesterday"/);
    expect(html).toMatch(/name="name"[^>]* value="stål"/);
    expect(html).toContain('<option value="Nonsense" selected>Nonsense</option>');
    expect(html).toContain('<option value="25" selected>');
    expect(html).toContain('2 filters have to be corrected');
    expect(html).toContain('The other filters are as you set them.');
  });

  test('shows no rows, no files and no request, and takes the focus', async () => {
    const html = await wrongPage('invoices?period=January');
    expect(html).toContain('Nothing is shown: correct the filters and search again');
    expect(html).not.toMatch(/export\.csv|<table|curl --request|This company has no/);
    expect(html).toMatch(/data-testid="error-summary" tabindex="-1" data-focus/);
    expect(html).toContain('<title>Customer invoices, to be corrected, Period: January · ');
  });

  test('stands open: folded away on a phone, nobody would find it', async () => {
    const html = await wrongPage('invoices?period=January');
    expect(html).toContain('<details class="more-filters" open>');
    expect(html).not.toContain('popovertarget="filters"');
    expect(html).toContain('<form class="filters" id="filters" method="get"');
  });

  test('is escaped like everything from outside', async () => {
    const html = await wrongPage(`suppliers?status=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(html).not.toContain('<script>alert');
  });

  test('refuses the file, for which there is no form', async () => {
    await request(appOf())
      .get('/companies/t1/suppliers/export.csv?status=Nonsense')
      .expect(400, /bad_request/);
  });

  test.each(['csv', 'ndjson'])(
    'in the address of a file leads to the list, whose field says what is wrong',
    async (format) => {
      const search = 'name=st%C3%A5l&status=Nonsense';
      const { text } = await request(appOf()).get(`/companies/t1/suppliers/export.${format}?${search}`).expect(400);
      expect(text).toContain(`href="/companies/t1/suppliers?${search.replace('&', '&amp;')}"`);
    },
  );
});

describe('a filter that the ERP refuses', () => {
  const refused = (details: ClientErrorDetails) => new ErpError('erp_rejected', { status: 400, ...details });
  const WORDS = 'status must be one of Open, Hold, BackOrder.';

  test('is marked, with the words of the ERP as a quote', async () => {
    const error = refused({ providerDescription: WORDS });
    const html = await wrongPage('sales-orders?status=Delivered&customer=10001', error);
    expect(html).toContain('Visma.net ERP did not accept this search');
    expect(textOf(html)).toContain(`Error: Visma.net ERP does not take this. ${WORDS}`);
    expect(html).toMatch(/name="status" aria-invalid="true"/);
    expect(html).toContain('<option value="Delivered" selected>Delivered</option>');
    expect(html).toMatch(/name="customer"(?! aria-invalid)[^>]* value="10001"/);
    expect(html).toContain('curl --request');
  });

  test('is the one that the ERP names as a field', async () => {
    const fields = [{ name: 'customer', message: 'There is no such customer.' }];
    const html = await wrongPage('sales-orders?status=Open&customer=1', refused({ fields }));
    expect(html).toMatch(/name="customer" aria-invalid="true"/);
    expect(html).not.toMatch(/name="status" aria-invalid/);
  });

  test('is the only one that is used, whatever the ERP says', async () => {
    const html = await wrongPage('sales-orders?customer=1', refused({ providerDescription: 'Bad query.' }));
    expect(html).toMatch(/name="customer" aria-invalid="true"/);
  });

  test('is not guessed: of several, the summary alone says what the ERP said', async () => {
    const error = refused({ providerDescription: '<b>Bad</b> query.' });
    const html = await wrongPage('sales-orders?customer=1&status=Open', error);
    expect(html).not.toContain('aria-invalid');
    expect(html).toMatch(/error-summary.*<q data-testid="provider-description">&lt;b&gt;Bad&lt;\/b&gt; query\.<\/q>/);
  });

  test('in the address of a file leads to the list with the same filters', async () => {
    const app = appOf([], refused({ providerDescription: WORDS }));
    const { text } = await request(app).get('/companies/t1/sales-orders/export.csv?status=Delivered').expect(422);
    expect(text).toContain('href="/companies/t1/sales-orders?status=Delivered"');
  });

  test('and every other refusal has the page of its error', async () => {
    const app = appOf([], refused({ providerDescription: 'No.' }));
    await request(app)
      .get('/companies/t1/sales-orders')
      .expect(422, /erp_rejected/);
    const throttled = appOf([], new ErpError('erp_throttled'));
    await request(throttled)
      .get('/companies/t1/sales-orders?status=Open')
      .expect(429, /erp_throttled/);
  });
});

test('what the API says of a status that it has not stands at the field', async () => {
  const sandbox = await startErpSandbox();
  const deps = anErpOf({ ...sandbox.erp, withCompanyToken: (_req, _tenantId, call) => call(sandbox.kari) });
  const app = pageApp((server) => server.use(salesOrdersPage(deps)), { signedIn: aSignedInPerson() });
  const { text } = await request(app).get('/companies/t1/sales-orders?status=Delivered&type=SO').expect(422);
  await sandbox.stop();
  expect(text).toMatch(/id="filter-status-error">.*<q>status must be one of Open, Hold, /);
}, 60_000);

test.each(['31.12.2026', '31/12/2026', '2026-12-31'])('%s is understood as a day', async (typed) => {
  const asked: unknown[] = [];
  const { text } = await request(appOf(asked)).get(`/companies/t1/invoices?due_until=${typed}`).expect(200);
  expect(asked).toEqual([expect.objectContaining({ dueDate: { condition: '<=', at: '2026-12-31' } })]);
  expect(text).toContain('type="date" value="2026-12-31"');
  expect(text).toContain('/invoices/export.csv?due_until=2026-12-31"');
});

describe('a page that there is not', () => {
  test.each([
    ['page=0', 'There is no such page: this is the first one.'],
    ['page=x', 'There is no such page: this is the first one.'],
    ['page_size=7', 'Lists cannot be parted that way: there are 50 on a page.'],
  ])('%s is the usual one, and says so', async (search, notice) => {
    const asked: unknown[] = [];
    const { text } = await request(appOf(asked)).get(`/companies/t1/suppliers?name=x&${search}`).expect(200);
    expect(textOf(text)).toContain(notice);
    expect(asked).toEqual([expect.objectContaining({ name: 'x', pageNumber: 1, pageSize: 50 })]);
  });
});

describe('the status of orders', () => {
  const page = (search: string, language = 'en', asked: unknown[] = []) =>
    request(appOf(asked)).get(`/companies/t1/sales-orders${search}`).set('Accept-Language', language).expect(200);

  test('is chosen by its word', async () => {
    const english = await page('');
    expect(english.text).toMatch(/<select id="filter-status"[^]*<option value="BackOrder">Back order<\/option>/);
    const norwegian = await page('?status=Completed', NORWEGIAN);
    expect(norwegian.text).toContain('<option value="Completed" selected>Fullført</option>');
  });

  test('is known in whatever letters an address has it', async () => {
    const asked: unknown[] = [];
    const { text } = await page('?status=backorder', 'en', asked);
    expect(asked).toEqual([expect.objectContaining({ status: 'BackOrder' })]);
    expect(text).toContain('<title>Sales orders, Back order · ');
  });

  test('may be another one of an address: the ERP alone knows them all', async () => {
    const asked: unknown[] = [];
    const { text } = await page('?status=Typed', 'en', asked);
    expect(asked).toEqual([expect.objectContaining({ status: 'Typed' })]);
    expect(text).toContain('<option value="Typed" selected>Typed</option>');
  });
});

describe('the title of a list', () => {
  test.each([
    ['invoices', 'Customer invoices'],
    ['invoices?status=Open&page=2', 'Customer invoices, page 2, Open'],
    ['invoices?type=Invoice&status=Open&due_until=2026-11-23', 'Customer invoices, Overdue'],
    ['invoices?type=CreditNote&status=Closed', 'Customer invoices, Credit note, Closed'],
    ['invoices?released=yes&due_until=2026-01-31', 'Customer invoices, Released: Yes, Due until: 31 Jan 2026'],
    ['suppliers?name=st%C3%A5l&sort=-name', 'Suppliers, Name: stål'],
    ['sales-orders?type=ZZ', 'Sales orders, Type: ZZ'],
  ])('%s is "%s"', async (path, title) => {
    const { text } = await request(appOf()).get(`/companies/t1/${path}`).expect(200);
    expect(text).toContain(`<title>${title} · Nordfjord Handel AS · `);
  });
});

test('what to write stands at the field', async () => {
  const { text } = await request(appOf()).get('/companies/t1/sales-orders').expect(200);
  expect(textOf(text)).toContain('Type (SO for example)');
});

test.each([
  'invoices?status=Open&page=2',
  'invoices?period=January&page=0',
  'suppliers?name=x',
  'suppliers',
  'sales-orders?sort=-created',
])('%s is all in Norwegian for who reads it', async (path) => {
  const { text } = await request(appOf()).get(`/companies/t1/${path}`).set('Accept-Language', NORWEGIAN);
  expect(notNorwegian(text, 'lists', 'resources', 'invoices', 'erp', 'layout')).toEqual([]);
});
