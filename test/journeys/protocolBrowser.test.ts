import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { useBrowser } from '../support/browser.ts';
import { pageProblems, problemsAsItStands } from '../support/pageProblems.ts';
import { OLA, startStack, type Stack } from '../support/startStack.ts';

const { newContext, newPage } = useBrowser();

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack.stop());

/** Signs Ola in, who has one company; ends where the application leads. */
async function signInOla(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${stack.app.url}/login`);
  await page.locator('[name=username]').fill(OLA);
  await page.locator('[name=password]').fill('sandbox');
  await page.getByTestId('login-form').locator('button').first().click();
  await page.waitForURL(/consent|interaction|companies|sign-in-refused/);
  const consent = page.locator('[name=decision][value=accept]');
  if (await consent.isVisible()) await consent.click();
  await page.waitForLoadState();
  return page;
}

test('One finds the picture, follows an arrow by the keyboard, and goes on from step to step', async () => {
  const page = await signInOla(await newContext());
  await page.getByRole('link', { name: 'Protocol', exact: true }).press('Enter');
  await page.getByRole('group', { name: /sequence diagram/ }).waitFor();
  const arrow = page.locator('.sequence a', { hasText: 'code, code_verifier' });
  await arrow.focus();
  await arrow.press('Enter');
  await page.getByRole('heading', { name: /^Step \d+: Token request$/ }).waitFor();
  expect(await problemsAsItStands(page)).toEqual([]);
  while (!(await page.getByRole('heading', { name: /Check of the ID token/ }).isVisible())) {
    await page.getByRole('link', { name: 'Next step' }).click();
    await page.waitForLoadState();
  }
  expect(await page.getByTestId('checks').textContent()).toContain('nonce equals the one kept with the attempt');
  for (const path of ['/protocol', '/protocol/tokens', '/protocol/try']) {
    expect({ path, problems: await pageProblems(page, stack.app.url + path) }).toEqual({ path, problems: [] });
  }
}, 120_000);

test('A refused sign-in leads from its error page to the check that failed', async () => {
  stack.sandbox.setFault({ name: 'id_token_wrong_nonce', times: 1 });
  const page = await signInOla(await newContext());
  expect(await page.getByTestId('error-code').textContent()).toBe('id_token_invalid');
  await page.getByTestId('protocol-link').click();
  await page.waitForURL('**/protocol/visitor');
  expect(await page.getByTestId('problem').textContent()).toContain(
    'Failed: nonce equals the one kept with the attempt',
  );
  expect(await problemsAsItStands(page)).toEqual([]);
  await page.getByTestId('problem').getByRole('link').click();
  await page.getByText('✗ no').waitFor();
}, 120_000);

test('Without script one tries a refresh and sees it; the empty page shows the way', async () => {
  const page = await signInOla(await newContext({ javaScriptEnabled: false }));
  await page.goto(`${stack.app.url}/protocol/try`);
  await page.getByRole('button', { name: 'Renew it now' }).click();
  expect(await page.getByRole('status').textContent()).toContain('The access token was renewed.');
  expect(await page.locator('.sequence a', { hasText: 'refresh token' }).count()).toBe(1);
  const visitor = await newPage();
  expect(await pageProblems(visitor, `${stack.app.url}/protocol/visitor`)).toEqual([]);
  await visitor.getByRole('link', { name: 'Sign in and look at it' }).waitFor();
}, 120_000);

test('The bars of the lifetimes run', async () => {
  const context = await newContext();
  const page = await signInOla(context);
  await page.clock.install();
  await page.goto(`${stack.app.url}/protocol/tokens`);
  const bar = page.getByRole('progressbar', { name: 'Access token' });
  const before = Number(await bar.getAttribute('value'));
  await page.clock.fastForward('31:00');
  await page.getByText('29 minutes left').waitFor();
  expect(Number(await bar.getAttribute('value'))).toBeLessThan(before - 1850);
}, 120_000);

test('In Norwegian every page fits the screen and breaks no rule, and the bars speak Norwegian', async () => {
  const page = await signInOla(await newContext({ locale: 'nb-NO' }));
  const step = `${stack.app.url}/protocol/steps/4`;
  for (const url of [`${stack.app.url}/protocol`, step, `${stack.app.url}/protocol/try`]) {
    expect({ url, problems: await pageProblems(page, url) }).toEqual({ url, problems: [] });
  }
  await page.goto(`${stack.app.url}/protocol/tokens`);
  const left = page.locator('.lifetimes [data-left]').first();
  await left.filter({ hasText: /^\d+ minutter igjen$/ }).waitFor();
}, 120_000);
