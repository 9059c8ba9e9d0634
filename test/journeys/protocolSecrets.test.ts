import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ENGLISH } from '../../src/languages/languages.ts';
import { stepTitle } from '../../src/protocolView/steps.ts';
import { KINDS } from '../../src/protocolView/traceStep.ts';
import { SECRET, signIn, startStack, type Stack } from '../support/startStack.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from '../support/webBrowser.ts';
import { tapWire, type WireTap } from '../support/wireTap.ts';

let stack: Stack;
let tap: WireTap;

/** Every page of the app that was shown. */
const pages: WebPage[] = [];
/** Every address that a browser went to. */
const addresses: string[] = [];
const browsers: WebBrowser[] = [];

beforeAll(async () => {
  tap = tapWire();
  stack = await startStack();
});

afterAll(async () => {
  tap.stop();
  await stack.stop();
});

const at = (path: string) => new URL(path, stack.app.url).href;

function seen(page: WebPage): WebPage {
  pages.push(page);
  addresses.push(...page.way, page.headers.get('location') ?? '');
  return page;
}

const open = async (browser: WebBrowser, path: string) => seen(await browser.open(at(path)));
const press = async (browser: WebBrowser, path: string, marker: string, fields = {}) =>
  seen(await browser.submit(await open(browser, path), marker, fields));

async function signedIn(browser = openWebBrowser()): Promise<WebBrowser> {
  browsers.push(browser);
  const { page, way } = await signIn(stack, { browser });
  seen(page);
  addresses.push(...way);
  return browser;
}

/** All that the protocol view shows this browser: overview, each step, export. */
async function lookAtAll(browser: WebBrowser, path: string): Promise<void> {
  const { html } = await open(browser, path);
  const steps = [...html.matchAll(/<th scope="row"><a href="([^"]+)"/g)].map(([, href = '']) => href);
  expect(steps.length).toBeGreaterThan(0);
  for (const href of steps) await open(browser, href);
  await open(browser, `${path}/export.json`);
}

const SECRET_NAMES =
  'code|state|nonce|code_verifier|client_secret|access_token|refresh_token|id_token|id_token_hint|token|logout_token';

const MUST_BE_FOUND = [
  ...['code', 'state', 'nonce', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'Basic'],
  ...['key in cookie vc_session', 'cookie vc_trace', 'client secret', 'session secret'],
];

/** Logout tokens too, which come by another way than the others. */
const WHOLE_JWT = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;

/** Everything secret that crossed a wire or lies in a cookie. */
function secretsOf(): Map<string, string> {
  const found = new Map<string, string>();
  const note = (value: string, name: string) => found.set(value, found.get(value) ?? name);
  const texts = [...tap.texts(), ...addresses.map(decodeURIComponent)];
  for (const text of texts) {
    for (const [, name = '', value = ''] of text.matchAll(new RegExp(`(?:^|[?&])(${SECRET_NAMES})=([^&\\s]+)`, 'g'))) {
      note(decodeURIComponent(value), name);
    }
    for (const [, name = '', value = ''] of text.matchAll(/"(access_token|refresh_token|id_token)": ?"([^"…]+)"/g)) {
      note(value, name);
    }
    for (const [, scheme = '', value = ''] of text.matchAll(/\b(Bearer|Basic) ([\w.~+/=-]{16,})/g)) note(value, scheme);
  }
  for (const [value, name] of [...found]) {
    const [, payload, signature] = value.split('.');
    if (payload && signature) {
      note(payload, `payload of ${name}`);
      note(signature, `signature of ${name}`);
    }
  }
  for (const browser of browsers) {
    // The company used last is no secret: its id stands in addresses.
    const cookies = [...browser.cookiesOf('localhost')].filter(([name]) => name !== 'vc_company');
    for (const [name, value] of cookies) note(decodeURIComponent(value), `cookie ${name}`);
    for (const [name, value] of cookies) {
      const [sessionId, key] = decodeURIComponent(value).replace(/^s:/, '').split('.');
      if (key) note(key, `key in cookie ${name}`);
      else note(sessionId ?? value, `cookie ${name}`);
    }
  }
  found.set(SECRET, 'session secret').set(stack.sandbox.webApplication.clientSecret, 'client secret');
  return found;
}

test('No secret is in a page, in the export or in the log, after a journey of all kinds of steps', async () => {
  // A sign-in and all that can be done in it.
  const browser = await signedIn();
  seen(await browser.open(at(`/initiate-login?${new URLSearchParams({ iss: stack.sandbox.url }).toString()}`)));
  await press(browser, '/protocol/tokens', '/protocol/tokens/introspection');
  await press(browser, '/protocol/tokens', '/protocol/tokens/userinfo');
  await press(browser, '/protocol/try', '/protocol/try/refresh');
  await press(browser, '/protocol/try', '/protocol/try/expired');
  await press(browser, '/protocol/try', '/protocol/try/refused-token');
  await press(browser, '/protocol/try', '/protocol/try/fault', { fault: 'id_token_wrong_nonce' });
  await press(browser, '/protocol/try', '/protocol/try/fault', { fault: 'refresh_wrong_sub' });
  await lookAtAll(browser, '/protocol');
  await open(browser, '/account');

  // The ends that a session can have.
  const [, sid = ''] = /"sid": ?"([^"]+)"/.exec((await open(browser, '/protocol/export.json')).html) ?? [];
  await open(
    openWebBrowser(),
    `/frontchannel-logout?${new URLSearchParams({ iss: stack.sandbox.url, sid }).toString()}`,
  );
  await lookAtAll(browser, '/protocol/visitor');

  const noticed = await signedIn();
  await fetch(new URL('/sandbox/api/logout', stack.sandbox.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.sandbox.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'kari@nordfjord.example' }),
  });
  await lookAtAll(noticed, '/protocol/visitor');

  const leaving = await signedIn();
  const atConnect = await press(leaving, '/account', 'action="/logout"');
  const [, onwards = ''] = /<a[^>]*href="([^"]*)"[^>]*data-go-on-after/.exec(atConnect.html) ?? [];
  seen(await leaving.open(onwards.replaceAll('&amp;', '&')));
  await lookAtAll(leaving, '/protocol/visitor');

  // Sign-ins that were refused.
  const refused = openWebBrowser();
  browsers.push(refused);
  stack.sandbox.setFault({ name: 'id_token_wrong_signature', times: 1 });
  const { page, way } = await signIn(stack, { browser: refused });
  seen(page);
  addresses.push(...way);
  await open(refused, '/callback?code=a-code-of-nobody-0123456789&state=a-state-of-nobody-0123456789');
  await lookAtAll(refused, '/protocol/visitor');

  const shown = pages.filter(({ url }) => url.startsWith(stack.app.url)).map(({ html }) => html);
  const everything = shown.join('\n');
  for (const kind of KINDS) expect(everything).toContain(ENGLISH.speak(stepTitle(kind)));

  const secrets = secretsOf();
  expect([...new Set(secrets.values())]).toEqual(expect.arrayContaining([...MUST_BE_FOUND]));
  expect(leaks(secrets, everything)).toEqual([]);
  expect(leaks(secrets, stack.log())).toEqual([]);
  expect(everything).not.toMatch(WHOLE_JWT);
  // What looks, finds: in the addresses there are codes, states and hints.
  expect(leaks(secrets, addresses.join('\n'))).toEqual(expect.arrayContaining(['code', 'nonce', 'state']));
  expect(addresses.join('\n')).toMatch(WHOLE_JWT);
}, 60_000);

function leaks(secrets: ReadonlyMap<string, string>, text: string): string[] {
  const names = [...secrets].filter(([secret]) => secret.length >= 8 && text.includes(secret)).map(([, name]) => name);
  return [...new Set(names)].sort();
}
