import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { CONNECT_FAULTS, type ConnectFault } from '../../../src/sandbox/connect/connectFaults.ts';
import type { Sandbox } from '../../../src/sandbox/start.ts';
import { aSandbox, CALLBACK, exchange, OLA, post, refresh, signIn, tokensOf, type Tokens } from './connectStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
  // Nobody listens at the registered logout addresses, and one of this test's own is not needed.
  await control('PUT', 'applications/isv_sandbox_web', { backChannelLogoutUris: ['http://127.0.0.1:9/'] });
});
beforeEach(async () => {
  await control('DELETE', 'faults');
});
afterAll(() => sandbox.stop());

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(`/sandbox/api/${path}`, sandbox.url), {
    method,
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

const ola = { username: OLA };
const get = (path: string, token = '') =>
  fetch(new URL(path, sandbox.url), { headers: { authorization: `Bearer ${token}` } });

type IdTokenCheck = (token: string) => void;

const hour = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

const ID_TOKENS: Readonly<Partial<Record<ConnectFault, IdTokenCheck>>> = {
  id_token_wrong_iss: (token) => expect(decodeJwt(token).iss).toBe('https://other.example'),
  id_token_wrong_aud: (token) => expect(decodeJwt(token).aud).toBe('isv_another_application'),
  id_token_wrong_azp: (token) => expect(decodeJwt(token).azp).toBe('isv_another_application'),
  id_token_wrong_nonce: (token) => expect(decodeJwt(token).nonce).toBe('another-nonce'),
  id_token_missing_nonce: (token) => expect(decodeJwt(token)).not.toHaveProperty('nonce'),
  id_token_missing_sub: (token) => expect(decodeJwt(token)).not.toHaveProperty('sub'),
  id_token_missing_iat: (token) => expect(decodeJwt(token)).not.toHaveProperty('iat'),
  id_token_missing_aud: (token) => expect(decodeJwt(token)).not.toHaveProperty('aud'),
  id_token_missing_sid: (token) => expect(decodeJwt(token)).not.toHaveProperty('sid'),
  id_token_expired: (token) => expect(decodeJwt(token).exp).toBeLessThan(now() - hour + 60),
  id_token_from_the_future: (token) => expect(decodeJwt(token).iat).toBeGreaterThan(now() + hour - 60),
  id_token_wrong_at_hash: (token) => expect(decodeJwt(token)).toHaveProperty('at_hash'),
  id_token_alg_none: (token) => expect(JSON.parse(atob(token.split('.')[0] ?? ''))).toEqual({ alg: 'none' }),
  id_token_wrong_signature: (token) => expect(token.split('.')).toHaveLength(3),
  id_token_unknown_kid: (token) => expect(decodeProtectedHeader(token).kid).toHaveLength(36),
  id_token_without_kid: (token) => expect(decodeProtectedHeader(token)).not.toHaveProperty('kid'),
};

describe('Faults of the ID token', () => {
  test.each(Object.entries(ID_TOKENS))('%s, once', async (name, check) => {
    sandbox.setFault({ name: z.enum(CONNECT_FAULTS.map((fault) => fault.name)).parse(name), times: 1 });
    check((await tokensOf(sandbox, ola)).id_token ?? '');
    const honest = await tokensOf(sandbox, ola);
    const jwks = createRemoteJWKSet(new URL('/.well-known/openid-configuration/jwks', sandbox.url));
    const options = { issuer: sandbox.url, audience: 'isv_sandbox_web' };
    await expect(jwtVerify(honest.id_token ?? '', jwks, options)).resolves.toBeDefined();
  });

  test('a broken signature does not verify', async () => {
    sandbox.setFault({ name: 'id_token_wrong_signature', times: 1 });
    const broken = await tokensOf(sandbox, ola);
    const jwks = createRemoteJWKSet(new URL('/.well-known/openid-configuration/jwks', sandbox.url));
    await expect(jwtVerify(broken.id_token ?? '', jwks)).rejects.toThrow('signature');
  });
});

/** What brings each other fault about. */
const ACTS: readonly { starts: string; act: (name: ConnectFault) => Promise<unknown> }[] = [
  { starts: 'authorize_', act: () => signIn(sandbox, ola) },
  { starts: 'token_endpoint_', act: codeCall },
  { starts: 'refresh_', act: refreshCall },
  { starts: 'token_', act: codeCall },
  { starts: 'access_token_', act: codeCall },
  { starts: 'userinfo_', act: userinfoCall },
  { starts: 'discovery_', act: () => get('/.well-known/openid-configuration') },
  { starts: 'jwks_', act: () => get('/.well-known/openid-configuration/jwks') },
  { starts: 'revocation_', act: () => post(sandbox, '/connect/revocation', { token: 'any' }) },
  { starts: 'end_session_', act: signOut },
  { starts: 'front_channel_', act: signOut },
  { starts: 'back_channel_', act: signOut },
];

async function codeCall(): Promise<unknown> {
  const visit = await signIn(sandbox, ola);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'isv_sandbox_web',
    client_secret: 'sandbox-web-secret',
    code: visit.response.get('code') ?? '',
    redirect_uri: CALLBACK,
    code_verifier: visit.verifier,
  });
  return tolerant(new URL('/connect/token', sandbox.url), { method: 'POST', body });
}

let signedIn: Tokens | undefined;

async function refreshCall(): Promise<unknown> {
  const { refresh_token: token = '' } = await tokensOf(sandbox, ola);
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'isv_sandbox_web',
    client_secret: 'sandbox-web-secret',
    refresh_token: token,
  });
  return tolerant(new URL('/connect/token', sandbox.url), { method: 'POST', body });
}

async function userinfoCall(): Promise<unknown> {
  signedIn ??= await tokensOf(sandbox, ola);
  const headers = { authorization: `Bearer ${signedIn.access_token}` };
  return tolerant(new URL('/connect/userinfo', sandbox.url), { headers });
}

async function signOut(): Promise<unknown> {
  const visit = await signIn(sandbox, ola);
  const answer = await exchange(sandbox, visit);
  const query = new URLSearchParams({
    id_token_hint: String(answer.body.id_token),
    post_logout_redirect_uri: 'http://localhost:3000/signed-out',
    state: 'my-state',
  });
  return visit.browser.visit(`${sandbox.url}/connect/endsession?${query.toString()}`);
}

/** Some faults never answer, or cut the connection: that too is an answer. */
async function tolerant(url: URL, options: RequestInit): Promise<string> {
  try {
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout(500) });
    return `${response.status} ${await response.text()}`;
  } catch {
    return 'no answer';
  }
}

describe('Every other fault', () => {
  const others = CONNECT_FAULTS.filter(({ name }) => !name.startsWith('id_token_'));

  test.each(others)('$name strikes where it says', async ({ name }) => {
    const { act } = ACTS.find(({ starts }) => name.startsWith(starts)) ?? {};
    sandbox.setFault({ name, times: 1 });
    await act?.(name);
    expect(await control('GET', 'faults')).toMatchObject({ active: [] });
  });

  test.each([
    ['token_endpoint_500', '500 {"error":"server_error"}'],
    ['token_endpoint_html', expect.stringContaining('200 <!doctype html>')],
    ['token_endpoint_null', '200 null'],
    ['token_endpoint_reset', 'no answer'],
    ['token_endpoint_truncated', 'no answer'],
    ['token_endpoint_hangs', 'no answer'],
    ['token_endpoint_invalid_client', '400 {"error":"invalid_client"}'],
    ['token_type_not_bearer', expect.stringContaining('"token_type":"DPoP"')],
    ['token_without_access_token', expect.not.stringContaining('"access_token"')],
    ['token_without_id_token', expect.not.stringContaining('"id_token"')],
    ['access_token_opaque', expect.stringContaining('"access_token":"opaque-')],
  ] as const)('%s answers as it says', async (name, answer) => {
    sandbox.setFault({ name, times: 1 });
    expect(await codeCall()).toEqual(answer);
  });

  test('after a refresh whose answer was lost, the old token is spent', async () => {
    const { refresh_token: token = '' } = await tokensOf(sandbox, ola);
    sandbox.setFault({ name: 'refresh_lost_answer', times: 1 });
    await expect(refresh(sandbox, token)).rejects.toThrow('fetch failed');
    expect((await refresh(sandbox, token)).body.error).toBe('invalid_grant');
  });
});
