import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CLIENT, sign, unsigned, type Json, type Script } from '../support/hostileProvider.ts';
import { startHostileStack, type HostileStack } from '../support/startStack.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

/*
 * The relying-party cases of the OpenID conformance suite, and what else a provider may do, through the front door.
 * After each refusal nobody is signed in, the attempt is gone, nothing secret is in the log, and the next honest
 * sign-in works.
 */

let stack: HostileStack;

beforeAll(async () => {
  stack = await startHostileStack();
});

beforeEach(() => {
  stack.provider.script = {};
});

afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;

interface Outcome {
  readonly page: WebPage;
  readonly browser: WebBrowser;
  readonly callback: string;
}

async function signIn(script: Script): Promise<Outcome> {
  const browser = openWebBrowser();
  const begun = await browser.open(at('/login?return_to=/companies'), { follow: () => false });
  stack.provider.script = script;
  const callback = stack.provider.authorize(begun.headers.get('location') ?? '');
  return { page: await browser.open(callback), browser, callback };
}

async function isSignedIn(browser: WebBrowser): Promise<boolean> {
  return (await browser.open(at('/companies'), { follow: () => false })).status === 200;
}

async function expectRefused({ page, browser, callback }: Outcome, code: string): Promise<void> {
  expect(page.errorCode).toBe(code);
  expect(page.status).toBeGreaterThanOrEqual(400);
  expect(page.html).toContain('/login?return_to=%2Fcompanies');
  expect(await isSignedIn(browser)).toBe(false);
  stack.provider.script = {};
  expect((await browser.open(callback)).errorCode).toBe('attempt_unknown');
  expectNothingSecret(callback);
  expect((await signIn({})).page.url).toBe(at('/companies'));
}

/** Everything that came back with the browser, the client's secret, and the beginning of every JWT. */
function expectNothingSecret(callback: string): void {
  const parameters = new URL(callback).searchParams;
  const secrets = [parameters.get('code'), parameters.get('state'), CLIENT.clientSecret, 'eyJ'];
  for (const secret of secrets) if (secret) expect(stack.log()).not.toContain(secret);
}

const HTML = { headers: { 'Content-Type': 'text/html' }, body: '<p>hello</p>' };

describe('ID token', () => {
  test.each<[string, Script]>([
    ['wrong iss', { idToken: (claims) => ({ ...claims, iss: 'https://other.example' }) }],
    ['wrong aud', { idToken: (claims) => ({ ...claims, aud: 'isv_other' }) }],
    ['wrong nonce', { idToken: (claims) => ({ ...claims, nonce: 'other' }) }],
    ['no sub', { idToken: ({ sub: _sub, ...claims }) => claims }],
    ['no iat', { idToken: ({ iat: _iat, ...claims }) => claims }],
    ['no aud', { idToken: ({ aud: _aud, ...claims }) => claims }],
    ['alg none', { sign: (claims) => unsigned(claims) }],
    ['broken signature', { sign: async (claims, { key }) => `${(await sign(claims, key())).slice(0, -8)}AAAAAAAA` }],
    ['expired', { idToken: (claims) => ({ ...claims, exp: 1 }) }],
    ['azp naming another client', { idToken: (claims) => ({ ...claims, azp: 'isv_other' }) }],
    ['wrong at_hash', { idToken: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }],
  ])('%s: refused', async (_case, script) => {
    await expectRefused(await signIn(script), 'id_token_invalid');
  });

  test.each<[string, Script]>([
    ['kid absent with one key', { sign: (claims, { key }) => sign(claims, key(), { kid: undefined }) }],
    [
      'keys rotated at once after the last fetch',
      {
        sign: async (claims, by) => {
          await by.rotateKeys();
          return sign(claims, by.key());
        },
      },
    ],
    ['RS256', {}],
  ])('%s: accepted', async (_case, script) => {
    const { page, browser } = await signIn(script);
    expect(page.url).toBe(at('/companies'));
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('Userinfo', () => {
  test('with another sub: discarded, not signed in', async () => {
    await expectRefused(await signIn({ userinfo: (honest) => ({ ...honest, sub: 'ola' }) }), 'userinfo_mismatch');
  });

  test('that is down: signed in all the same', async () => {
    const { browser } = await signIn({ userinfo: { status: 500, body: '' } });
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('Token endpoint', () => {
  test.each<[string, Script['tokenAnswer'], string]>([
    ['500', { status: 500, body: '' }, 'connect_unreachable'],
    ['HTML', HTML, 'token_response_invalid'],
    ['reset', 'resets', 'connect_unreachable'],
    ['200 MB answer', 'endless', 'connect_unreachable'],
    ['token type not Bearer', (honest) => ({ ...honest, token_type: 'DPoP' }), 'token_response_invalid'],
    ['no access token', ({ access_token: _token, ...rest }) => rest, 'token_response_invalid'],
    ['no id_token though openid was asked for', ({ id_token: _token, ...rest }) => rest, 'token_response_invalid'],
    ['invalid_client', { status: 400, body: '{"error":"invalid_client"}' }, 'client_misconfigured'],
  ])('%s: refused', async (_case, tokenAnswer, code) => {
    await expectRefused(await signIn({ tokenAnswer }), code);
  });
});

describe('Callback', () => {
  const changed = (change: (response: URLSearchParams) => void): Script => ({
    response: (honest) => {
      change(honest);
      return honest;
    },
  });

  test.each<[string, Script, string]>([
    ['iss of another issuer, RFC 9207', changed((it) => it.set('iss', 'https://other.example')), 'issuer_mismatch'],
    ['no iss though it was promised', changed((it) => it.delete('iss')), 'issuer_mismatch'],
    ['repeated code', changed((it) => it.append('code', 'other')), 'callback_invalid'],
    ['no code and no error', changed((it) => it.delete('code')), 'callback_invalid'],
    ['huge parameters', changed((it) => it.set('code', 'x'.repeat(6000))), 'sign_in_refused'],
    ['cancelled', changed((it) => it.set('error', 'access_denied')), 'access_denied'],
  ])('%s: refused', async (_case, script, code) => {
    await expectRefused(await signIn(script), code);
  });

  test('forged state: refused, and the attempt is not used up by it', async () => {
    const { page, browser, callback } = await signIn(changed((it) => it.set('state', `${it.get('state') ?? ''}x`)));
    expect(page.errorCode).toBe('attempt_unknown');
    expect(await isSignedIn(browser)).toBe(false);
    expectNothingSecret(callback);
    expect((await browser.open(callback.replace(/(state=[^&]*)x/, '$1'))).url).toBe(at('/companies'));
  });

  test('foreign state: refused, and it is not used up for the browser that it belongs to', async () => {
    const owner = openWebBrowser();
    const begun = await owner.open(at('/login?return_to=/companies'), { follow: () => false });
    const honest = new URL(stack.provider.authorize(begun.headers.get('location') ?? ''));
    const { page, browser, callback } = await signIn(
      changed((it) => it.set('state', honest.searchParams.get('state') ?? 'none')),
    );
    expect(page.errorCode).toBe('attempt_unknown');
    expect(await isSignedIn(browser)).toBe(false);
    expectNothingSecret(callback);
    expect((await owner.open(honest.href)).url).toBe(at('/companies'));
  });

  test.each<[string, Script]>([
    ['repeated state', changed((it) => it.append('state', 'other'))],
    ['missing state', changed((it) => it.delete('state'))],
  ])('%s: refused', async (_case, script) => {
    const { page, browser } = await signIn(script);
    expect(page.errorCode).toBe('callback_invalid');
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('text from outside stays text', async () => {
    const { page } = await signIn(
      changed((it) => {
        it.set('error', 'access_denied');
        it.set('error_description', '<script>alert(1)</script>');
      }),
    );
    expect(page.html).not.toContain('<script>alert(1)');
    expect(page.html).toContain('&lt;script&gt;');
  });
});

describe('Metadata', () => {
  test.each<[string, Script['metadata'], string]>([
    ['HTML', HTML, 'connect_unreachable'],
    ['wrong issuer', (honest) => ({ ...honest, issuer: 'https://other.example' }), 'client_misconfigured'],
    ['down, then up', { status: 503, body: '' }, 'connect_unreachable'],
  ])('%s: the sign-in says so, and the next one works', async (_case, metadata, code) => {
    const own = await startHostileStack();
    own.provider.script = { metadata };
    const browser = openWebBrowser();
    const refused = await browser.open(new URL('/login?return_to=/companies', own.app.url).href);
    expect(refused.errorCode).toBe(code);
    own.provider.script = {};
    const begun = await browser.open(new URL('/login', own.app.url).href, { follow: () => false });
    expect(begun.headers.get('location')).toContain('/connect/authorize');
    await own.stop();
  });

  test('away at start: the app starts, says so on /ready, and goes on by itself', async () => {
    const own = await startHostileStack();
    own.provider.script = { metadata: 'resets' };
    const ready = async () => (await fetch(new URL('/ready', own.app.url))).json();
    expect(await ready()).toEqual({ store: 'ok', connect: 'unknown' });
    await openWebBrowser().open(new URL('/login', own.app.url).href);
    expect(await ready()).toEqual({ store: 'ok', connect: 'no' });
    own.provider.script = {};
    await openWebBrowser().open(new URL('/login', own.app.url).href, { follow: () => false });
    expect(await ready()).toEqual({ store: 'ok', connect: 'yes' });
    await own.stop();
  });
});

describe('Refresh', () => {
  const HOUR = 3600;

  test.each<[string, Script]>([
    ['ID token with another sub', { idToken: (claims) => ({ ...claims, sub: 'ola' }) }],
    ['ID token with another iss', { idToken: (claims) => ({ ...claims, iss: 'https://other.example' }) }],
    ['invalid_grant', { refreshAnswer: { status: 400, body: '{"error":"invalid_grant"}' } }],
    ['access token of another company', { refreshAnswer: ofAnotherCompany }],
  ])('%s: stops, once, and asks to sign in again', async (_case, script) => {
    const own = await startHostileStack();
    const { browser, inventory } = await signedInAt(own);
    own.clock.advance(HOUR);
    own.provider.script = script;
    const codes = [await browser.open(inventory), await browser.open(inventory)].map(({ errorCode }) => errorCode);
    expect(codes.at(-1)).toBe('sign_in_again');
    expect(['sign_in_again', 'id_token_invalid', 'invalid_tenant']).toContain(codes[0]);
    expect(own.provider.calls.filter((call) => call.endsWith('refresh_token'))).toHaveLength(1);
    expect(own.log()).not.toContain('eyJ');
    await own.stop();
  });

  test.each<[string, Script['keys']]>([
    ['answer 503', { status: 503, body: '' }],
    ['hang', 'hangs'],
  ])('keys that %s cost nobody the new tokens: the next refresh has the next refresh token', async (_case, keys) => {
    const own = await startHostileStack();
    own.provider.oneTimeRefresh = true;
    const { browser, inventory } = await signedInAt(own);
    await own.provider.rotateKeys();
    for (const script of [{ keys }, {}]) {
      own.clock.advance(HOUR);
      own.provider.script = script;
      expect((await browser.open(inventory)).status).toBe(200);
    }
    expect(own.provider.calls.filter((call) => call.endsWith('refresh_token'))).toHaveLength(2);
    await own.stop();
  });

  test('keys that do not come excuse no wrong claim', async () => {
    const own = await startHostileStack();
    const { browser, inventory } = await signedInAt(own);
    await own.provider.rotateKeys();
    own.clock.advance(HOUR);
    own.provider.script = {
      keys: { status: 503, body: '' },
      idToken: (claims) => ({ ...claims, sub: 'ola' }),
    };
    expect((await browser.open(inventory)).errorCode).toBe('id_token_invalid');
    await own.stop();
  });

  async function signedInAt({ app, provider }: HostileStack) {
    const browser = openWebBrowser();
    const begun = await browser.open(new URL('/login', app.url).href, { follow: () => false });
    await browser.open(provider.authorize(begun.headers.get('location') ?? ''), { follow: () => false });
    return { browser, inventory: new URL('/companies/t1/inventory', app.url).href };
  }

  /** Without an ID token: its at_hash would not fit, and be noticed first. */
  function ofAnotherCompany({ id_token: _token, access_token: accessToken, ...rest }: Json): Json {
    const [header = '', claims = '', signature = ''] = String(accessToken).split('.');
    const other = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), tenant_id: 't2' } as Json;
    return {
      ...rest,
      access_token: [header, Buffer.from(JSON.stringify(other)).toString('base64url'), signature].join('.'),
    };
  }
});
