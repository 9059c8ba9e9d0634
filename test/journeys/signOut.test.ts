import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HANDEL, KARI, OLA, signIn, startStack, type Stack } from '../support/startStack.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});

beforeEach(() => stack.sandbox.reset());

afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;

/** Presses the sign-out button of a page, and the link that Connect shows to browsers without script. */
async function signOut(browser: WebBrowser, page: WebPage): Promise<WebPage> {
  const atConnect = await browser.submit(page, 'action="/logout"');
  const next = /<a[^>]*href="([^"]*)"[^>]*data-go-on-after/.exec(atConnect.html)?.[1];
  return next === undefined ? atConnect : browser.open(next.replaceAll('&amp;', '&'));
}

async function isSignedIn(browser: WebBrowser): Promise<boolean> {
  return (await browser.open(at('/account'), { follow: () => false })).status !== 302;
}

describe('Signing out', () => {
  test('ends here and at Visma Connect, and says so', async () => {
    const { browser, page } = await signIn(stack, { username: OLA });
    const last = await signOut(browser, page);
    expect(new URL(last.url).pathname).toBe('/signed-out');
    expect(last.html).toContain('Visma Connect');
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.open(at('/login'))).html).toContain('data-testid="login-form"');
  });

  test('sends the hint and a state of its own, and checks it when it comes back', async () => {
    const { browser, page } = await signIn(stack, { username: OLA });
    const stopped = await browser.submit(page, 'action="/logout"', {}, { follow: () => false });
    const { pathname, searchParams } = new URL(stopped.headers.get('location') ?? '');
    expect(pathname).toBe('/connect/endsession');
    expect(searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect(searchParams.get('post_logout_redirect_uri')).toBe(at('/signed-out'));
    expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/);
  });

  test('revokes the refresh token at Visma Connect', async () => {
    const { browser, page } = await signIn(stack, { username: OLA });
    await signOut(browser, page);
    const answer = await fetch(new URL('/sandbox/api/requests', stack.sandbox.url), {
      headers: { authorization: `Bearer ${stack.sandbox.adminToken}` },
    });
    expect(await answer.text()).toContain('/connect/revocation');
  });

  test.each(['revocation_500', 'discovery_500'] as const)('is not kept up by %s', async (name) => {
    const { browser, page } = await signIn(stack, { username: OLA });
    stack.sandbox.setFault({ name });
    await browser.submit(page, 'action="/logout"');
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('needs the form’s token: a form of another site signs nobody out', async () => {
    const { browser, page } = await signIn(stack, { username: OLA });
    const forged = { ...page, html: '<form action="/logout" method="post"></form>' };
    expect(await browser.submit(forged, '/logout')).toMatchObject({ status: 403, errorCode: 'csrf' });
    expect(await isSignedIn(browser)).toBe(true);
  });

  test('by a link only asks', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    const page = await browser.open(at('/logout'));
    expect(page.html).toContain('action="/logout"');
    expect(await isSignedIn(browser)).toBe(true);
  });

  test('leaves nothing that a cache or the Back button could show', async () => {
    const { page } = await signIn(stack, { username: OLA });
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('of somebody who is not signed in leads to the same page', async () => {
    const page = await openWebBrowser().open(at('/signed-out'));
    expect(page.status).toBe(200);
  });

  test.each(['end_session_wrong_state', 'end_session_missing_state'] as const)('copes with %s', async (name) => {
    const { browser, page } = await signIn(stack, { username: OLA });
    stack.sandbox.setFault({ name, times: 1 });
    const last = await signOut(browser, page);
    expect(last).toMatchObject({ status: 200 });
    expect(new URL(last.url).pathname).toBe('/signed-out');
    expect(await isSignedIn(browser)).toBe(false);
  });
});

describe('Front-channel logout', () => {
  /** The addresses of the hidden frames on Connect's page after the person signed out there. */
  async function framesAfterSignOutAtConnect(browser: WebBrowser): Promise<string[]> {
    const asking = await browser.open(new URL('/connect/endsession', stack.sandbox.url).href);
    const page = await browser.submit(asking, 'sign-out-form');
    return [...page.html.matchAll(/<iframe src="([^"]*)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'));
  }
  const frame = { headers: { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' } };

  test('ends the session without any cookie of ours', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    const other = await signIn(stack, { username: KARI });
    const frames = await framesAfterSignOutAtConnect(browser);
    const [src = ''] = frames.filter((address) => address.startsWith(stack.app.url));
    expect(new URL(src).searchParams.get('sid')).not.toBeNull();
    const answer = await openWebBrowser().open(src, frame);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(other.browser)).toBe(true);
  });

  test('may be framed by Visma Connect alone, and nothing else may be framed at all', async () => {
    const own = await openWebBrowser().open(at('/frontchannel-logout?iss=x&sid=y'));
    expect(own.headers.get('content-security-policy')).toContain(`frame-ancestors ${stack.sandbox.url}`);
    expect(own.headers.get('x-frame-options')).toBeNull();
    const start = await openWebBrowser().open(at('/'));
    expect(start.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('of a foreign issuer or an unknown session does nothing and answers 200', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    for (const query of [
      'iss=https://other.example&sid=x',
      `iss=${stack.sandbox.url}&sid=unknown`,
      'sid=x',
      'iss=a&iss=b&sid=c',
    ]) {
      expect((await browser.open(at(`/frontchannel-logout?${query}`), frame)).status).toBe(200);
    }
    expect(await isSignedIn(browser)).toBe(true);
  });

  test('registered without iss and sid ends the session of the frame’s own cookie', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    await browser.open(at('/frontchannel-logout'), frame);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('without iss and sid by a link does nothing: it would be sign-out by strangers', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    await browser.open(at('/frontchannel-logout'));
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('Third-party-initiated login', () => {
  const initiate = (parameters: Record<string, string>) =>
    `/initiate-login?${new URLSearchParams({ iss: stack.sandbox.url, ...parameters }).toString()}`;

  test('leads to a normal sign-in and on to the wanted page', async () => {
    const path = initiate({ target_link_uri: at('/account') });
    const { page } = await signIn(stack, { username: OLA, path });
    expect(page.url).toBe(at('/account'));
  });

  test('passes the login hint on', async () => {
    const page = await openWebBrowser().open(at(initiate({ login_hint: OLA })), { follow: () => false });
    expect(new URL(page.headers.get('location') ?? '').searchParams.get('login_hint')).toBe(OLA);
  });

  test.each<[string, Record<string, string>]>([
    ['another issuer', { iss: 'https://other.example' }],
    ['a page of another site', { target_link_uri: 'https://evil.example/' }],
    ['a target that is no address', { target_link_uri: '/account' }],
  ])('with %s is refused', async (_words, parameters) => {
    const page = await openWebBrowser().open(at(initiate(parameters)));
    expect(page).toMatchObject({ status: 400, errorCode: 'initiate_login_invalid' });
  });

  test('without iss is refused', async () => {
    expect(await openWebBrowser().open(at('/initiate-login'))).toMatchObject({ errorCode: 'initiate_login_invalid' });
  });

  test('by POST of another site is checked and goes on as GET', async () => {
    const browser = openWebBrowser();
    const html = `<form action="${at('/initiate-login')}" method="post"></form>`;
    const launcher = {
      url: 'https://launcher.example/',
      status: 200,
      headers: new Headers(),
      html,
      way: [],
      heading: '',
      errorCode: undefined,
    };
    const page = await browser.submit(launcher, 'initiate-login', {
      iss: stack.sandbox.url,
      target_link_uri: at('/account'),
    });
    expect(page.html).toContain('data-testid="login-form"');
    const refused = await browser.submit(launcher, 'initiate-login', { iss: 'https://other.example' });
    expect(refused).toMatchObject({ status: 400, errorCode: 'initiate_login_invalid' });
  });
});

describe('Back-channel logout', () => {
  test('ends the session that Visma Connect names, wherever it ends there', async () => {
    const { browser } = await signIn(stack, { username: OLA, tenantId: HANDEL });
    const other = await signIn(stack, { username: KARI });
    const answer = await fetch(new URL('/sandbox/api/logout', stack.sandbox.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.sandbox.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ username: OLA }),
    });
    expect(answer.ok).toBe(true);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(other.browser)).toBe(true);
  });
});
