import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { SCREENS, useBrowser } from '../../support/browser.ts';
import { pageProblems } from '../../support/pageProblems.ts';
import { HANDEL, KARI, startStack, type Stack } from '../../support/startStack.ts';

const { newContext } = useBrowser();

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack.stop());

/** Signs Kari in for the company at that place of the picker. */
async function signInKari(context: BrowserContext, place: number): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${stack.app.url}/login`);
  if (await page.getByTestId('login-form').isVisible()) {
    await page.locator('[name=username]').fill(KARI);
    await page.locator('[name=password]').fill('sandbox');
    await page.getByTestId('login-form').locator('button').first().click();
  }
  await page.getByTestId('tenant-picker').locator('button').nth(place).click();
  await page.waitForURL(/consent|\/companies\/|interaction/);
  if (await page.getByTestId('consent-form').isVisible()) await page.locator('[name=decision][value=accept]').click();
  await page.waitForURL(/\/companies\/[\w-]+$/);
  return page;
}

test('companies, account and signing out are accessible and fit a phone', async () => {
  await signInKari(await newContext(), 0);
  const context = await newContext();
  await signInKari(context, 0);
  const page = await signInKari(context, 1);
  for (const path of [`/companies?asked=${HANDEL}`, '/companies?disconnected=1', '/account?ended=1', '/logout']) {
    expect({ path, problems: await pageProblems(page, stack.app.url + path) }).toEqual({ path, problems: [] });
  }
  await page.setViewportSize(SCREENS.desk);
  await page.goto(`${stack.app.url}/companies`);
  const buttons = [page.getByRole('link', { name: /^Open/ }), page.getByRole('button', { name: /^Disconnect/ })];
  const [open, disconnect] = await Promise.all(buttons.map((button) => button.first().boundingBox()));
  expect(open?.y).toBe(disconnect?.y);
}, 180_000);

test('one disconnects and ends other sessions by the keyboard, and finds out what happened', async () => {
  await signInKari(await newContext(), 0);
  const page = await signInKari(await newContext(), 0);
  await page.goto(`${stack.app.url}/account`);
  await page.getByRole('button', { name: 'End all others' }).press('Enter');
  await page.getByRole('status').waitFor();
  expect(await page.getByTestId('session').count()).toBe(1);
  await page.getByRole('link', { name: 'Companies', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Disconnect Nordfjord Handel AS' }).press('Enter');
  await page.getByRole('heading', { name: 'No company is connected' }).waitFor();
  expect(await page.getByTestId('current-company').textContent()).toBe('No company');
}, 120_000);
