import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { InventoryItem } from 'visma-net-client/resources/inventory/item';
import { inventoryItemPage } from '../../../../src/pages/erp/inventory/inventoryItemPage.ts';
import { inventoryPage } from '../../../../src/pages/erp/inventory/inventoryPage.ts';
import { companyPath } from '../../../../src/web/addresses/companyPath.ts';
import { startErpSandbox, type ErpSandbox } from '../../../../packages/client/test/erpSandbox.ts';
import { SCREENS, useBrowser } from '../../../support/browser.ts';
import { aSignedInPerson, pageApp } from '../../../support/pageApp.ts';
import { pageProblems } from '../../../support/pageProblems.ts';
import { serve } from '../../../support/serve.ts';

const { newPage } = useBrowser();
const LIST = '/companies/t1/inventory';

let erp: ErpSandbox;
let url: string;
beforeAll(async () => {
  erp = await startErpSandbox();
  const deps = {
    inventory: erp.erp.inventory,
    withCompanyToken: <T>(_req: unknown, _tenantId: string, call: (context: ErpSandbox['kari']) => Promise<T>) =>
      call(erp.kari),
  };
  const app = pageApp((server) => server.use(inventoryPage(deps), inventoryItemPage(deps)), {
    signedIn: aSignedInPerson(),
  });
  ({ url } = await serve(app));
}, 60_000);
afterAll(() => erp.stop());

/** The item about which the ERP says most. */
async function richItem(): Promise<InventoryItem> {
  const { rows } = await erp.erp.inventory.list(erp.kari, { pageSize: 200, with: ['stock', 'suppliers'] });
  const [rich] = rows.toSorted((one, other) => weightOf(other) - weightOf(one));
  if (!rich) throw new Error('the sandbox has no items');
  return rich;
}

function weightOf({ stock = [], suppliers = [] }: InventoryItem): number {
  return stock.length * 10 + suppliers.length;
}

test('one searches, pages, opens an item and comes back, by the keyboard', async () => {
  const page = await newPage({ viewport: SCREENS.phone });
  await page.goto(url + LIST);
  expect(await page.getByTestId('inventory-row').count()).toBe(50);
  await page.getByRole('button', { name: 'Search and filter', exact: true }).press('Enter');
  await page.getByLabel('Status').selectOption('Active');
  await page.getByLabel('Per page').selectOption('25');
  await page.getByLabel('Per page').press('Enter');
  await page.getByRole('button', { name: 'Search', exact: true }).press('Enter');
  await page.waitForURL('**?status=Active&page_size=25');
  await page.getByRole('link', { name: 'Next' }).press('Enter');
  await page.waitForURL('**&page=2');
  await page.getByTestId('inventory-row').first().getByRole('link').press('Enter');
  await page.getByRole('heading', { name: 'Prices and costs' }).waitFor();
  expect(await page.getByTestId('item-status').textContent()).toBe('Active');
  await page.goBack();
  await page.getByRole('button', { name: 'Search and filter (1)' }).press('Enter');
  expect(await page.getByLabel('Status').inputValue()).toBe('Active');
});

test('a search for a number finds it, one for nonsense offers to clear', async () => {
  const page = await newPage();
  const { inventoryNumber } = await richItem();
  await page.goto(url + LIST);
  await page.getByLabel('Number').fill(inventoryNumber);
  await page.getByLabel('Number').press('Enter');
  await page.getByRole('link', { name: inventoryNumber, exact: true }).waitFor();
  await page.getByLabel('Description').fill('no such thing');
  await page.getByLabel('Description').press('Enter');
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
  await page.getByTestId('empty').getByRole('link', { name: 'Clear the filters' }).click();
  await page.getByTestId('inventory-table').waitFor();
});

test('the list, the empty list and an item with all its parts are accessible and fit a phone', async () => {
  const page = await newPage();
  const open = () => page.locator('.as-request summary').click();
  expect(await pageProblems(page, `${url}${LIST}?page_size=25&page=2`, open)).toEqual([]);
  expect(await pageProblems(page, `${url}${LIST}?description=zzz`)).toEqual([]);
  const { inventoryNumber } = await richItem();
  expect(await pageProblems(page, url + companyPath('t1', 'inventory', inventoryNumber), open)).toEqual([]);
}, 120_000);

test('everything that the ERP says about an item is on its page', async () => {
  const { inventoryNumber } = await richItem();
  const { value: item } = await erp.erp.inventory.get(erp.kari, inventoryNumber);
  const page = await newPage();
  await page.goto(url + companyPath('t1', 'inventory', inventoryNumber));
  const text = (await page.locator('main').textContent()) ?? '';
  const missing = textsIn(item).filter((value) => !text.includes(value));
  // Kinds of classes and stock are in words, and times as people write them.
  expect(missing).toEqual([]);
});

/** Names, numbers and codes inside an item; not times, flags, amounts and codes that are put into words. */
function textsIn(value: unknown, name = ''): string[] {
  if (['type', 'status', 'alternateType', 'operation', 'body', 'lastModified'].includes(name)) return [];
  if (name.endsWith('Date')) return [];
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, Array.isArray(value) ? name : key));
}
