import type { Page } from 'playwright-core';

/** Opens an address of the sandbox and signs in on the way. */
export async function openAs(page: Page, username: string, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('E-mail address').fill(username);
  await page.getByLabel('Password').fill('sandbox');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/connect/'));
}
