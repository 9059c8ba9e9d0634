import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as openid from 'openid-client';
import type { Sandbox } from '../../../src/start.ts';
import {
  aSandbox,
  aVerifier,
  authorizeUrl,
  CALLBACK,
  EVA,
  exchange,
  HANDEL,
  KARI,
  OLA,
  SCOPE,
  SERVICE,
  signIn,
  tokensOf,
} from '../connectStack.ts';
import { openHttpBrowser, type Page } from '../httpBrowser.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

describe('A whole sign-in', () => {
  test('openid-client gets tokens for the company that the person chose', async () => {
    const { clientId, clientSecret } = sandbox.webApplication;
    const config = await openid.discovery(new URL(sandbox.url), clientId, clientSecret, undefined, {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the sandbox speaks http on loopback
      execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
    });
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const parameters = {
      redirect_uri: CALLBACK,
      scope: SCOPE,
      state: 'the-state',
      nonce: 'the-nonce',
      response_mode: 'query',
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    };
    const browser = openHttpBrowser(sandbox.url);
    let page = await browser.visit(openid.buildAuthorizationUrl(config, parameters).href);
    page = await browser.submit(page, 'login-form', { username: KARI, password: 'sandbox' });
    page = await browser.submit(page, 'tenant-picker', { tenant_id: SERVICE });
    page = await browser.submit(page, 'consent-form', { decision: 'accept' });

    const tokens = await openid.authorizationCodeGrant(config, new URL(page.location ?? ''), {
      pkceCodeVerifier,
      expectedState: 'the-state',
      expectedNonce: 'the-nonce',
      idTokenExpected: true,
    });

    expect(tokens.claims()).toMatchObject({
      sub: '33333333-3333-4333-8333-333333333301',
      tenant_id: SERVICE,
      acr: '2',
    });
    expect(await openid.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')).toMatchObject({
      email: KARI,
      name: 'Kari Nordfjord',
    });
    const items = await fetch(new URL('/v1/inventory?pageNumber=1&pageSize=5', sandbox.url), {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(items.status).toBe(200);
    expect(await items.json()).toHaveLength(5);
  });

  test('tokens have Connect’s form', async () => {
    const tokens = await tokensOf(sandbox);

    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    const access = decodeJwt(tokens.access_token);
    expect(access).toMatchObject({
      iss: sandbox.url,
      client_id: 'isv_sandbox_web',
      scope: SCOPE.split(' '),
      tenant_id: HANDEL,
      idp: 'Visma Connect',
      amr: ['pwd'],
    });
    expect(access.aud).toBe(`${sandbox.url}/erp/service`);
    expect((access.exp ?? 0) - (access.iat ?? 0)).toBe(3600);
    const id = decodeJwt(tokens.id_token ?? '');
    expect(id).toMatchObject({ aud: 'isv_sandbox_web', nonce: 'the-nonce', sid: access.sid, amr: ['pwd'] });
    expect(String(id.sid)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(id.llt).toEqual(expect.any(Number));
  });

  test('the response carries code, scope, state, session_state and iss', async () => {
    const { response } = await signIn(sandbox);
    expect(Object.fromEntries(response)).toEqual({
      code: expect.any(String),
      scope: SCOPE,
      session_state: expect.any(String),
      state: 'the-state',
      iss: sandbox.url,
    });
  });
});

describe('The sign-in page', () => {
  test('a wrong password is told without telling which field is wrong', async () => {
    const browser = openHttpBrowser(sandbox.url);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
    const again = await browser.submit(page, 'login-form', { username: KARI, password: 'wrong' });
    expect(again.status).toBe(400);
    expect(again.html).toContain('Wrong e-mail address or password.');
    const right = await browser.submit(again, 'login-form', { username: KARI, password: 'sandbox' });
    expect(right.html).toContain('tenant-picker');
  });

  test('login_hint fills the address, and the page speaks Norwegian when asked to', async () => {
    const browser = openHttpBrowser(sandbox.url);
    const parameters = { login_hint: '"><b>', ui_locales: 'da-DK nb-NO' };
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, parameters));
    expect(page.html).toContain('value="&#34;&gt;&lt;b&gt;"');
    expect(page.html).toContain('Logg inn');
    expect(page.html).toContain('data-testid="sandbox-banner"');
  });

  test('its policy lets forms lead back to the application and nothing else in', async () => {
    const page = await openHttpBrowser(sandbox.url).visit(authorizeUrl(sandbox, aVerifier().challenge));
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' http://localhost:3000");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('cancelling answers access_denied', async () => {
    const browser = openHttpBrowser(sandbox.url);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
    const end = await browser.submit(page, '/cancel');
    expect(new URL(end.location ?? '').searchParams.get('error')).toBe('access_denied');
  });

  test('is over an hour after the application asked, and says so', async () => {
    const browser = openHttpBrowser(sandbox.url);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
    sandbox.advanceClock(3600);
    const late = await browser.submit(page, 'login-form', { username: KARI, password: 'sandbox' });
    expect(late.html).toContain('The sign-in has expired or was already finished');
  });

  test('answers once: going back to it after the end says so', async () => {
    const { browser, page } = await signIn(sandbox, { username: OLA });
    expect(page.location).toContain('code=');
    const back = await browser.visit(page.url);
    expect(back.html).toContain('The sign-in has expired or was already finished');
  });

  test('asks again when somebody else signs in than id_token_hint names', async () => {
    const { id_token: hint = '' } = await tokensOf(sandbox, { username: KARI });
    const browser = openHttpBrowser(sandbox.url);
    const parameters = { id_token_hint: hint, tenant_hint: HANDEL };
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, parameters));
    const again = await browser.submit(page, 'login-form', { username: OLA, password: 'sandbox' });
    expect(again.html).toContain('login-form');
    const right = await browser.submit(again, 'login-form', { username: KARI, password: 'sandbox' });
    expect(right.location).toContain('code=');
  });

  test('an interaction of another browser is not found', async () => {
    const page = await openHttpBrowser(sandbox.url).visit(authorizeUrl(sandbox, aVerifier().challenge));
    const stranger = await openHttpBrowser(sandbox.url).visit(page.url);
    expect(stranger.url).toContain('/error?errorId=');
    expect(stranger.html).not.toContain('login-form');
  });
});

describe('Two tabs at once', () => {
  test.each([
    ['the same person', KARI],
    ['another person', OLA],
  ])('both sign-ins come to their end for %s', async (_name, second) => {
    const browser = openHttpBrowser(sandbox.url);
    const [one, other] = [
      await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { state: 'one', tenant_hint: HANDEL })),
      await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { state: 'other', tenant_hint: HANDEL })),
    ];
    const finish = async (page: Page, username: string) => {
      let next = await browser.submit(page, 'login-form', { username, password: 'sandbox' });
      if (next.html.includes('consent-form')) next = await browser.submit(next, 'consent-form', { decision: 'accept' });
      const { searchParams } = new URL(next.location ?? '');
      return [searchParams.get('state'), typeof searchParams.get('code')];
    };
    expect(await finish(other, KARI)).toEqual(['other', 'string']);
    expect(await finish(one, second)).toEqual(['one', 'string']);
  });
});

describe('The session cookie', () => {
  const cookieOf = (page: Page) => page.headers.getSetCookie().find((line) => line.startsWith('connect_session_'));

  test('comes with the code, is for the server alone and ends with the browser', async () => {
    const { page } = await signIn(sandbox, { username: OLA });
    expect(page.location).toContain('code=');
    const { port } = new URL(sandbox.url);
    expect(cookieOf(page)).toMatch(new RegExp(`^connect_session_${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax$`));
  });

  test('stays with the next sign-in of the same person, and is another one for somebody else', async () => {
    const { browser, page } = await signIn(sandbox, { username: OLA });
    const parameters = { prompt: 'login' };
    const again = await signIn(sandbox, { username: OLA, browser, parameters });
    const other = await signIn(sandbox, { username: KARI, browser, parameters });
    expect([cookieOf(again.page), cookieOf(other.page) === cookieOf(page)]).toEqual([undefined, false]);
  });

  test('of another tab’s sign-in does not answer for the person whose company page is open', async () => {
    const { browser } = await signIn(sandbox, { username: KARI });
    const open = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
    expect(open.html).toContain('tenant-picker');
    await signIn(sandbox, { username: OLA, browser, parameters: { prompt: 'login' } });
    const next = await browser.submit(open, 'tenant-picker', { tenant_id: HANDEL });
    expect(next.html).toContain('login-form');
  });
});

describe('The company picker', () => {
  test('is skipped for somebody with one company', async () => {
    const tokens = await tokensOf(sandbox, { username: OLA });
    expect(decodeJwt(tokens.access_token).tenant_id).toBe(HANDEL);
  });

  test('is skipped with a tenant_hint that the person may use', async () => {
    const browser = openHttpBrowser(sandbox.url);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { tenant_hint: SERVICE }));
    const next = await browser.submit(page, 'login-form', { username: KARI, password: 'sandbox' });
    expect(next.html).toContain('consent-form');
    expect(next.html).toContain('Nordfjord Service AS');
  });

  test('offers companies, not customers, and comes at each sign-in', async () => {
    const { browser } = await signIn(sandbox);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
    expect(page.html).toContain('tenant-picker');
    expect(page.html).toContain('Nordfjord Handel AS');
    expect(page.html).not.toContain('Nordfjord Gruppen');
  });

  test('does not take a company that was not offered', async () => {
    const { page } = await signIn(sandbox, { tenantId: '22222222-2222-4222-8222-222222222201' });
    expect(page.html).toContain('tenant-picker');
  });

  test('somebody without the API User role gets no consent page, and the token endpoint refuses', async () => {
    const visit = await signIn(sandbox, { username: EVA });
    expect(visit.response.get('code')).not.toBeNull();
    const answer = await exchange(sandbox, visit);
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_tenant']);
  });
});

describe('Consent', () => {
  test('names application, publisher, permissions and the warning', async () => {
    const browser = openHttpBrowser(sandbox.url);
    const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
    const { html } = await browser.submit(page, 'login-form', { username: OLA, password: 'sandbox' });
    expect(html).toContain('Sandbox Web');
    expect(html).toContain('ISV Example AS');
    expect(html).toContain('Read data of your company in Visma.net ERP');
    expect(html).toContain('not certified');
  });

  test('is remembered, and asked again when scopes are added', async () => {
    const { browser } = await signIn(sandbox, { username: OLA });
    const silent = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
    expect(silent.location).toContain(`${CALLBACK}?code=`);
    const scope = `${SCOPE} vismanet_erp_interactive_api:update`;
    const asked = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge, { scope }));
    expect(asked.html).toContain('consent-form');
  });

  test('declining answers access_denied with state and iss', async () => {
    const { response } = await signIn(sandbox, { decision: 'deny' });
    expect(Object.fromEntries(response)).toMatchObject({
      error: 'access_denied',
      state: 'the-state',
      iss: sandbox.url,
    });
  });
});
