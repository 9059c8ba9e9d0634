import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HANDEL, SERVICE, signIn, startStack, type Stack } from '../support/startStack.ts';
import type { WebBrowser } from '../support/webBrowser.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;
const remembered = (browser: WebBrowser) => browser.cookiesOf('localhost').get('vc_company');
const BUTTON = /href="([^"]+)">Sign in for the company you used last</;

test('the company worked with last is offered when the session has ended, by one button, and until a sign-out', async () => {
  const { browser } = await signIn(stack, { tenantId: SERVICE });
  expect(remembered(browser)).toBe(SERVICE);
  await signIn(stack, { browser, path: `/login?tenant=${HANDEL}` });
  expect(remembered(browser)).toBe(HANDEL);
  await browser.open(at(`/companies/${SERVICE}/inventory`));
  expect(remembered(browser)).toBe(SERVICE);

  stack.clock.advance(11 * 3600);
  const { html, url } = await browser.open(at('/'));
  expect(url).toBe(at('/'));
  const [, href = ''] = BUTTON.exec(html) ?? [];
  expect(html).toContain('<a class="button" href="/login">');
  const again = await signIn(stack, { browser, path: href.replaceAll('&amp;', '&') });
  expect(again.page).toMatchObject({ status: 200, url: at(`/companies/${SERVICE}`) });
  expect(again.way.some((address) => new URL(address).pathname.endsWith('/company'))).toBe(false);

  await browser.submit(again.page, 'action="/logout"');
  expect(remembered(browser)).toBeUndefined();
  expect((await browser.open(at('/'))).html).not.toMatch(BUTTON);
});

test('a sign-in without that button asks for the company', async () => {
  const { browser } = await signIn(stack, { tenantId: SERVICE });
  stack.clock.advance(11 * 3600);
  const begun = await browser.open(at('/login'));
  const url = begun.way.find((address) => address.includes('/connect/authorize')) ?? '';
  expect(new URL(url).searchParams.has('tenant_hint')).toBe(false);
});

test('the language that userinfo names stays with the person, and is offered', async () => {
  const { browser, page } = await signIn(stack);
  expect(page.html).toContain('Vis sidene på norsk bokmål?');
  const account = await browser.open(at('/account'));
  expect(account.html).toContain('return_to=%2Faccount" hreflang="nb-NO" rel="nofollow">Vis sidene på norsk bokmål?');
});
