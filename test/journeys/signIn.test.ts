import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  EVA,
  HANDEL,
  KARI,
  LIISA,
  OLA,
  SERVICE,
  signIn,
  startStack,
  SYDHAV,
  type Stack,
} from '../support/startStack.ts';
import { openWebBrowser, textOf } from '../support/webBrowser.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});

beforeEach(() => stack.sandbox.reset());

afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;
const homeOf = (tenantId: string) => at(`/companies/${tenantId}`);

describe('Kari, who has two companies', () => {
  test('signs in, picks one, accepts, and lands on its home', async () => {
    const { page } = await signIn(stack, { username: KARI, tenantId: SERVICE });
    expect(page).toMatchObject({ url: homeOf(SERVICE), status: 200 });
    expect(page.html).toContain('Nordfjord Service AS');
    expect(page.html).toContain('data-testid="signed-in-user"');
  });

  test('is asked for her consent once', async () => {
    const { browser } = await signIn(stack);
    const again = await browser.open(at('/login'));
    expect(again.html).toContain('tenant-picker');
    const page = await browser.submit(again, 'tenant-picker', { tenant_id: HANDEL });
    expect(page.url).toBe(homeOf(HANDEL));
  });

  test('comes back to the page she wanted, its query included, and is not asked for the company again', async () => {
    const wanted = `/companies/${SERVICE}/inventory?page=2`;
    const { page } = await signIn(stack, { path: wanted, tenantId: HANDEL });
    expect(page.url).toBe(at(wanted));
  });

  test('who asks for one company and chooses another is told so', async () => {
    const path = `/login?tenant=${SYDHAV}&return_to=${encodeURIComponent(`/companies/${SYDHAV}/inventory`)}`;
    const { page } = await signIn(stack, { path, tenantId: HANDEL });
    expect(page.url).toBe(at(`/companies?asked=${SYDHAV}`));
    expect(textOf(page.html)).toContain('Nordfjord Handel AS');
  });

  test('signs in with two tabs at once, each to its own page', async () => {
    const browser = openWebBrowser();
    const one = await browser.open(at('/login?return_to=/account'));
    const other = await browser.open(at('/login?return_to=/companies'));
    const finish = async (page: typeof one) => {
      let next = await browser.submit(page, 'login-form', { username: KARI, password: 'sandbox' });
      if (next.html.includes('tenant-picker'))
        next = await browser.submit(next, 'tenant-picker', { tenant_id: HANDEL });
      if (next.html.includes('consent-form')) next = await browser.submit(next, 'consent-form', { decision: 'accept' });
      return next;
    };
    expect((await finish(other)).url).toBe(at('/companies'));
    expect((await finish(one)).url).toBe(at('/account'));
  });
});

describe('Ola, who has one company', () => {
  test('is not asked which, and lands on its home', async () => {
    const { page } = await signIn(stack, { username: OLA });
    expect(page.url).toBe(homeOf(HANDEL));
    expect(page.way.some((url) => new URL(url).pathname.endsWith('/company'))).toBe(false);
  });
});

describe('Somebody who does not get in', () => {
  test('by a wrong password is told so and may try again', async () => {
    const { page, browser } = await signIn(stack, { password: 'wrong' });
    expect(page.html).toContain('role="alert"');
    const next = await browser.submit(page, 'login-form', { username: OLA, password: 'sandbox' });
    expect(next.html).toContain('consent-form');
  });

  test('by cancelling reads that nothing was shared, and starts again from there', async () => {
    const { page, browser } = await signIn(stack, { path: '/account', decision: 'deny' });
    expect(page).toMatchObject({ status: 403, errorCode: 'access_denied' });
    expect(page.html).toContain('/login?return_to=%2Faccount');
    expect((await browser.open(at('/account'))).url).not.toBe(at('/account'));
  });

  test('without the role API User, as Eva, is told which role she lacks', async () => {
    const { page } = await signIn(stack, { username: EVA });
    expect(page).toMatchObject({ status: 403, errorCode: 'invalid_tenant' });
    expect(textOf(page.html)).toContain('API User');
  });
});

describe('Whoever was refused', () => {
  const linkOf = (html: string, label: string) =>
    at(new RegExp(`href="([^"]*)">${label}</a>`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? 'missing');

  test('lets the next person sign in, in the same browser, by a link of the page', async () => {
    const { page, browser } = await signIn(stack, { username: EVA });
    expect(page).toMatchObject({ status: 403, errorCode: 'invalid_tenant' });
    const link = new URL(linkOf(page.html, 'Sign in as somebody else'));
    const next = await signIn(stack, { browser, path: `${link.pathname}${link.search}`, username: KARI });
    expect(next.page).toMatchObject({ status: 200, url: homeOf(HANDEL) });
    expect(textOf(next.page.html)).toContain('Kari Nordfjord');
  });

  test('lets them sign in from the header too', async () => {
    const { page, browser } = await signIn(stack, { username: EVA, path: '/account' });
    const link = new URL(linkOf(page.html, 'Sign in'));
    const next = await signIn(stack, { browser, path: `${link.pathname}${link.search}`, username: OLA });
    expect(next.page).toMatchObject({ status: 200, url: at('/account') });
    expect(textOf(next.page.html)).toContain('Ola Hansen');
  });

  test('for being another person than the one who is signed in gets a session of their own', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    const { page } = await signIn(stack, { browser, path: '/login?connect=1&prompt=select_account', username: LIISA });
    expect(page).toMatchObject({ status: 403, errorCode: 'other_person' });
    const link = new URL(linkOf(page.html, 'Sign in as somebody else'));
    const next = await signIn(stack, { browser, path: `${link.pathname}${link.search}`, username: LIISA });
    expect(next.page).toMatchObject({ status: 200, url: homeOf(SYDHAV) });
    expect(textOf(next.page.html)).not.toContain('Ola Hansen');
  });
});

describe('A callback', () => {
  test('with an unknown state is refused, with one way on', async () => {
    const page = await openWebBrowser().open(at('/callback?code=x&state=made-up'));
    expect(page).toMatchObject({ status: 400, errorCode: 'attempt_unknown' });
  });

  test.each(['', '?code=x', '?code=x&state=', '?code=x&state=a&state=b', '?error=access_denied'])(
    'that reads "%s" is refused',
    async (query) => {
      const page = await openWebBrowser().open(at(`/callback${query}`));
      expect(page).toMatchObject({ status: 400, errorCode: 'callback_invalid' });
    },
  );

  test('of another browser is refused, and the attempt is still good in its own', async () => {
    const browser = openWebBrowser();
    const begun = await browser.open(at('/login'));
    let callback = '';
    const follow = (url: URL) => {
      if (url.pathname === '/callback') callback = url.href;
      return url.pathname !== '/callback';
    };
    const signedIn = await browser.submit(begun, 'login-form', { username: OLA, password: 'sandbox' }, { follow });
    await browser.submit(signedIn, 'consent-form', { decision: 'accept' }, { follow });
    expect(await openWebBrowser().open(callback)).toMatchObject({ errorCode: 'attempt_unknown' });
    expect((await browser.open(callback)).url).toBe(homeOf(HANDEL));
  });

  test('that is opened again while signed in goes on quietly', async () => {
    const { page, browser } = await signIn(stack, { username: OLA });
    const callback = page.way.find((url) => url.includes('/callback')) ?? '';
    expect(await browser.open(callback)).toMatchObject({ status: 200, url: homeOf(HANDEL) });
  });

  test('that comes after fifteen minutes says so and keeps the way', async () => {
    const own = await startStack();
    const begun = await openWebBrowser().open(new URL('/login?return_to=/account', own.app.url).href);
    own.clock.advance(15 * 60 + 1);
    const state = new URL(begun.way[1] ?? '').searchParams.get('state') ?? '';
    const page = await openWebBrowser().open(new URL(`/callback?code=x&state=${state}`, own.app.url).href);
    expect(page).toMatchObject({ status: 400, errorCode: 'attempt_expired' });
    expect(page.html).toContain('/login?return_to=%2Faccount');
    await own.stop();
  });

  test('has the configured address, whatever the Host header says', async () => {
    const page = await openWebBrowser().open(at('/login'), { headers: { Host: 'evil.example' }, follow: () => false });
    const target = new URL(page.headers.get('location') ?? '');
    expect(target.searchParams.get('redirect_uri')).toBe(at('/callback'));
  });
});

describe('A sign-in is not started', () => {
  test.each([
    ['a prefetch', { 'Sec-Purpose': 'prefetch' }],
    ['a script', { 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }],
    ['a picture', { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' }],
    ['a frame', { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }],
  ])('for %s', async (_words, headers) => {
    const browser = openWebBrowser();
    expect((await browser.open(at('/login'), { headers })).status).toBe(401);
    expect((await browser.open(at('/account'), { headers })).status).toBe(401);
    expect(browser.cookiesOf('localhost').size).toBe(0);
  });
});

describe('A return address', () => {
  test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/%2F%2Fevil.example', '/logout'])(
    '%s leads to the company’s home in place of there',
    async (evil) => {
      const path = `/login?return_to=${encodeURIComponent(evil)}`;
      const { page } = await signIn(stack, { username: OLA, path });
      expect(page.url).toBe(homeOf(HANDEL));
    },
  );
});

describe('The session', () => {
  const sessionCookie = (browser: ReturnType<typeof openWebBrowser>) =>
    browser.cookiesOf('localhost').get('vc_session');

  test('has another cookie after every sign-in', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    const before = sessionCookie(browser);
    await signIn(stack, { username: OLA, browser, path: '/login?prompt=login' });
    expect(sessionCookie(browser)).toBeDefined();
    expect(sessionCookie(browser)).not.toBe(before);
  });

  test('of another person ends the first one’s, and no companies are carried over', async () => {
    const { browser } = await signIn(stack, { username: KARI });
    const before = sessionCookie(browser);
    const { page } = await signIn(stack, { username: LIISA, browser, path: '/login?prompt=login' });
    expect(page.url).toBe(homeOf(SYDHAV));
    expect(page.html).not.toContain('Nordfjord');
    const old = await openWebBrowser().open(at('/account'), { headers: { Cookie: `vc_session=${before ?? ''}` } });
    expect(old.url).not.toBe(at('/account'));
  });
});

test('nothing secret is in the log of a whole sign-in', async () => {
  const { way, browser } = await signIn(stack, { username: KARI });
  const addresses = way.map((url) => new URL(url).searchParams);
  const names = ['code', 'state', 'nonce', 'code_challenge'];
  const secrets = [
    ...addresses.flatMap((parameters) => names.map((name) => parameters.get(name) ?? '')),
    ...browser.cookiesOf('localhost').values(),
    ...[stack.sandbox.webApplication.clientSecret, 'eyJ', KARI, HANDEL],
  ].filter((secret) => secret !== '');
  expect(secrets.length).toBeGreaterThan(8);
  for (const secret of secrets) expect(stack.log()).not.toContain(secret);
  expect(stack.log()).toContain('"route":"/callback"');
});
