import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/start.ts';
import { aSandbox, aVerifier, authorizeUrl, CALLBACK, HANDEL, SCOPE, signIn, SYDHAV } from '../connectStack.ts';
import { openHttpBrowser } from '../httpBrowser.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

type Parameters = Readonly<Record<string, string | undefined>>;

const UNSAFE: readonly { name: string; parameters: Parameters; error: string; hint?: string }[] = [
  { name: 'an unknown client', parameters: { client_id: 'isv_nobody' }, error: 'unauthorized_client' },
  { name: 'a service application', parameters: { client_id: 'isv_sandbox_service' }, error: 'unauthorized_client' },
  {
    name: 'a redirect URI with a trailing slash',
    parameters: { redirect_uri: `${CALLBACK}/` },
    error: 'invalid_request',
    hint: 'trailing slash',
  },
  {
    name: 'a redirect URI in other letter case',
    parameters: { redirect_uri: 'http://localhost:3000/Callback' },
    error: 'invalid_request',
    hint: 'letter case',
  },
  { name: 'no redirect URI', parameters: { redirect_uri: undefined }, error: 'invalid_request' },
  { name: 'an unknown scope', parameters: { scope: 'openid nonsense' }, error: 'invalid_scope', hint: 'nonsense' },
  {
    name: 'a scope that was not approved',
    parameters: { scope: 'openid vismanet_erp_interactive_api:ui-extension' },
    error: 'invalid_scope',
  },
  { name: 'identity scopes without openid', parameters: { scope: 'profile' }, error: 'invalid_scope' },
  { name: 'no scope', parameters: { scope: undefined }, error: 'invalid_request' },
  { name: 'response_type token', parameters: { response_type: 'token' }, error: 'unsupported_response_type' },
  {
    name: 'hybrid without being registered so',
    parameters: { response_type: 'code id_token' },
    error: 'unauthorized_client',
  },
  { name: 'no challenge', parameters: { code_challenge: undefined }, error: 'invalid_request', hint: 'PKCE' },
  { name: 'a short challenge', parameters: { code_challenge: 'a'.repeat(42) }, error: 'invalid_request' },
  { name: 'a long challenge', parameters: { code_challenge: 'a'.repeat(129) }, error: 'invalid_request' },
  { name: 'an unknown challenge method', parameters: { code_challenge_method: 'S512' }, error: 'invalid_request' },
  { name: 'prompt=none together with login', parameters: { prompt: 'none login' }, error: 'invalid_request' },
  { name: 'an unknown prompt', parameters: { prompt: 'dance' }, error: 'invalid_request' },
  { name: 'response_mode fragment for code', parameters: { response_mode: 'fragment' }, error: 'invalid_request' },
  { name: 'a request object', parameters: { request: 'ey' }, error: 'request_not_supported' },
  {
    name: 'a request by its address',
    parameters: { request_uri: 'https://app.example/request' },
    error: 'request_uri_not_supported',
  },
  { name: 'a scope of 2001 characters', parameters: { scope: 'openid'.padEnd(2001) }, error: 'invalid_request' },
  { name: 'a max_age that is no number', parameters: { max_age: 'soon' }, error: 'invalid_request' },
  {
    name: 'a challenge with a character that none has',
    parameters: { code_challenge: `${'a'.repeat(42)}!` },
    error: 'invalid_request',
  },
  { name: 'an id_token_hint of nobody', parameters: { id_token_hint: 'ey' }, error: 'invalid_request' },
];

describe('A failure stays on the error page and the application hears nothing of it', () => {
  test.each(UNSAFE)('$name', async ({ parameters, error, hint }) => {
    const response = await fetch(authorizeUrl(sandbox, aVerifier().challenge, parameters), { redirect: 'manual' });
    const location = response.headers.get('location') ?? '';
    expect([response.status, location]).toEqual([302, expect.stringMatching(/^\/error\?errorId=/)]);
    const page = await fetch(new URL(location, sandbox.url));
    const html = await page.text();
    expect(page.status).toBe(400);
    expect(html).toContain(`<code data-testid="error-code">${error}</code>`);
    expect(html).toContain(new URL(location, sandbox.url).searchParams.get('errorId'));
    if (hint !== undefined) expect(html).toContain(hint);
  });

  test('a repeated parameter', async () => {
    const address = `${authorizeUrl(sandbox, aVerifier().challenge)}&state=another`;
    const page = await openHttpBrowser(sandbox.url).visit(address);
    expect(page.html).toContain('repeated');
  });

  test('an unknown errorId is a page of its own', async () => {
    const page = await openHttpBrowser(sandbox.url).visit(`${sandbox.url}/error?errorId=nothing`);
    expect([page.status, page.html]).toEqual([404, expect.stringContaining('no failure with this error ID')]);
  });
});

describe('prompt=none', () => {
  const ask = async (browser = openHttpBrowser(sandbox.url), parameters: Parameters = {}) => {
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { prompt: 'none', ...parameters }));
    return new URL(page.location ?? 'http://nowhere').searchParams;
  };

  test('answers login_required with state and iss when nobody is signed in', async () => {
    expect(Object.fromEntries(await ask())).toMatchObject({
      error: 'login_required',
      state: 'the-state',
      iss: sandbox.url,
    });
  });

  test('answers interaction_required when a company must be chosen, and a code with a tenant_hint', async () => {
    const { browser } = await signIn(sandbox);
    expect((await ask(browser)).get('error')).toBe('interaction_required');
    expect((await ask(browser, { tenant_hint: HANDEL })).get('code')).not.toBeNull();
  });

  test('answers consent_required for a new scope', async () => {
    const { browser } = await signIn(sandbox);
    const scope = `${SCOPE} phone`;
    expect((await ask(browser, { tenant_hint: HANDEL, scope })).get('error')).toBe('consent_required');
  });
});

describe('Other prompts', () => {
  test.each(['login', 'select_account', 'login consent'])(
    'prompt=%s asks somebody who is signed in',
    async (prompt) => {
      const first = await signIn(sandbox);
      const page = await first.browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { prompt }));
      expect(page.html).toContain('login-form');
      const again = await signIn(sandbox, { browser: first.browser, parameters: { prompt } });
      expect(again.response.get('code')).not.toBeNull();
    },
  );

  test('max_age=0 asks for the password always', async () => {
    const { browser } = await signIn(sandbox);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { max_age: '0' }));
    expect(page.html).toContain('login-form');
  });

  test('max_age asks for nothing while the password is young enough', async () => {
    const { browser } = await signIn(sandbox);
    const parameters = { max_age: '60', tenant_hint: HANDEL };
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, parameters));
    expect(page.location).toContain('code=');
  });

  test('max_age in the past asks for the password again', async () => {
    const { browser } = await signIn(sandbox);
    sandbox.advanceClock(120);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { max_age: '60' }));
    expect(page.html).toContain('login-form');
  });
});

describe('tenant_hint for a company the person has no access to', () => {
  test('brings the picker', async () => {
    const { response } = await signIn(sandbox, { parameters: { tenant_hint: SYDHAV } });
    expect(response.get('code')).not.toBeNull();
  });

  test('is refused when the setting says so', async () => {
    const strict = await aSandbox({ settings: { unusableTenantHint: 'refuse' } });
    const { response } = await signIn(strict, { parameters: { tenant_hint: SYDHAV } });
    expect(response.get('error')).toBe('access_denied');
    await strict.stop();
  });
});

describe('Response modes', () => {
  test('form_post hands the response over in a form that submits itself', async () => {
    const { page, browser } = await signIn(sandbox, { parameters: { response_mode: 'form_post' } });
    expect(page.html).toContain(`action="${CALLBACK}" data-submit-at-once`);
    expect(page.html).toMatch(/name="code" value="[\w-]+"/);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://localhost:3000");
    expect(browser.cookies.size).toBeGreaterThan(0);
  });

  test('POST to the authorization endpoint works as GET does', async () => {
    const address = new URL(authorizeUrl(sandbox, aVerifier().challenge));
    const response = await fetch(new URL(address.pathname, address), {
      method: 'POST',
      body: address.searchParams,
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toMatch(/^\/connect\/interaction\//);
  });
});

describe('Faults at the authorization endpoint', () => {
  test.each([
    ['authorize_temporarily_unavailable', { error: 'temporarily_unavailable', state: 'the-state' }],
    ['authorize_wrong_iss', { iss: 'https://other.example' }],
    ['authorize_wrong_state', { state: 'another-state' }],
  ] as const)('%s', async (name, fields) => {
    sandbox.setFault({ name, times: 1 });
    const broken = await signIn(sandbox);
    expect(Object.fromEntries(broken.response)).toMatchObject(fields);
    const honest = await signIn(sandbox);
    expect(Object.fromEntries(honest.response)).toMatchObject({ state: 'the-state', iss: sandbox.url });
  });
});
