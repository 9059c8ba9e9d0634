import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
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
  signIn,
  SYDHAV,
  tokensOf,
} from './connectStack.ts';
import { openHttpBrowser } from './httpBrowser.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

async function put(path: string, body: unknown): Promise<void> {
  const response = await fetch(new URL(`/sandbox/api/${path}`, sandbox.url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
}

describe('What an application is registered with', () => {
  test('hybrid: an ID token with c_hash comes in the fragment beside the code', async () => {
    await put('applications/isv_sandbox_web', { hybrid: true });
    const { page } = await signIn(sandbox, { username: OLA, parameters: { response_type: 'code id_token' } });
    const fields = new URLSearchParams(new URL(page.location ?? '').hash.slice(1));
    const claims = decodeJwt(fields.get('id_token') ?? '');
    expect([fields.get('state'), claims.nonce, claims.c_hash]).toEqual(['the-state', 'the-nonce', expect.any(String)]);
  });

  test('hybrid: the nonce may not be left out', async () => {
    await put('applications/isv_sandbox_web', { hybrid: true });
    const parameters = { response_type: 'code id_token', nonce: undefined };
    const page = await openHttpBrowser(sandbox.url).visit(authorizeUrl(sandbox, aVerifier().challenge, parameters));
    expect([page.status, page.html]).toEqual([400, expect.stringContaining('error-code">invalid_request<')]);
  });

  test('a public client exchanges the code without a secret, from its own origin', async () => {
    await put('applications/isv_sandbox_web', { type: 'spa' });
    const visit = await signIn(sandbox, { username: OLA, scope: 'openid vismanet_erp_interactive_api:read' });
    const response = await fetch(new URL('/connect/token', sandbox.url), {
      method: 'POST',
      headers: { origin: new URL(CALLBACK).origin },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'isv_sandbox_web',
        code: visit.response.get('code') ?? '',
        redirect_uri: CALLBACK,
        code_verifier: visit.verifier,
      }),
    });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'http://localhost:3000',
    ]);
  });

  test('without PKCE the plain code flow works, and a verifier nobody asked for is refused', async () => {
    await put('applications/isv_sandbox_web', { pkce: false });
    const parameters = { code_challenge: undefined, code_challenge_method: undefined };
    const visit = await signIn(sandbox, { username: OLA, parameters });
    expect((await exchange(sandbox, visit)).body.error).toBe('invalid_grant');
  });

  test.each(['native', 'spa'])('a %s application uses PKCE, whatever it was registered with', async (type) => {
    await put('applications/isv_sandbox_web', { type, pkce: false, offlineAccess: false });
    const parameters = { code_challenge: undefined, code_challenge_method: undefined };
    const { page } = await signIn(sandbox, { scope: 'openid', parameters });
    expect(page.html).toContain(`${type} applications always use PKCE`);
  });

  test('a single-page application gets no refresh token', async () => {
    await put('applications/isv_sandbox_web', { type: 'spa' });
    const { page } = await signIn(sandbox, { scope: 'openid offline_access' });
    expect(page.html).toContain('offline_access: Offline Access is off for the application (spa)');
  });

  test.each(['com.example.app:/callback', 'myapp://callback', 'http://127.0.0.1:8123/cb', 'https://localhost:8888/'])(
    'a native application signs in with the address %s',
    async (redirectUri) => {
      await put('applications/isv_sandbox_web', { type: 'native', redirectUris: [redirectUri] });
      const visit = await signIn(sandbox, { username: OLA, parameters: { redirect_uri: redirectUri } });
      expect(visit.page.location?.split('?')[0]).toBe(redirectUri);
      const response = await fetch(new URL('/connect/token', sandbox.url), {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: 'isv_sandbox_web',
          code: visit.response.get('code') ?? '',
          redirect_uri: redirectUri,
          code_verifier: visit.verifier,
        }),
      });
      expect(await response.json()).toMatchObject({
        access_token: expect.any(String),
        refresh_token: expect.any(String),
      });
    },
  );

  test('the opaque origin of a sandboxed frame is nobody’s, not even a native application’s', async () => {
    await put('applications/isv_sandbox_web', { type: 'native', redirectUris: ['com.example.app:/callback'] });
    const headers = { origin: 'null' };
    const response = await fetch(new URL('/connect/token', sandbox.url), { method: 'OPTIONS', headers });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('plain: the verifier is the challenge', async () => {
    const verifier = 'v'.repeat(43);
    const parameters = { code_challenge: verifier, code_challenge_method: 'plain' };
    const visit = await signIn(sandbox, { username: OLA, parameters });
    expect((await exchange(sandbox, { ...visit, verifier })).status).toBe(200);
  });

  test('tokens of one that is not tenant-enabled name no company, and nobody is asked for one', async () => {
    await put('applications/isv_sandbox_web', { tenantEnabled: false });
    const tokens = await tokensOf(sandbox, { username: EVA });
    expect(decodeJwt(tokens.access_token)).not.toHaveProperty('tenant_id');
  });

  test('a policy for another e-mail domain denies access in Connect’s words', async () => {
    await put('applications/isv_sandbox_web', { policy: { emailDomains: ['other.example'] } });
    const { response } = await signIn(sandbox, { username: OLA });
    expect(response.get('error')).toBe('access_denied');
    expect(response.get('error_description')).toContain('Access denied due to application policy');
  });

  test.each([
    ['an address in the network', { networks: ['203.0.113.0/24'] }, '203.0.113.77', 'code'],
    ['an address outside of it', { networks: ['203.0.113.0/24'] }, '198.51.100.1', 'error'],
    ['an IPv6 address in the network', { networks: ['10.0.0.1', '2001:db8::/32'] }, '2001:db8::1', 'code'],
    ['the real address, outside of it', { networks: ['203.0.113.0/24'] }, null, 'error'],
    ['the real address', { networks: ['127.0.0.0/8', '::1'] }, null, 'code'],
    ['a person of the country', { countries: ['NO'] }, null, 'code'],
    ['a person of another country', { countries: ['FI'] }, null, 'error'],
    ['a member of the only tenant', { tenantId: HANDEL }, null, 'code'],
    ['a stranger to the only tenant', { tenantId: SYDHAV }, null, 'error'],
  ])('a policy and %s', async (_case, policy, callerAddress, answer) => {
    await put('settings', { callerAddress });
    await put('applications/isv_sandbox_web', { policy });
    expect((await signIn(sandbox, { username: OLA })).response.has(answer)).toBe(true);
  });

  test('an application in Norwegian only has its sign-in page in Norwegian', async () => {
    await put('applications/isv_sandbox_web', { branding: { languages: ['nb-NO'] } });
    const page = await openHttpBrowser(sandbox.url).visit(authorizeUrl(sandbox, aVerifier().challenge));
    expect(page.html).toContain('E-postadresse');
  });

  test('a shorter token lifetime is that of the token', async () => {
    await put('applications/isv_sandbox_web', { accessTokenSeconds: 120 });
    const tokens = await tokensOf(sandbox, { username: OLA });
    const { iat = 0, exp = 0 } = decodeJwt(tokens.access_token);
    expect([tokens.expires_in, exp - iat]).toEqual([120, 120]);
  });
});

describe('Delays', () => {
  test('a secret and an approval reach Connect only after the delay, and until then the former scopes are in force', async () => {
    await put('settings', { portalDelaySeconds: 90 });
    const read = 'vismanet_erp_service_api:read';
    await put('applications/isv_sandbox_service', { secrets: ['a-new-secret'], scopes: [read] });
    const ask = async (client_secret: string, scope: string) => {
      const fields = { grant_type: 'client_credentials', client_id: 'isv_sandbox_service', tenant_id: HANDEL };
      const body = new URLSearchParams({ ...fields, client_secret, scope });
      const response = await fetch(new URL('/connect/token', sandbox.url), { method: 'POST', body });
      return z.object({ error: z.string().default('none') }).parse(await response.json()).error;
    };
    const askAll = () =>
      Promise.all([
        ask('a-new-secret', read),
        ask('sandbox-service-secret', read),
        ask('sandbox-service-secret', 'vismanet_erp_service_api:delete'),
      ]);
    expect(await askAll()).toEqual(['invalid_client', 'none', 'none']);
    sandbox.advanceClock(90);
    expect(await askAll()).toEqual(['none', 'none', 'invalid_scope']);
  });

  test('seeds are in force at once, whatever the delay', async () => {
    const slow = await aSandbox({ settings: { portalDelaySeconds: 90 } });
    const { response } = await signIn(slow, { username: OLA });
    expect(response.get('code')).not.toBeNull();
    await slow.stop();
  });

  test('a role works only after the delay', async () => {
    await put('settings', { roleDelaySeconds: 900 });
    sandbox.advanceClock(900);
    await put(`people/${EVA}`, { roles: { [HANDEL]: ['api_user'] } });
    const early = await exchange(sandbox, await signIn(sandbox, { username: EVA }));
    expect(early.body.error).toBe('invalid_tenant');
    sandbox.advanceClock(900);
    expect((await exchange(sandbox, await signIn(sandbox, { username: EVA }))).status).toBe(200);
  });

  test('a change in the portal reaches Connect only after the delay', async () => {
    await put('settings', { portalDelaySeconds: 90 });
    await put('applications/isv_sandbox_web', { redirectUris: ['https://new.example/cb'] });
    const ask = () =>
      openHttpBrowser(sandbox.url).visit(
        authorizeUrl(sandbox, aVerifier().challenge, { redirect_uri: 'https://new.example/cb', login_hint: KARI }),
      );
    expect((await ask()).html).toContain('Invalid redirect_uri');
    sandbox.advanceClock(90);
    expect((await ask()).html).toContain('login-form');
  });
});
