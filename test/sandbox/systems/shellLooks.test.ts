import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../../src/sandbox/start.ts';
import { axeViolations, consoleErrors, overflowPixels, SCREENS, useBrowser } from '../../support/browser.ts';

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
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [name, viewport] of Object.entries(SCREENS))
    test(`the shell has no accessibility problem, ${colorScheme}, ${name}`, async () => {
      const page = await browser.newPage({ colorScheme, viewport });
      expect(await consoleErrors(page, () => openPortal(page))).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflowPixels(page)).toBe(0);
    });

test('the keyboard reaches the contents past the menu', async () => {
  const page = await browser.newPage();
  await openPortal(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('main');
});
