import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { createErpClient, type ErpClient } from 'visma-net-client/erpClient';
import {
  startFakeSalesOrders,
  theLine,
  theOrder,
  theRow,
  type FakeSalesOrders,
} from '../../../../packages/client/test/fakeSalesOrders.ts';
import { ENGLISH } from '../../../../src/languages/languages.ts';
import { salesOrderPage } from '../../../../src/pages/erp/salesOrders/salesOrderPage.ts';
import { salesOrdersPage } from '../../../../src/pages/erp/salesOrders/salesOrdersPage.ts';
import { NORWEGIAN, notNorwegian } from '../../../support/norwegian.ts';
import { aSignedInPerson, pageApp } from '../../../support/pageApp.ts';
import { textOf } from '../../../support/webBrowser.ts';
import { startOrderApp, type OrderApp } from './orderApp.ts';

// An API of the real shapes, not the sandbox: both were once written from the same wrong assumption.
let fake: FakeSalesOrders;
let erp: ErpClient;
let app: Express;
beforeAll(async () => {
  fake = await startFakeSalesOrders(250);
  erp = createErpClient({ erpUrl: fake.url, salesOrderUrl: fake.url });
  const deps = {
    salesOrders: erp.salesOrders,
    withCompanyToken: <T>(
      _req: unknown,
      _tenantId: string,
      call: (context: { accessToken: string; correlationId: string }) => Promise<T>,
    ) => call({ accessToken: 'the-token', correlationId: 'c' }),
  };
  app = pageApp((server) => server.use(salesOrdersPage(deps)).use(salesOrderPage(deps)), {
    signedIn: aSignedInPerson(),
  });
});
afterAll(async () => {
  await erp.close();
  await fake.stop();
});

async function pageAt(path: string): Promise<string> {
  const { text } = await request(app).get(`/companies/t1/sales-orders${path}`).expect(200);
  return textOf(text);
}

/** Texts and numbers of an object that a page does not show. */
function missing(page: string, leaves: ReadonlyMap<string, string | number | boolean>, besides: RegExp): string[] {
  const isShown = (value: string | number | boolean): boolean =>
    typeof value === 'number'
      ? page.includes(ENGLISH.speak({ amount: value })) || page.includes(String(value))
      : page.includes(String(value));
  return [...leaves]
    .filter(([path, value]) => typeof value !== 'boolean' && !/T\d\d:/.test(String(value)) && !besides.test(path))
    .filter(([, value]) => !isShown(value))
    .map(([path]) => path);
}

test('the list shows what a row says', async () => {
  // Codes are put into words, and quantities stand with three decimals at most. Reference and location stand on the
  // order's own page alone: what comes first has to fit into the list.
  expect(
    missing(
      await pageAt(''),
      theRow.leaves,
      /\.(type|orderId|status|orderQty|customerRefNo|location|_links|currencyRate|taxTotal|note)|(billing|shipping|financialInformation|orderLines|salesPerson|statusDetails|totals)\./,
    ),
  ).toEqual([]);
});

test('one order shows every section and its lines', async () => {
  const page = await pageAt('/SO/000123');
  // Keys of the records themselves, codes in words, and quantities.
  const besides =
    /_links|^SalesOrderDto\.(type|orderId)|status\.|internalId|(address|contact)\.id$|county\.id$|priority|[vV]olume|[wW]eight|orderQty|rule$|InBaseCurrency$/;
  expect(missing(page, theOrder.leaves, besides)).toEqual([]);
  const ofLine =
    /lineId|lineType|operation|[rR]ule$|[qQ]uantity|Threshold|Percent|sortOrder|purchaseOrderSource|attachments/;
  expect(missing(page, theLine.leaves, ofLine)).toEqual([]);
});

/** Its figures in the head of the page, as they are read. */
function keyFiguresIn(html: string): string {
  const head = html.slice(0, html.indexOf('<section'));
  return textOf(/<dl[^>]*data-testid="key-figures"[\s\S]*?<\/dl>/.exec(head)?.[0] ?? '').replaceAll('\u00a0', ' ');
}

describe('an order in the language of its reader', () => {
  const order = {
    currencyId: 'NOK',
    requestOn: '2026-12-24T00:00:00Z',
    shipping: { scheduledDate: '2026-12-20T00:00:00Z' },
    totals: { orderTotal: 12_500.5, unbilledAmount: 1000 },
  };
  let orders: OrderApp;
  beforeAll(async () => {
    orders = await startOrderApp();
    orders.fake.book.change(order, [{ lineId: 1, quantity: 1249.5, unitPrice: 2, lineType: 'GI', operation: 'Issue' }]);
  });
  afterAll(() => orders.stop());

  const at = async (languages: string) =>
    (await request(orders.app).get('/companies/t1/sales-orders/SO/000123').set('Accept-Language', languages)).text;

  test('begins with its total and the days that count', async () => {
    expect(keyFiguresIn(await at('en'))).toBe(
      'Total 12,500.50 NOK Not invoiced yet 1,000.00 NOK Planned for 20 Dec 2026 Wanted on 24 Dec 2026',
    );
    expect(keyFiguresIn(await at(NORWEGIAN))).toBe(
      'Totalt 12 500,50 NOK Ikke fakturert ennå 1 000,00 NOK Planlagt dato 20. des. 2026 Ønsket dato 24. des. 2026',
    );
  });

  test('is all in Norwegian', async () => {
    const html = await at(NORWEGIAN);
    expect(notNorwegian(html, 'salesOrders', 'records')).toEqual([]);
    expect(textOf(html)).toContain('1 linje');
  });
});

test('the next page is offered while the API links to one', async () => {
  expect(await pageAt('?page_size=100')).toMatch(/next/i);
  expect(await pageAt('?page_size=100&page=3')).toContain('250');
});
