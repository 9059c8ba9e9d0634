import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../../src/sandbox/start.ts';
import { consoleErrors, useBrowser } from '../../support/browser.ts';
import { OPPOSITE_LOOKS, problemsAsItStands } from '../../support/pageProblems.ts';

const browser = useBrowser();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 20 });
});
afterAll(() => sandbox.stop());

async function openPortal(page: Page): Promise<void> {
  await page.goto(`${sandbox.url}/portal`);
  await page.getByLabel('E-mail address').fill('dev@isv.example');
  await page.getByLabel('Password').fill('sandbox');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${sandbox.url}/portal`);
}

test('the shell has no accessibility problem, and fits a phone', async () => {
  const page = await browser.newPage();
  expect(await consoleErrors(page, () => openPortal(page))).toEqual([]);
  expect(await problemsAsItStands(page, OPPOSITE_LOOKS)).toEqual([]);
});

test('the keyboard reaches the contents past the menu', async () => {
  const page = await browser.newPage();
  await openPortal(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('main');
});
