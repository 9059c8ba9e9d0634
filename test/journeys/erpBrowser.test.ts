import { text as streamText } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CHANGE_SCOPES } from '../../src/connections/scopes.ts';
import { useBrowser } from '../support/browser.ts';
import { pageProblems, problemsAsItStands } from '../support/pageProblems.ts';
import { HANDEL, KARI, startStack, type Stack } from '../support/startStack.ts';

const { newContext } = useBrowser();
const ITEMS = `/companies/${HANDEL}/inventory`;
const CUSTOMERS = `/companies/${HANDEL}/customers`;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;

/** Answers whatever page of Visma Connect comes, until one of ours is there again. */
async function passConnect(page: Page): Promise<void> {
  const steps = {
    'login-form': async () => {
      await page.locator('[name=username]').fill(KARI);
      await page.locator('[name=password]').fill('sandbox');
      await page.getByTestId('login-form').locator('button').first().click();
    },
    'tenant-picker': () => page.locator(`[name=tenant_id][value="${HANDEL}"]`).click(),
    'consent-form': () => page.locator('[name=decision][value=accept]').click(),
  };
  const ours = page.getByTestId('signed-in-user');
  const any = Object.keys(steps).reduce((locator, id) => locator.or(page.getByTestId(id)), ours);
  for (;;) {
    await any.first().waitFor();
    const [id, answer] = (await visibleStep(page, steps)) ?? [];
    if (id === undefined || answer === undefined) return;
    await answer();
    await page.getByTestId(id).waitFor({ state: 'detached' });
  }
}

async function visibleStep<T>(page: Page, steps: Readonly<Record<string, T>>): Promise<[string, T] | undefined> {
  for (const step of Object.entries(steps)) if (await page.getByTestId(step[0]).isVisible()) return step;
  return undefined;
}

/** Kari, with the permission to change things unless told otherwise. */
async function signedIn(path: string, scopes: readonly string[] = CHANGE_SCOPES): Promise<Page> {
  const page = await (await newContext()).newPage();
  const query = new URLSearchParams({ return_to: path, tenant: HANDEL, scope: scopes.join(' ') });
  await page.goto(at(`/login?${query.toString()}`));
  await passConnect(page);
  return page;
}

test('one makes an item by the keyboard, corrects a mistake, changes it, and takes the whole list home', async () => {
  const page = await signedIn(ITEMS);
  await page.getByRole('link', { name: 'New item' }).press('Enter');
  await page.getByLabel('Number').fill('NY-1');
  await page.getByLabel('Description').fill('Ny skrue');
  await page.getByLabel('Default price').fill('1 249,50');
  await page.getByRole('button', { name: 'Create the item' }).press('Enter');
  // The class is missing: the summary leads to it.
  await page.getByTestId('error-summary').getByRole('link').press('Enter');
  await page.getByLabel('Item class').selectOption('FESTE');
  await page.getByRole('button', { name: 'Create the item' }).press('Enter');
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await page.getByRole('link', { name: 'Edit' }).press('Enter');
  expect(await page.getByLabel('Default price').inputValue()).toBe('1,249.50');
  await page.getByLabel('Status').selectOption('NoSales');
  await page.getByRole('button', { name: 'Save the changes' }).press('Enter');
  await page.getByTestId('item-status').filter({ hasText: 'No sales' }).waitFor();
  await page.getByRole('link', { name: 'Inventory' }).first().click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('inventory Nordfjord Handel AS.csv');
  const lines = (await streamText(await download.createReadStream())).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 120 + 1);
  expect(lines.filter((line) => line.startsWith('NY-1,Ny skrue'))).toHaveLength(1);
}, 120_000);

test('one finds what somebody else changed meanwhile, chooses, and overwrites nothing', async () => {
  const mine = await signedIn(CUSTOMERS);
  await mine.getByTestId('customers-row').first().getByRole('link').first().click();
  await mine.getByRole('link', { name: 'Edit' }).click();
  const theirs = await mine.context().newPage();
  await theirs.goto(mine.url());
  await theirs.getByLabel('Phone').fill('+47 11 11 11 11');
  await theirs.getByLabel('Attention').fill('Theirs');
  await theirs.getByRole('button', { name: 'Save the changes' }).click();
  await theirs.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await mine.getByLabel('Phone').fill('+47 22 22 22 22');
  await mine.getByRole('button', { name: 'Save the changes' }).click();
  await mine.getByTestId('conflict-form').waitFor();
  expect(await mine.getByRole('group', { name: 'Phone' }).getByLabel('Yours').isChecked()).toBe(true);
  expect(await mine.getByRole('group', { name: 'Attention' }).getByLabel('There now').isChecked()).toBe(true);
  expect(await problemsAsItStands(mine)).toEqual([]);
  await mine.getByRole('button', { name: 'Save what is chosen' }).press('Enter');
  await mine.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  const text = await mine.locator('main').innerText();
  expect(text).toContain('+47 22 22 22 22');
  expect(text).toContain('Theirs');
}, 120_000);

test('one’s session ends in the middle of a form: after the sign-in the typed text is still there, unsent', async () => {
  const page = await signedIn(`${CUSTOMERS}/new`);
  await page.getByLabel('Name').fill('Fjellhytta & Sønn AS');
  await page.getByLabel('City').fill('Ål');
  stack.clock.advance(11 * 3600);
  await page.getByRole('button', { name: 'Create the customer' }).click();
  await passConnect(page);
  await page.getByRole('heading', { name: 'This has not been saved yet' }).waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Fjellhytta & Sønn AS');
  expect(await page.getByLabel('City').inputValue()).toBe('Ål');
  expect(await problemsAsItStands(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create the customer' }).click();
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await page.goto(at(`${CUSTOMERS}?name=Fjellhytta`));
  expect(await page.getByTestId('customers-row').count()).toBe(1);
}, 120_000);

test('one who may only read is led to the permission and back to the form', async () => {
  const page = await signedIn(ITEMS, []);
  expect(await page.getByRole('link', { name: 'New item' }).count()).toBe(0);
  await page.goto(at(`${ITEMS}/new`));
  await page.getByRole('link', { name: 'Turn on editing' }).click();
  await passConnect(page);
  await page.getByRole('heading', { name: 'New item' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`${ITEMS}/new`);
}, 120_000);

test('lists, single things and forms are accessible and fit a phone', async () => {
  const page = await signedIn(`/companies/${HANDEL}/invoices`);
  const openAll = async () => {
    for (const summary of await page.locator('main summary').all()) await summary.click();
  };
  const firstOf = async (section: string) => {
    await page.goto(at(`/companies/${HANDEL}/${section}`));
    const row = page.getByTestId(`${section}-row`).first();
    return (await row.getByRole('link').first().getAttribute('href')) ?? '';
  };
  const paths = [
    `/companies/${HANDEL}/invoices?page_size=25`,
    `/companies/${HANDEL}/sales-orders?page_size=25&sort=-created`,
    await firstOf('customers'),
    await firstOf('suppliers'),
    await firstOf('invoices'),
    await firstOf('sales-orders'),
  ];
  for (const path of paths) {
    expect({ path, problems: await pageProblems(page, at(path), openAll) }).toEqual({ path, problems: [] });
  }
  const send = () => page.getByRole('button', { name: 'Create the item' }).click();
  expect(await pageProblems(page, at(`${ITEMS}/new`), send)).toEqual([]);
}, 180_000);
