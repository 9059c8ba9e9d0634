import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useBrowser } from '../support/browser.ts';
import { EVA, HANDEL, KARI, OLA, SERVICE, startStack, type Stack } from '../support/startStack.ts';

const browser = useBrowser({ args: ['--test-third-party-cookie-phaseout'] });
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ env: { SESSION_IDLE_MINUTES: '120' } });
});
beforeEach(() => stack.sandbox.reset());
afterAll(() => stack.stop());

const JOURNEY_MS = 90_000;
const at = (path: string) => new URL(path, stack.app.url).href;
const inventoryOf = (tenantId: string) => at(`/companies/${tenantId}/inventory`);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** Fills Connect's form; who is signed in there already does not see it. */
async function identify(page: Page, username: string, password = 'sandbox'): Promise<void> {
  await page.getByLabel('E-mail address').fill(username);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Sign in').click();
}

async function signIn(page: Page, username: string, path = '/login'): Promise<void> {
  await page.goto(at(path));
  await identify(page, username);
  if (username === KARI) await button(page, /Nordfjord Handel AS/).click();
  await button(page, 'Allow').click();
  await page.getByTestId('signed-in-user').first().waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.getByTestId('signed-in-user').first().click();
  await button(page, 'Sign out').first().click();
  await page.waitForURL(/\/signed-out/);
}

describe('Kari, who has two companies', () => {
  test(
    'signs in from the start page, reads what is asked, finds an item, signs out, and is out here and at Connect',
    async () => {
      const page = await browser.newPage();
      await page.goto(at('/'));
      await page.getByRole('main').getByRole('link', { name: 'Sign in with Visma Connect' }).click();
      await identify(page, KARI);
      await button(page, /Nordfjord Service AS/).click();
      await button(page, 'Allow').click();
      await page.waitForURL(at(`/companies/${SERVICE}`));
      await page.getByTestId('home').getByRole('link', { name: 'Inventory' }).click();
      await page.waitForURL(inventoryOf(SERVICE));
      expect(await page.getByTestId('current-company').first().innerText()).toContain('Nordfjord Service AS');
      expect(await page.getByTestId('inventory-row').count()).toBeGreaterThan(20);

      const item = page.getByTestId('inventory-row').nth(3).getByRole('link').first();
      const number = await item.innerText();
      await page.getByLabel('Number', { exact: false }).first().fill(number);
      await button(page, 'Search').click();
      await page.getByTestId('inventory-row').first().getByRole('link', { name: number, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: number }).waitFor();
      await page.getByTestId('item-stock').waitFor();
      const itemUrl = page.url();

      await signOut(page);
      await page.goBack();
      expect(await page.getByText(number).count()).toBe(0);
      await page.goto(itemUrl);
      await page.getByLabel('E-mail address').waitFor();
    },
    JOURNEY_MS,
  );

  test(
    'signs in with two tabs at once, and each comes to its own page',
    async () => {
      const context = await browser.newContext();
      const [one, other] = [await context.newPage(), await context.newPage()];
      await one.goto(at('/login?return_to=/account'));
      await other.goto(at('/login?return_to=/companies'));
      await identify(other, KARI);
      await button(other, /Nordfjord Handel AS/).click();
      await button(other, 'Allow').click();
      await other.waitForURL(at('/companies'));
      await identify(one, KARI);
      await button(one, /Nordfjord Handel AS/).click();
      await one.waitForURL(at('/account'));
    },
    JOURNEY_MS,
  );

  test(
    'has two companies in two tabs, each with its own data, while both get new tokens',
    async () => {
      const context = await browser.newContext();
      const [one, other] = [await context.newPage(), await context.newPage()];
      await signIn(one, KARI, '/login?return_to=/inventory');
      await other.goto(inventoryOf(SERVICE));
      await other.getByRole('link', { name: 'Sign in for this company' }).click();
      await other.getByTestId('inventory-table').waitFor();
      stack.clock.advance(3600);
      await Promise.all([other.reload(), one.reload(), other.waitForLoadState(), one.waitForLoadState()]);
      const companyOf = (page: Page) => page.getByTestId('current-company').first().innerText();
      expect(await companyOf(one)).toContain('Nordfjord Handel AS');
      expect(await companyOf(other)).toContain('Nordfjord Service AS');
      const firstOf = (page: Page) => page.getByTestId('inventory-row').first().innerText();
      expect(await firstOf(one)).not.toBe(await firstOf(other));
      const renewed = stack.log().match(/tokens_refreshed/g) ?? [];
      expect(renewed.length).toBeGreaterThanOrEqual(2);
    },
    JOURNEY_MS,
  );

  test(
    'opens tabs of both companies again after a long break, and one session has both',
    async () => {
      const context = await browser.newContext();
      const first = await context.newPage();
      await signIn(first, KARI);
      await first.goto(inventoryOf(SERVICE));
      await first.getByRole('link', { name: 'Sign in for this company' }).click();
      await first.getByTestId('inventory-table').waitFor();
      stack.clock.advance(3 * 3600);
      const urls = [25, 50, 100].flatMap((size) =>
        [HANDEL, SERVICE].map((id) => `${inventoryOf(id)}?page_size=${size}`),
      );
      const tabs = await Promise.all(urls.map(() => context.newPage()));
      await Promise.all(tabs.map((tab, index) => tab.goto(urls[index] ?? '', { timeout: JOURNEY_MS })));
      expect(tabs.map((tab) => tab.url())).toEqual(urls);
      for (const tab of tabs) {
        await tab.reload();
        await tab.getByTestId('inventory-table').waitFor();
      }
      expect(tabs.map((tab) => tab.url())).toEqual(urls);
      await first.goto(at('/account'));
      expect(await first.getByTestId('session').count()).toBe(1);
    },
    JOURNEY_MS,
  );
});

describe('Ola, who has one company', () => {
  test(
    'mistypes his password, declines, thinks again, and comes to the page he wanted',
    async () => {
      const page = await browser.newPage();
      await page.goto(at(`/companies/${HANDEL}/inventory?page_size=25`));
      await identify(page, OLA, 'wrong');
      await page.getByRole('alert').waitFor();
      await identify(page, OLA);
      await button(page, 'Decline').click();
      expect(await page.getByTestId('error-code').innerText()).toBe('access_denied');
      await page.getByRole('main').getByRole('link', { name: 'Start again' }).click();
      await identify(page, OLA);
      await button(page, 'Allow').click();
      await page.waitForURL(at(`/companies/${HANDEL}/inventory?page_size=25`));
      expect(await page.getByTestId('inventory-row').count()).toBe(25);
    },
    JOURNEY_MS,
  );

  test(
    'is out in every tab once Connect has said so by its iframe, without a third-party cookie',
    async () => {
      const context = await browser.newContext();
      const [tab, connect] = [await context.newPage(), await context.newPage()];
      await signIn(tab, OLA);
      const notice = connect.waitForResponse(/\/frontchannel-logout\?/);
      await connect.goto(new URL('/connect/endsession', stack.sandbox.url).href);
      await button(connect, 'Sign out').click();
      const { cookie } = await (await notice).request().allHeaders();
      expect(cookie).toBeUndefined();
      await tab.reload();
      await tab.getByLabel('E-mail address').waitFor();
    },
    JOURNEY_MS,
  );

  test(
    'opens twenty tabs again after a long break, and each comes back by itself',
    async () => {
      const context = await browser.newContext();
      const first = await context.newPage();
      await signIn(first, OLA);
      stack.clock.advance(3 * 3600);
      const paths = Array.from(
        { length: 20 },
        (_one, index) => `/companies/${HANDEL}/inventory?page=${index + 1}&page_size=25`,
      );
      const tabs = await Promise.all(paths.map(() => context.newPage()));
      await Promise.all(tabs.map((tab, index) => tab.goto(at(paths[index] ?? ''), { timeout: JOURNEY_MS })));
      const shown = await Promise.all(
        tabs.map(async (tab) => [tab.url(), (await tab.getByTestId('error-code').allInnerTexts()).join()]),
      );
      expect(shown).toEqual(paths.map((path) => [at(path), '']));
    },
    JOURNEY_MS,
  );
});

test(
  'Eva, who lacks the role API User, is told which role and whom to ask',
  async () => {
    const page = await browser.newPage();
    await page.goto(at('/login'));
    await identify(page, EVA);
    expect(await page.getByTestId('error-code').innerText()).toBe('invalid_tenant');
    expect(await page.getByRole('main').innerText()).toContain('API User');
  },
  JOURNEY_MS,
);
