import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Sandbox } from '../../../src/start.ts';
import {
  aSandbox,
  basic,
  CALLBACK,
  exchange,
  GRUPPEN,
  HANDEL,
  OLA,
  post,
  refresh,
  SERVICE,
  signIn,
  SYDHAV,
  tokensOf,
} from '../connectStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const READ = 'vismanet_erp_service_api:read';

async function control(method: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(new URL(`/sandbox/api/${path}`, sandbox.url), {
    method,
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

const refreshed = z.object({ access_token: z.string(), refresh_token: z.string(), id_token: z.string() });

describe('The code exchange', () => {
  test('takes credentials as Basic and forbids to store the answer', async () => {
    const visit = await signIn(sandbox);
    const fields = { code: visit.response.get('code') ?? '', redirect_uri: CALLBACK, code_verifier: visit.verifier };
    const answer = await post(
      sandbox,
      '/connect/token',
      { grant_type: 'authorization_code', ...fields },
      {
        authorization: basic(sandbox.webApplication),
      },
    );
    expect([answer.status, answer.body.token_type]).toEqual([200, 'Bearer']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('a code works once', async () => {
    const visit = await signIn(sandbox);
    const first = await exchange(sandbox, visit);
    const second = await exchange(sandbox, visit);
    expect([first.status, second.status, second.body.error]).toEqual([200, 400, 'invalid_grant']);
  });

  test('a code is spent by a wrong verifier too', async () => {
    const visit = await signIn(sandbox, { username: OLA });
    await exchange(sandbox, { ...visit, verifier: 'a'.repeat(43) });
    expect((await exchange(sandbox, visit)).body.error).toBe('invalid_grant');
  });

  test.each([
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['an unknown client', { client_id: 'isv_nobody' }, 'invalid_client'],
    ['a wrong verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_grant'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:3000/callback' }, 'invalid_grant'],
    ['no redirect URI', { redirect_uri: '' }, 'unauthorized_client'],
    ['no grant type', { grant_type: '' }, 'unsupported_grant_type'],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a grant type that objects have a field of', { grant_type: 'constructor' }, 'unsupported_grant_type'],
    ['another such grant type', { grant_type: '__proto__' }, 'unsupported_grant_type'],
  ])('%s is 400, never 401', async (_name, fields, error) => {
    const visit = await signIn(sandbox, { username: OLA });
    const answer = await post(sandbox, '/connect/token', {
      grant_type: 'authorization_code',
      code: visit.response.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: visit.verifier,
      ...fields,
    });
    expect([answer.status, answer.body.error, answer.headers.get('cache-control')]).toEqual([400, error, 'no-store']);
  });

  test.each([
    ['a short verifier', 'a'.repeat(42), 400],
    ['the shortest verifier', 'a'.repeat(43), 200],
    ['the longest verifier', 'a'.repeat(128), 200],
    ['a long verifier', 'a'.repeat(129), 400],
    ['a verifier of other characters', 'a+'.repeat(22), 400],
  ])('%s, whose challenge fits, is answered as RFC 7636 §4.1 says', async (_name, verifier, status) => {
    const parameters = { code_challenge: createHash('sha256').update(verifier).digest('base64url') };
    const visit = await signIn(sandbox, { username: OLA, parameters });
    const answer = await exchange(sandbox, { ...visit, verifier });
    expect([answer.status, answer.body.error]).toEqual([status, status === 200 ? undefined : 'invalid_grant']);
  });

  test('a verifier may not be left out', async () => {
    const visit = await signIn(sandbox, { username: OLA });
    expect((await exchange(sandbox, { ...visit, verifier: '' })).body.error).toBe('invalid_grant');
  });

  test('another application’s code is refused, and stays good for its own', async () => {
    const other = { client_id: 'isv_other', client_secret: 'other-secret' };
    await control('PUT', 'applications/isv_other', {
      name: 'Other',
      type: 'web',
      secrets: [other.client_secret],
      redirectUris: [CALLBACK],
    });
    const visit = await signIn(sandbox, { username: OLA });
    const stolen = await post(sandbox, '/connect/token', {
      grant_type: 'authorization_code',
      code: visit.response.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: visit.verifier,
      ...other,
    });
    const own = await exchange(sandbox, visit);
    expect([stolen.status, stolen.body.error, own.status]).toEqual([400, 'invalid_grant', 200]);
  });

  test('a code expires on the sandbox clock', async () => {
    const visit = await signIn(sandbox);
    sandbox.advanceClock(301);
    expect((await exchange(sandbox, visit)).body.error).toBe('invalid_grant');
  });
});

describe('Refresh tokens', () => {
  test('come only with offline_access', async () => {
    const tokens = await tokensOf(sandbox, { scope: 'openid vismanet_erp_interactive_api:read' });
    expect(tokens.refresh_token).toBeUndefined();
  });

  test('rotate; a replay cancels the whole grant', async () => {
    const first = await tokensOf(sandbox);
    const second = refreshed.parse((await refresh(sandbox, first.refresh_token)).body);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token)).toMatchObject({ tenant_id: HANDEL });
    expect(decodeJwt(second.id_token).nonce).toBeUndefined();
    const replay = await refresh(sandbox, first.refresh_token);
    const after = await refresh(sandbox, second.refresh_token);
    expect([replay.body.error, after.body.error]).toEqual(['invalid_grant', 'invalid_grant']);
  });

  test('may come twice within the grace period, and the second time does not begin it anew', async () => {
    await control('PUT', 'applications/isv_sandbox_web', { refresh: { mode: 'one_time', graceSeconds: 60 } });
    const first = await tokensOf(sandbox);
    const [second, third] = [await refresh(sandbox, first.refresh_token), await refresh(sandbox, first.refresh_token)];
    expect([second.status, third.status]).toEqual([200, 200]);
    sandbox.advanceClock(61);
    expect((await refresh(sandbox, first.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(sandbox, refreshed.parse(third.body).refresh_token)).body.error).toBe('invalid_grant');
  });

  test('stay the same in the mode reuse', async () => {
    await control('PUT', 'applications/isv_sandbox_web', { refresh: { mode: 'reuse' } });
    const first = await tokensOf(sandbox);
    const second = refreshed.parse((await refresh(sandbox, first.refresh_token)).body);
    expect(second.refresh_token).toBe(first.refresh_token);
    expect((await refresh(sandbox, first.refresh_token)).status).toBe(200);
  });

  test('of one company live on when the person signs in to another', async () => {
    const { browser, ...visit } = await signIn(sandbox, { tenantId: HANDEL });
    const handel = refreshed.parse((await exchange(sandbox, { browser, ...visit })).body);
    const service = await tokensOf(sandbox, { tenantId: SERVICE, browser });
    const [one, other] = [await refresh(sandbox, handel.refresh_token), await refresh(sandbox, service.refresh_token)];
    expect(decodeJwt(refreshed.parse(one.body).access_token).tenant_id).toBe(HANDEL);
    expect(decodeJwt(refreshed.parse(other.body).access_token).tenant_id).toBe(SERVICE);
    expect(decodeJwt(service.id_token ?? '').sid).toBe(decodeJwt(handel.id_token).sid);
  });

  test('expire after 30 days of the sandbox clock', async () => {
    const { refresh_token: token } = await tokensOf(sandbox);
    sandbox.advanceClock(30 * 86_400 + 1);
    expect((await refresh(sandbox, token)).body.error).toBe('invalid_grant');
  });

  test('do not live longer by rotation', async () => {
    const first = await tokensOf(sandbox);
    sandbox.advanceClock(29 * 86_400);
    const second = refreshed.parse((await refresh(sandbox, first.refresh_token)).body);
    sandbox.advanceClock(86_400 + 1);
    expect((await refresh(sandbox, second.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('of another sign-in outlive the replay of one', async () => {
    const [first, other] = [await tokensOf(sandbox), await tokensOf(sandbox)];
    await refresh(sandbox, first.refresh_token);
    const replay = await refresh(sandbox, first.refresh_token);
    expect([replay.status, (await refresh(sandbox, other.refresh_token)).status]).toEqual([400, 200]);
  });

  test('are refused when the API User role is gone', async () => {
    const { refresh_token: token } = await tokensOf(sandbox, { username: OLA });
    await control('PUT', `people/${OLA}`, { roles: { [HANDEL]: [] } });
    expect((await refresh(sandbox, token)).body.error).toBe('invalid_tenant');
  });
});

describe('Access tokens', () => {
  test('expire on the sandbox clock, at userinfo and at the ERP', async () => {
    const { access_token: token } = await tokensOf(sandbox);
    const call = async (path: string) =>
      (await fetch(new URL(path, sandbox.url), { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await call('/connect/userinfo'), await call('/v1/inventory')]).toEqual([200, 200]);
    sandbox.advanceClock(3601);
    expect([await call('/connect/userinfo'), await call('/v1/inventory')]).toEqual([401, 401]);
  });

  test('their inner value is of no use by itself', async () => {
    const { access_token: token } = await tokensOf(sandbox);
    const headers = { authorization: `Bearer ${decodeJwt(token).jti ?? ''}` };
    const answer = await fetch(new URL('/connect/userinfo', sandbox.url), { headers });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  });

  test('introspection knows them until they are revoked, and revoking one ends its grant', async () => {
    const tokens = await tokensOf(sandbox);
    const active = async (token = '') => (await post(sandbox, '/connect/introspect', { token })).body.active;
    expect([await active(tokens.access_token), await active(tokens.refresh_token)]).toEqual([true, true]);
    const answer = await post(sandbox, '/connect/revocation', { token: tokens.access_token });
    expect(answer.status).toBe(200);
    expect([await active(tokens.access_token), await active(tokens.refresh_token)]).toEqual([false, false]);
    expect((await refresh(sandbox, tokens.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('the endpoints take forms by POST only', async () => {
    const ask = async (path: string, method: string, type: string) =>
      (await fetch(new URL(path, sandbox.url), { method, headers: { 'content-type': type } })).status;
    expect(await ask('/connect/token', 'GET', 'text/plain')).toBe(405);
    expect(await ask('/connect/token', 'POST', 'application/json')).toBe(400);
    expect(await ask('/connect/revocation', 'GET', 'text/plain')).toBe(405);
    expect(await ask('/connect/revocation', 'POST', 'application/json')).toBe(415);
  });

  test('revoking an unknown token is 200, and another application’s does nothing', async () => {
    const tokens = await tokensOf(sandbox);
    const unknown = await post(sandbox, '/connect/revocation', { token: 'nothing' });
    const foreign = await post(
      sandbox,
      '/connect/revocation',
      { token: tokens.refresh_token ?? '' },
      {
        authorization: basic(sandbox.serviceApplication),
      },
    );
    expect([unknown.status, foreign.status]).toEqual([200, 200]);
    expect((await refresh(sandbox, tokens.refresh_token)).status).toBe(200);
  });
});

describe('Service tokens', () => {
  const ask = (fields: Readonly<Record<string, string>>) =>
    post(
      sandbox,
      '/connect/token',
      { grant_type: 'client_credentials', ...fields },
      {
        authorization: basic(sandbox.serviceApplication),
      },
    );

  test('carry tenant and scopes, but no sub and no auth_time', async () => {
    const { status, body } = await ask({ scope: READ, tenant_id: HANDEL });
    expect([status, body.scope, body.expires_in, 'refresh_token' in body]).toEqual([200, READ, 3600, false]);
    const claims = decodeJwt(String(body.access_token));
    expect(claims).toMatchObject({ client_id: 'isv_sandbox_service', scope: [READ], tenant_id: HANDEL });
    expect([claims.sub, claims.auth_time]).toEqual([undefined, undefined]);
    const items = await fetch(new URL('/v1/inventory?pageSize=3', sandbox.url), {
      headers: { authorization: `Bearer ${String(body.access_token)}` },
    });
    expect(items.status).toBe(200);
  });

  test('without a scope they carry every one that is allowed', async () => {
    expect(String((await ask({ tenant_id: HANDEL })).body.scope).split(' ')).toHaveLength(6);
  });

  test('the customer tenant yields a token that the ERP refuses', async () => {
    const { body } = await ask({ tenant_id: GRUPPEN });
    const items = await fetch(new URL('/v1/inventory', sandbox.url), {
      headers: { authorization: `Bearer ${String(body.access_token)}` },
    });
    expect(items.status).toBe(401);
  });

  test.each([
    ['a tenant that has not granted it', { tenant_id: SYDHAV }, 'invalid_tenant'],
    ['no tenant', {}, 'invalid_tenant'],
    ['openid', { tenant_id: HANDEL, scope: 'openid' }, 'invalid_scope'],
    ['offline_access', { tenant_id: HANDEL, scope: `${READ} offline_access` }, 'invalid_scope'],
    ['an interactive scope', { tenant_id: HANDEL, scope: 'vismanet_erp_interactive_api:read' }, 'invalid_scope'],
  ])('%s is refused', async (_name, fields: Readonly<Record<string, string>>, error) => {
    const answer = await ask(fields);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  test('a Web application without the switch gets none', async () => {
    const answer = await post(sandbox, '/connect/token', { grant_type: 'client_credentials', tenant_id: HANDEL });
    expect([answer.status, answer.body.error]).toEqual([400, 'unauthorized_client']);
  });

  test('a withdrawal is in force at once', async () => {
    await control('PUT', `grants/isv_sandbox_service~${HANDEL}`, { scopes: [] });
    expect((await ask({ tenant_id: HANDEL })).body.error).toBe('invalid_tenant');
  });
});
