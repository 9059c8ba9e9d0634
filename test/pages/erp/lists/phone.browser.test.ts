import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { erpPages } from '../../../../src/pages/erp/erpPages.ts';
import { startErpSandbox, type ErpSandbox } from '../../../../packages/client/test/erpSandbox.ts';
import { anErpOf } from '../../../support/anErpOf.ts';
import { pageProblems } from '../../../support/pageProblems.ts';
import { SCREENS, useBrowser } from '../../../support/browser.ts';
import { aSignedInPerson, pageApp } from '../../../support/pageApp.ts';
import { serve } from '../../../support/serve.ts';

const { newPage } = useBrowser();

let stack: ErpSandbox;
let url: string;
beforeAll(async () => {
  stack = await startErpSandbox();
  const deps = anErpOf({ ...stack.erp, withCompanyToken: (_req, _tenantId, call) => call(stack.kari) });
  const shell = { signedIn: aSignedInPerson(), sandboxUrl: 'http://127.0.0.1:4400' };
  ({ url } = await serve(pageApp((app) => app.use(erpPages(deps)), shell)));
}, 60_000);
afterAll(() => stack.stop());

async function open(list: string, viewport: (typeof SCREENS)[keyof typeof SCREENS], locale = 'en-GB'): Promise<Page> {
  const page = await newPage({ viewport, locale });
  await page.goto(`${url}/companies/t1/${list}`);
  return page;
}

/** How far down the window an element of the first row ends, in CSS pixels. */
async function endOf(page: Page, list: string, selector: string): Promise<number> {
  const box = await page.getByTestId(`${list}-row`).first().locator(selector).boundingBox();
  return box ? box.y + box.height : Number.POSITIVE_INFINITY;
}

describe('on a phone, without scrolling', () => {
  test.each(['inventory', 'invoices', 'sales-orders'])(
    'the first row of %s shows its name and its figure',
    async (list) => {
      const page = await open(list, SCREENS.phone);
      for (const selector of ['th', 'td.title', 'td.figure']) {
        const cell = page.getByTestId(`${list}-row`).first().locator(selector);
        expect((await cell.innerText()).trim()).not.toBe('');
        expect(await endOf(page, list, selector)).toBeLessThan(SCREENS.phone.height);
      }
    },
  );

  test('the way home still has a name for those who do not see its picture', async () => {
    const page = await open('inventory', SCREENS.phone);
    const brand = page.getByRole('link', { name: 'visma-connect-express', exact: true });
    expect(await brand.count()).toBe(1);
  });

  test.each(['customers', 'suppliers'])('the first row of %s begins in the upper part', async (list) => {
    const page = await open(list, SCREENS.phone);
    expect(await endOf(page, list, 'td.title')).toBeLessThan(400);
  });
});

test.each([
  ['invoices', ['Total', 'Balance', 'Due']],
  ['sales-orders', ['Total', 'Not invoiced yet', 'Wanted on']],
])('on a phone one of the %s shows its sums and its days without scrolling', async (list, labels) => {
  const page = await open(list, SCREENS.phone);
  await page.getByTestId(`${list}-row`).first().getByRole('link').first().click();
  const figures = page.getByTestId('key-figures');
  for (const label of labels) {
    const figure = figures.locator('div', { hasText: label }).locator('dd');
    expect((await figure.innerText()).trim()).not.toBe('');
    const box = await figure.boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(SCREENS.phone.height);
  }
  expect(await page.getByTestId('status').isVisible()).toBe(true);
});

test('on a phone the filters stand open when one has to be corrected, and the summary has the focus', async () => {
  const page = await newPage({ viewport: SCREENS.phone });
  await page.goto(`${url}/companies/t1/invoices?period=January`);
  expect(await page.locator('#filter-period').isVisible()).toBe(true);
  expect(await page.locator('[data-testid="error-summary"]:focus').count()).toBe(1);
  await page.getByTestId('error-summary').getByRole('link').click();
  expect(await page.locator('#filter-period:focus').count()).toBe(1);
});

test('on a phone the menu opens without a script, and ends with Escape', async () => {
  const page = await newPage({ viewport: SCREENS.phone, javaScriptEnabled: false });
  await page.goto(`${url}/companies/t1/inventory`);
  const signOut = page.getByRole('button', { name: 'Sign out' });
  expect(await signOut.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Menu' }).click();
  expect(await signOut.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await signOut.isVisible()).toBe(false);
});

test('a list with filters to be corrected has nothing that axe finds, light or dark, at a desk or on a phone', async () => {
  const problems = await pageProblems(await newPage(), `${url}/companies/t1/invoices?period=January&status=Nonsense`);
  expect(problems).toEqual([]);
});

describe('at a desk', () => {
  const LISTS = ['inventory', 'customers', 'suppliers', 'invoices', 'sales-orders'];
  const inEach = LISTS.flatMap((list) => ['en-GB', 'nb-NO'].map((locale): [string, string] => [list, locale]));
  test.each(inEach)('no column of %s is cut off in %s', async (list, locale) => {
    const page = await open(list, SCREENS.desk, locale);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    const table = await page.getByTestId(`${list}-table`).boundingBox();
    expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThanOrEqual(SCREENS.desk.width);
  });

  test.each(['inventory', 'invoices', 'sales-orders'])(
    'the figures of %s are in sight without scrolling to the side',
    async (list) => {
      const page = await open(list, SCREENS.desk);
      const region = await page.locator('.table-scroll.of-list').boundingBox();
      const figure = await page.getByTestId(`${list}-row`).first().locator('td.figure').boundingBox();
      expect(figure?.width).toBeGreaterThan(0);
      expect((figure?.x ?? 0) + (figure?.width ?? 0)).toBeLessThanOrEqual((region?.x ?? 0) + (region?.width ?? 0));
    },
  );

  test('the names of the columns stay in sight', async () => {
    const page = await open('inventory', SCREENS.desk);
    await page.getByTestId('inventory-row').nth(40).scrollIntoViewIfNeeded();
    const head = await page.getByRole('columnheader', { name: 'Description' }).boundingBox();
    expect(head?.y).toBeGreaterThanOrEqual(0);
    expect(head?.y).toBeLessThan(SCREENS.desk.height / 2);
  });
});
