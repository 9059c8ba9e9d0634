import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
import { salesOrderPage } from '../../../../src/pages/erp/salesOrders/salesOrderPage.ts';
import { salesOrdersPage } from '../../../../src/pages/erp/salesOrders/salesOrdersPage.ts';
import { formatAmount } from '../../../../src/web/rendering/formatNumber.ts';
import { aSignedInPerson, pageApp } from '../../../support/pageApp.ts';
import { textOf } from '../../../support/webBrowser.ts';

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
      ? page.includes(formatAmount(value)) || page.includes(String(value))
      : page.includes(String(value));
  return [...leaves]
    .filter(([path, value]) => typeof value !== 'boolean' && !/T\d\d:/.test(String(value)) && !besides.test(path))
    .filter(([, value]) => !isShown(value))
    .map(([path]) => path);
}

test('the list shows what a row says', async () => {
  // Codes are put into words, and quantities stand with three decimals at most.
  expect(
    missing(
      await pageAt(''),
      theRow.leaves,
      /\.(type|orderId|status|orderQty|_links|currencyRate|taxTotal|note)|(billing|shipping|financialInformation|orderLines|salesPerson|statusDetails|totals)\./,
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

test('the next page is offered while the API links to one', async () => {
  expect(await pageAt('?page_size=100')).toMatch(/next/i);
  expect(await pageAt('?page_size=100&page=3')).toContain('250');
});
