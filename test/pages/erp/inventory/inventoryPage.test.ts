import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { toItem, type InventoryItem } from 'visma-net-client/resources/inventory/item';
import type { InventoryQuery } from 'visma-net-client/resources/inventory/query';
import type { Page } from 'visma-net-client/resources/page';
import type { Refusal } from '../../../../src/errors.ts';
import { ErpError } from 'visma-net-client/errors';
import { inventoryPage, type InventoryPageDeps } from '../../../../src/pages/erp/inventory/inventoryPage.ts';
import { aSignedInPerson, pageApp, type PageAppOptions } from '../../../support/pageApp.ts';

const LIST = '/companies/t1/inventory';

function anItem(change: Record<string, unknown> = {}): InventoryItem {
  return toItem({ inventoryNumber: 'A-1', description: 'A thing', status: 'Active', ...change });
}

function aPage(change: Partial<Page<InventoryItem>> = {}): Page<InventoryItem> {
  const rows = [anItem()];
  return { rows, totalCount: 1, pageNumber: 1, pageSize: 50, isLast: true, quota: undefined, ...change };
}

function appWith(page: Page<InventoryItem>, asked: unknown[] = [], options: PageAppOptions = {}) {
  const deps: InventoryPageDeps = {
    inventory: {
      list: (context, query) => Promise.resolve((asked.push({ ...query, token: context.accessToken }), page)),
      listAddress: () => new URL('https://erp.test/v1/inventory?pageNumber=1'),
    },
    withCompanyToken: (_req, tenantId, call) => call({ accessToken: `token-of-${tenantId}`, correlationId: 'c' }),
  };
  return pageApp((app) => app.use(inventoryPage(deps)), { signedIn: aSignedInPerson(), ...options });
}

async function askedFor(search: string): Promise<InventoryQuery> {
  const asked: InventoryQuery[] = [];
  await request(appWith(aPage(), asked)).get(`${LIST}${search}`).expect(200);
  return asked[0] ?? {};
}

const textOf = async (page: Page<InventoryItem>, search = '') =>
  (await request(appWith(page)).get(`${LIST}${search}`).expect(200)).text.replace(/\s+/g, ' ');

describe('what is asked of the ERP', () => {
  test('is the first fifty, with their stock, by the token of the company in the address', async () => {
    expect(await askedFor('')).toMatchObject({ pageNumber: 1, pageSize: 50, with: ['stock'], token: 'token-of-t1' });
  });

  test('is what the filters say', async () => {
    const search =
      '?number=10&description=bolt&status=NoSales&type=KitItem&changed_since=2026-01-31&page=3&page_size=25';
    expect(await askedFor(search.replace('KitItem', 'ServiceItem'))).toMatchObject({
      inventoryNumber: '10',
      description: 'bolt',
      status: 'NoSales',
      types: ['ServiceItem'],
      changedSince: '2026-01-31',
      pageNumber: 3,
      pageSize: 25,
    });
  });

  test('is everything when the fields of the form were left empty', async () => {
    const { inventoryNumber, description, status, types, changedSince } = await askedFor(
      '?number=&description=+&status=&type=&changed_since=',
    );
    expect([inventoryNumber, description, status, types, changedSince]).toEqual(Array(5).fill(undefined));
  });
});

describe('the table', () => {
  test('has a row per item with a link to it, also for numbers with a slash', async () => {
    const item = anItem({
      inventoryNumber: 'A/1 50%',
      type: 'FinishedGoodItem',
      baseUnit: 'PCS',
      defaultPrice: 1249.5,
    });
    const text = await textOf(aPage({ rows: [item] }));
    expect(text).toContain('<a href="/companies/t1/inventory/A%2F1%2050%25">A/1 50%</a>');
    expect(text).toMatch(/Finished good item.*Active.*PCS.*1,249\.50/);
  });

  test('adds up what is available in all warehouses, without the dust of binary fractions', async () => {
    const warehouseDetails = [{ available: 0.1 }, { available: 0.2 }, {}];
    expect(await textOf(aPage({ rows: [anItem({ warehouseDetails })] }))).toContain(
      '<td class="number" data-label="Available">0.3</td>',
    );
  });

  test('leaves cells empty where the ERP says nothing', async () => {
    const text = await textOf(aPage({ rows: [toItem({ inventoryNumber: 'A-1' })] }));
    expect(text).toContain('<td class="number"></td>');
    expect(text).not.toMatch(/undefined|NaN/);
  });

  test('shows what the ERP says as text', async () => {
    const text = await textOf(aPage({ rows: [anItem({ description: '<b onclick=x>bold</b>' })] }));
    expect(text).toContain('&lt;b onclick=x&gt;');
  });

  test.each([
    [{ totalCount: 1 }, '1 item'],
    [{ totalCount: 1200, pageNumber: 3 }, '1,200 items, page 3 of 24'],
    [{ totalCount: undefined, pageNumber: 3, isLast: false }, '1 item on page 3'],
  ])('of %p has the caption "%s"', async (change, caption) => {
    expect(await textOf(aPage(change))).toContain(`<caption id="inventory-caption">${caption}</caption>`);
  });
});

test('links to other pages keep the filters, and nothing that goes without saying', async () => {
  const text = await textOf(aPage({ totalCount: 120, isLast: false }), '?status=Active&description=a+b%26c&number=');
  expect(text).toContain('href="/companies/t1/inventory?description=a+b%26c&amp;status=Active&amp;page=2" rel="next"');
});

describe('when there is nothing', () => {
  const none = { rows: [], totalCount: 0 };

  test('a company without items says so', async () => {
    expect(await textOf(aPage(none))).toContain('This company has no items yet');
  });

  test('filters that fit nothing can be cleared', async () => {
    const text = await textOf(aPage(none), '?description=zzz');
    expect(text).toContain('Nothing matches');
    expect(text).toContain('<a class="button" href="/companies/t1/inventory">Clear the filters</a>');
    expect(text).toContain('value="zzz"');
  });

  test('a page behind the end leads to the last one, with the filters', async () => {
    const text = await textOf(aPage({ rows: [], totalCount: 120, pageNumber: 9 }), '?status=Active&page=9');
    expect(text).toContain('There is no page 9');
    expect(text).toContain('href="/companies/t1/inventory?status=Active&amp;page=3"');
  });

  test('a page behind the end leads to the first one when nobody knows the last', async () => {
    const text = await textOf(aPage({ rows: [], totalCount: undefined, pageNumber: 9 }), '?page=9');
    expect(text).toContain('Go to the first page');
  });

  test('of a filtered list, nothing is said of what fits: its first page has the same filters', async () => {
    const nobodyCounted = { rows: [], totalCount: undefined, pageNumber: 2 };
    const text = await textOf(aPage(nobodyCounted), '?status=Active&page=2&page_size=25');
    expect(text).toContain('There is no page 2');
    expect(text).not.toContain('Nothing matches');
    expect(text).toContain('href="/companies/t1/inventory?status=Active&amp;page_size=25">Go to the first page</a>');
  });
});

test('shows the request it made, with a placeholder for the token', async () => {
  const text = await textOf(aPage());
  expect(text).toContain('curl --request GET --url &#39;https://erp.test/v1/inventory?pageNumber=1&#39;');
  expect(text).toContain('Bearer [access_token]');
  expect(text).not.toContain('token-of-t1');
});

test('/inventory leads to the current company, and to the companies when there is none', async () => {
  await request(appWith(aPage())).get('/inventory').expect(302).expect('Location', '/companies/t1/inventory');
  const signedIn = aSignedInPerson({ companies: {} });
  await request(appWith(aPage(), [], { signedIn }))
    .get('/inventory')
    .expect('Location', '/companies');
});

test('a refusal of the ERP is its page, with the way back to this list', async () => {
  const refuse = (error: Refusal) =>
    pageApp(
      (app) =>
        app.use(
          inventoryPage({
            inventory: { list: () => Promise.reject(error), listAddress: () => new URL('https://erp.test') },
            withCompanyToken: (_req, _tenantId, call) => call({ accessToken: 'a', correlationId: 'c' }),
          }),
        ),
      { signedIn: aSignedInPerson() },
    );
  const throttled = await request(refuse(new ErpError('erp_throttled', { retryAfterSeconds: 30 }))).get(LIST);
  expect(throttled.status).toBe(429);
  expect(throttled.text).toContain('You can try again in 30 seconds');
  await request(refuse(new ErpError('company_not_allowed')))
    .get(LIST)
    .expect(403, /customer tenant in place of the company/);
});
