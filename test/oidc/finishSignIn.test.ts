import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { isRefusal, type Refusal } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import { finishSignIn, type SignInResult } from '../../src/oidc/exchange.ts';
import type { ProtocolStep } from 'visma-net-client/connect/protocolStep';
import { createProvider, type Provider } from '../../src/oidc/provider.ts';
import { recordConnectCall, recordingTo } from '../../src/oidc/recordStep.ts';
import { planSignIn } from '../../src/oidc/signIn.ts';
import {
  CLIENT,
  sign,
  startHostileProvider,
  unsigned,
  type HostileProvider,
  type Script,
} from '../support/hostileProvider.ts';

let hostile: HostileProvider;
let provider: Provider;
let steps: ProtocolStep[];

beforeEach(async () => {
  hostile = await startHostileProvider();
  provider = providerThatWaits(15_000);
  steps = [];
});

afterEach(async () => {
  await provider.close();
  await hostile.stop();
});

function providerThatWaits(timeoutMs: number): Provider {
  return createProvider({
    issuer: hostile.url,
    ...CLIENT,
    redirectUri: 'https://app.example/callback',
    logger: silentLogger(),
    now: Date.now,
    timeoutMs,
    onCall: recordConnectCall,
  });
}

/** Signs in at a provider that follows a script. */
async function signIn(script: Script = {}): Promise<SignInResult> {
  if (Object.values(script).includes('hangs')) {
    await provider.close();
    provider = providerThatWaits(2000);
  }
  hostile.script = script;
  const { configuration } = await provider.discover();
  const { redirectUri } = provider;
  const scopes = ['openid', 'tenants'];
  const request = { redirectUri, scopes, returnTo: '/', purpose: 'sign_in', nowMs: Date.now() } as const;
  const { url, state, attempt } = await planSignIn(configuration(), request);
  const parameters = new URL(hostile.authorize(url)).searchParams;
  return recordingTo(
    (step) => steps.push(step),
    () => finishSignIn(provider, { parameters, state, attempt }),
  );
}

async function refusal(script: Script): Promise<Refusal> {
  const error: unknown = await signIn(script).catch((reason: unknown) => reason);
  if (!isRefusal(error)) throw new Error('was not refused');
  return error;
}

describe('A normal flow', () => {
  test('is accepted, and says who, for which company, with which tokens', async () => {
    const { sub, sid, tenant, tokens, userinfo } = await signIn();
    expect({ sub, sid, tenant }).toEqual({
      sub: 'kari',
      sid: 'connect-session-1',
      tenant: { tenantId: 't1', name: 'Company t1' },
    });
    expect(tokens).toMatchObject({ lifetimeSeconds: 3600, scopes: ['openid', 'tenants'] });
    expect(userinfo).toMatchObject({ email: 'kari@example.com' });
  });

  test('is recorded step by step, with every check', async () => {
    await signIn();
    expect(steps.map(({ kind }) => kind)).toEqual([
      'authorization_response',
      'token_request',
      'keys',
      'id_token',
      'userinfo',
    ]);
    const checks = steps.flatMap((step) => step.checks ?? []);
    expect(checks.every(({ passed }) => passed)).toBe(true);
    expect(checks.map(({ rule }) => rule)).toContain('nonce equals the one kept with the attempt');
  });

  test('authenticates the client with client_secret_basic and sends the verifier', async () => {
    await signIn();
    const { request } = steps.find(({ kind }) => kind === 'token_request') ?? {};
    expect(request?.headers?.authorization).toMatch(/^Basic /);
    expect(new URLSearchParams(request?.body).get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  test('without tenants has no company', async () => {
    hostile.tenantId = undefined;
    expect((await signIn({ userinfo: { status: 404, body: '' } })).tenant).toBeUndefined();
  });
});

describe('An ID token is refused', () => {
  const other = 'https://other.example';
  test.each<[string, Script]>([
    ['with a wrong iss', { idToken: (claims) => ({ ...claims, iss: other }) }],
    ['with a wrong aud', { idToken: (claims) => ({ ...claims, aud: 'isv_other' }) }],
    ['with a wrong nonce', { idToken: (claims) => ({ ...claims, nonce: 'other' }) }],
    ['without sub', { idToken: ({ sub: _sub, ...claims }) => claims }],
    ['without iat', { idToken: ({ iat: _iat, ...claims }) => claims }],
    ['without aud', { idToken: ({ aud: _aud, ...claims }) => claims }],
    ['without nonce', { idToken: ({ nonce: _nonce, ...claims }) => claims }],
    ['that has expired', { idToken: (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 3600 }) }],
    ['with azp of another client', { idToken: (claims) => ({ ...claims, azp: 'isv_other' }) }],
    ['with a wrong at_hash', { idToken: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }],
    ['with alg none', { sign: (claims) => unsigned(claims) }],
    [
      'with a broken signature',
      { sign: async (claims, { key }) => `${(await sign(claims, key())).slice(0, -8)}AAAAAAAA` },
    ],
    [
      'signed by a key that is not in the JWKS',
      {
        sign: async (claims, by) => {
          const { privateKey, kid } = by.key();
          await by.rotateKeys();
          return sign(claims, { privateKey, kid });
        },
      },
    ],
  ])('%s', async (_words, script) => {
    expect((await refusal(script)).code).toBe('id_token_invalid');
    const failed = steps.find(({ kind }) => kind === 'id_token')?.checks?.filter(({ passed }) => !passed);
    expect(failed?.length).toBeGreaterThan(0);
  });
});

describe('An ID token is accepted', () => {
  test('when kid is absent with one key', async () => {
    const { sub } = await signIn({ sign: (claims, { key }) => sign(claims, key(), { kid: undefined }) });
    expect(sub).toBe('kari');
  });

  test('when kid is absent with several keys, one of which is it', async () => {
    const { publicKey } = await generateKeyPair('RS256');
    const other = { ...(await exportJWK(publicKey)), kid: 'other', alg: 'RS256', use: 'sig' };
    const { sub } = await signIn({
      sign: (claims, { key }) => sign(claims, key(), { kid: undefined }),
      keys: (honest) => ({ keys: [other, ...honest.keys] }),
    });
    expect(sub).toBe('kari');
  });

  test('when the keys are rotated after a first sign-in, and just before signing', async () => {
    await signIn();
    const { sub } = await signIn({
      sign: async (claims, by) => {
        await by.rotateKeys();
        return sign(claims, by.key());
      },
    });
    expect(sub).toBe('kari');
  });
});

describe('Userinfo', () => {
  test('about another sub refuses the sign-in', async () => {
    expect((await refusal({ userinfo: (honest) => ({ ...honest, sub: 'ola' }) })).code).toBe('userinfo_mismatch');
  });

  test.each<[string, Script['userinfo']]>([
    ['answers 500', { status: 500, body: '' }],
    ['answers HTML', { headers: { 'Content-Type': 'text/html' }, body: '<p>hello</p>' }],
    ['hangs', 'hangs'],
    ['resets', 'resets'],
    ['is endless', 'endless'],
    ['answers null', { body: 'null' }],
  ])('that %s does not: the ID token suffices', async (_words, userinfo) => {
    const { sub, tenant } = await signIn({ userinfo });
    expect({ sub, tenant }).toEqual({ sub: 'kari', tenant: { tenantId: 't1', name: 't1' } });
  });

  test('that lists no company refuses a sign-in without one', async () => {
    hostile.tenantId = undefined;
    expect((await refusal({ userinfo: (honest) => ({ ...honest, tenants: [] }) })).code).toBe('no_company');
  });
});

describe('The token endpoint', () => {
  test.each<[string, Script['tokenAnswer'], string]>([
    ['answers 500', { status: 500, body: '{"error":"server_error"}' }, 'connect_unreachable'],
    ['answers 503 with nothing', { status: 503, body: '' }, 'connect_unreachable'],
    ['hangs', 'hangs', 'connect_unreachable'],
    ['resets', 'resets', 'connect_unreachable'],
    ['sends 200 MB', 'endless', 'connect_unreachable'],
    ['answers HTML', { headers: { 'Content-Type': 'text/html' }, body: '<p>hello</p>' }, 'token_response_invalid'],
    ['answers null', { body: 'null' }, 'token_response_invalid'],
    ['answers half a JSON', { body: '{"access_token": "' }, 'token_response_invalid'],
    ['says another token type', (honest) => ({ ...honest, token_type: 'DPoP' }), 'token_response_invalid'],
    ['says an unknown token type', (honest) => ({ ...honest, token_type: 'mac' }), 'token_response_invalid'],
    ['gives no access token', ({ access_token: _token, ...rest }) => rest, 'token_response_invalid'],
    ['gives no ID token', ({ id_token: _token, ...rest }) => rest, 'token_response_invalid'],
    ['says invalid_grant', { status: 400, body: '{"error":"invalid_grant"}' }, 'sign_in_refused'],
    ['says invalid_client', { status: 400, body: '{"error":"invalid_client"}' }, 'client_misconfigured'],
    ['says invalid_tenant', { status: 400, body: '{"error":"invalid_tenant"}' }, 'invalid_tenant'],
    ['says what nobody knows', { status: 400, body: '{"error":"teapot"}' }, 'sign_in_refused'],
  ])('that %s leads to its own page', async (_words, tokenAnswer, code) => {
    expect((await refusal({ tokenAnswer })).code).toBe(code);
  });

  test('’s own words travel as text beside the code', async () => {
    const body = '{"error":"invalid_tenant","error_description":"no <b>role</b>"}';
    const { details } = await refusal({ tokenAnswer: { status: 400, body } });
    expect(details).toMatchObject({ providerError: 'invalid_tenant', providerDescription: 'no <b>role</b>' });
  });
});

describe('The keys', () => {
  test.each<[string, Script['keys'], string]>([
    ['answer 500', { status: 500, body: '' }, 'connect_unreachable'],
    ['hang', 'hangs', 'connect_unreachable'],
    ['are HTML', { body: '<p>' }, 'connect_unreachable'],
    ['are none', () => ({ keys: [] }), 'id_token_invalid'],
  ])('that %s', async (_words, keys, code) => {
    expect((await refusal({ keys })).code).toBe(code);
  });
});

describe('The response', () => {
  const changed = (change: (response: URLSearchParams) => void): Script => ({
    response: (honest) => {
      change(honest);
      return honest;
    },
  });

  test.each<[string, Script, string]>([
    ['from another issuer', changed((it) => it.set('iss', 'https://other.example')), 'issuer_mismatch'],
    ['without the promised iss', changed((it) => it.delete('iss')), 'issuer_mismatch'],
    [
      'an error from another issuer',
      changed((it) => {
        it.set('iss', 'https://other.example');
        it.set('error', 'access_denied');
      }),
      'issuer_mismatch',
    ],
    ['with another state', changed((it) => it.set('state', 'other')), 'callback_invalid'],
    ['with two states', changed((it) => it.append('state', 'other')), 'callback_invalid'],
    ['with two codes', changed((it) => it.append('code', 'other')), 'callback_invalid'],
    ['with neither code nor error', changed((it) => it.delete('code')), 'callback_invalid'],
    ['cancelled', changed((it) => it.set('error', 'access_denied')), 'access_denied'],
    ['without consent', changed((it) => it.set('error', 'consent_required')), 'consent_required'],
    ['that asks for a login', changed((it) => it.set('error', 'login_required')), 'login_required'],
    ['that asks for interaction', changed((it) => it.set('error', 'interaction_required')), 'login_required'],
    ['that asks for an account', changed((it) => it.set('error', 'account_selection_required')), 'login_required'],
    ['of a busy provider', changed((it) => it.set('error', 'temporarily_unavailable')), 'connect_unreachable'],
    ['of unmet requirements', changed((it) => it.set('error', 'unmet_authentication_requirements')), 'sign_in_refused'],
  ])('%s is refused by its name', async (_words, script, code) => {
    expect((await refusal(script)).code).toBe(code);
    expect(hostile.calls).not.toContain('POST /connect/token authorization_code');
  });

  test('with a made-up code is refused by Connect', async () => {
    expect((await refusal(changed((it) => it.set('code', 'x'.repeat(5000))))).code).toBe('sign_in_refused');
  });
});

describe('The metadata', () => {
  test.each<[string, Script['metadata'], string]>([
    ['are HTML', { headers: { 'Content-Type': 'text/html' }, body: '<p>' }, 'connect_unreachable'],
    ['answer 500', { status: 500, body: '' }, 'connect_unreachable'],
    ['hang', 'hangs', 'connect_unreachable'],
    ['name another issuer', (honest) => ({ ...honest, issuer: 'https://other.example' }), 'client_misconfigured'],
    [
      'name the issuer with a slash more',
      (honest) => ({ ...honest, issuer: `${String(honest.issuer)}/` }),
      'client_misconfigured',
    ],
    ['have no keys address', ({ jwks_uri: _uri, ...honest }) => honest, 'client_misconfigured'],
  ])('that %s stop the sign-in, and are asked for again at the next', async (_words, metadata, code) => {
    expect((await refusal({ metadata })).code).toBe(code);
    expect(provider.reachable()).toBe('no');
    await expect(signIn()).resolves.toMatchObject({ sub: 'kari' });
    expect(provider.reachable()).toBe('yes');
  });

  test('are fetched once for all who wait, and then kept', async () => {
    await Promise.all(Array.from({ length: 20 }, () => provider.discover()));
    await signIn();
    expect(hostile.calls.filter((call) => call.endsWith('openid-configuration'))).toHaveLength(1);
  });
});
