import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { EVA, HANDEL, signIn, startStack, type Stack } from '../support/startStack.ts';
import { openWebBrowser, textOf, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});

beforeEach(() => stack.sandbox.reset());

afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;

/** Opens the first step of that title on a page of the protocol view. */
async function openStep(browser: WebBrowser, title: string, path = '/protocol'): Promise<WebPage> {
  const { html } = await browser.open(at(path));
  const [, href] = new RegExp(`<a href="([^"]+)">\\d+ ${title}<`).exec(html) ?? [];
  if (href === undefined) throw new Error(`there is no step ${title}`);
  return browser.open(at(href));
}

describe('The protocol view of a signed-in person', () => {
  test('shows each step of the sign-in and the call of the ERP, each with a link', async () => {
    const { browser } = await signIn(stack, { path: '/inventory' });
    const page = await browser.open(at('/protocol'));
    expect(page).toMatchObject({ status: 200, heading: 'Protocol' });
    const links = [...page.html.matchAll(/<th scope="row"><a href="\/protocol\/steps\/\d+">\d+ ([^<]+)</g)];
    expect(links.map(([, title]) => title)).toEqual([
      'Metadata of Visma Connect',
      'Authorization request',
      'Redirect back',
      'Token request',
      'Signing keys',
      'Check of the ID token',
      'Userinfo',
      'API call',
    ]);
    expect(page.html).toContain('Sign-in 1: Nordfjord Handel AS');
    expect(page.html.match(/<a href="\/protocol\/steps\/\d+">\s*<rect/g)).toHaveLength(8);
  });

  test('shows the newest sign-in first', async () => {
    const { browser } = await signIn(stack);
    await signIn(stack, { browser });
    const { html } = await browser.open(at('/protocol'));
    expect([...html.matchAll(/Sign-in \d, step by step/g)].map(String)).toEqual([
      'Sign-in 2, step by step',
      'Sign-in 1, step by step',
    ]);
  });

  test('explains a step: what was sent, what each value is for, what was checked, what VNI did', async () => {
    const { browser } = await signIn(stack);
    const page = await openStep(browser, 'Token request');
    expect(page.status).toBe(200);
    expect(page.heading).toMatch(/^Step \d: Token request$/);
    const text = textOf(page.html);
    expect(text).toContain('code_verifier');
    expect(text).toContain('The secret behind the code_challenge.');
    expect(text).toContain('Claims of the access token');
    expect(text).toContain('The address was https://integration.visma.net/API/security/api/v2/token.');
    const check = await openStep(browser, 'Check of the ID token');
    expect(textOf(check.html)).toContain('nonce equals the one kept with the attempt');
    expect(textOf(check.html)).toMatch(/signature RS256 by key/);
  });

  test('answers 404 for a step that is not there', async () => {
    const { browser } = await signIn(stack);
    expect(await browser.open(at('/protocol/steps/99'))).toMatchObject({ status: 404, errorCode: 'not_found' });
  });

  test('is nobody else’s', async () => {
    await signIn(stack);
    const other = await signIn(stack, { username: 'ola@nordfjord.example' });
    const { html } = await other.browser.open(at('/protocol'));
    expect(html.match(/step by step/g)).toHaveLength(1);
  });
});

describe('A refused sign-in', () => {
  test('says first which check failed, and the error page leads there without a session', async () => {
    stack.sandbox.setFault({ name: 'id_token_wrong_nonce', times: 1 });
    const { browser, page } = await signIn(stack);
    expect(page.errorCode).toBe('id_token_invalid');
    expect(page.html).toContain('href="/protocol/visitor"');
    const shown = await browser.open(at('/protocol/visitor'));
    expect(shown.status).toBe(200);
    const [, first = ''] = /data-testid="problem">([\s\S]*?)<\/div>/.exec(shown.html) ?? [];
    expect(textOf(first)).toMatch(
      /^Failed: nonce equals the one kept with the attempt \(OpenID Connect Core §3.1.3.7 \(11\)\). Step \d$/,
    );
    const [, href = ''] = /<a href="([^"]+)"/.exec(first) ?? [];
    const step = await browser.open(at(href));
    expect(textOf(step.html)).toContain('✗ no nonce equals the one kept with the attempt');
  });

  test('by Visma Connect shows its error', async () => {
    const { browser } = await signIn(stack, { username: EVA });
    const { html } = await browser.open(at('/protocol/visitor'));
    expect(textOf(html)).toContain('Token request: the answer was 400 invalid_tenant');
  });

  test('goes over to the session of the sign-in that follows, if it was the same person', async () => {
    stack.sandbox.setFault({ name: 'id_token_wrong_at_hash', times: 1 });
    const { browser } = await signIn(stack);
    await signIn(stack, { browser });
    const { html } = await browser.open(at('/protocol'));
    expect(html.match(/step by step/g)).toHaveLength(2);
    expect(html).toContain('at_hash belongs to the access token');
    expect(await browser.open(at('/protocol/visitor'))).toMatchObject({ url: at('/protocol') });
  });

  test('of an unknown state is there too', async () => {
    const browser = openWebBrowser();
    await browser.open(at('/callback?code=made-up-code&state=made-up-state'));
    const { html } = await browser.open(at('/protocol/visitor'));
    expect(textOf(html)).toContain('Failed: state is of an attempt that this browser began');
  });
});

describe('Somebody who has done nothing yet', () => {
  test('is told how steps come about', async () => {
    const page = await openWebBrowser().open(at('/protocol/visitor'));
    expect(page.status).toBe(200);
    expect(page.html).toContain('Nothing has been recorded yet');
  });

  test('is sent to sign in for the view of a session', async () => {
    const { way } = await openWebBrowser().open(at('/protocol'));
    expect(way[1]).toBe(at('/login?return_to=%2Fprotocol'));
  });
});

describe('The export', () => {
  test('is JSON with each step and its checks, of one sign-in or of all', async () => {
    const { browser } = await signIn(stack);
    await signIn(stack, { browser });
    const all = await browser.open(at('/protocol/export.json'));
    expect(all.headers.get('content-disposition')).toBe('attachment; filename=protocol.json');
    expect(JSON.parse(all.html)).toMatchObject({ signIns: [{ number: 1 }, { number: 2, state: 'signed_in' }] });
    const one = await browser.open(at('/protocol/export.json?sign_in=2'));
    expect(JSON.parse(one.html)).toMatchObject({ signIns: [{ number: 2 }] });
    expect(await browser.open(at('/protocol/export.json?sign_in=9'))).toMatchObject({ status: 404 });
  });
});

describe('After a sign-out', () => {
  test('its steps and those of the notices are shown to the browser that had the session', async () => {
    const { browser, page } = await signIn(stack);
    const atConnect = await browser.submit(page, 'action="/logout"');
    const [, onwards = ''] = /<a[^>]*href="([^"]*)"[^>]*data-go-on-after/.exec(atConnect.html) ?? [];
    const signedOut = await browser.open(onwards.replaceAll('&amp;', '&'));
    expect(signedOut.html).toContain('href="/protocol/visitor"');
    const { html } = await browser.open(at('/protocol/visitor'));
    for (const title of ['Revocation', 'Sign-out at Visma Connect', 'Back from the sign-out']) {
      expect(textOf(html)).toContain(title);
    }
  });
});

test('With the view off there is no such page, no link and no cookie', async () => {
  const off = await startStack({ env: { PROTOCOL_VIEW: 'off' } });
  try {
    off.sandbox.setFault({ name: 'id_token_wrong_nonce', times: 1 });
    const { browser, page } = await signIn(off);
    expect(page.html).not.toContain('/protocol');
    expect([...browser.cookiesOf('localhost').keys()]).not.toContain('vc_trace');
    const signedIn = await signIn(off, { browser, tenantId: HANDEL });
    expect(signedIn.page.html).not.toContain('/protocol');
    expect(await browser.open(`${off.app.url}/protocol`)).toMatchObject({ status: 404 });
  } finally {
    await off.stop();
  }
});
