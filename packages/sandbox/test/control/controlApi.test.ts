import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { FAULTS } from '../../src/faults.ts';
import type { Sandbox } from '../../src/start.ts';
import { controlCall } from './controlCall.ts';
import { aSandbox, signIn, SYDHAV, tokensOf, type SignedIn } from '../connect/connectStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const call = (method: string, path: string, body?: unknown, token?: string) =>
  controlCall(sandbox, method, path, body, token);

describe('The control API', () => {
  test('lets nobody in without the admin token', async () => {
    const [wrong, right] = [await call('GET', 'state', undefined, 'wrong'), await call('GET', 'state')];
    expect([wrong.status, wrong.body.error, right.status]).toEqual([401, 'unauthorised', 200]);
  });

  test('lists every fault with its words', async () => {
    const known = FAULTS.map(({ name, where, description }) => ({ name, where, words: description }));
    expect((await call('GET', 'faults')).body).toEqual({ active: [], known });
  });

  test('shows the state without a secret in it', async () => {
    await tokensOf(sandbox);
    const text = JSON.stringify((await call('GET', 'state')).body);
    expect(text).toContain('kari@nordfjord.example');
    expect(text).not.toMatch(/passwordHash|"hash"|"d":|sandbox-web-secret/);
  });

  test.each([
    ['PUT', 'faults', { name: 'no_such_fault' }, 'name'],
    ['POST', 'clock', { advanceSeconds: 'much' }, 'advanceSeconds'],
    ['POST', 'keys', { step: 'burn' }, 'step'],
    ['PUT', 'applications/isv_sandbox_web', { nonsense: 1 }, 'unknown: nonsense'],
    ['PUT', 'applications/isv_sandbox_web', { refresh: { graceSeconds: 3 } }, 'refresh.graceSeconds'],
    ['PUT', 'people/kari@nordfjord.example', { username: 'ola@nordfjord.example' }, 'taken'],
    ['PUT', 'grants/isv_sandbox_service', { scopes: [] }, '<client id>~<tenant id>'],
    ['PUT', 'settings', { nonsense: 1 }, 'nonsense'],
    ['POST', 'logout', { username: 'nobody' }, 'no such person'],
  ])('%s %s tells what is wrong', async (method, path, body, words) => {
    const answer = await call(method, path, body);
    expect([answer.status, answer.body.error]).toEqual([400, 'bad_request']);
    expect(JSON.stringify(answer.body.problems)).toContain(words);
  });

  test('knows no other address, and answers JSON to a body that is none', async () => {
    expect((await call('GET', 'nothing')).status).toBe(404);
    const response = await fetch(new URL('/sandbox/api/clock', sandbox.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
      body: '{',
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'bad_request', problems: ['The body is not JSON'] },
    ]);
  });
});

describe('Registration', () => {
  test('an application, a person and a grant are in force at once', async () => {
    const redirectUri = 'https://app.example/cb';
    await call('PUT', 'applications/isv_foreign', {
      name: 'Foreign',
      redirectUris: [redirectUri],
      secrets: ['a-long-enough-secret'],
      scopes: ['vismanet_erp_interactive_api:read'],
      pkce: false,
    });
    const person = await call('PUT', 'people/per@sydhav.example', { password: 'p', roles: { [SYDHAV]: ['api_user'] } });
    expect(person.body).toMatchObject({ username: 'per@sydhav.example', roles: { [SYDHAV]: ['api_user'] } });
    expect(person.body.passwordHash).toBeUndefined();
    await call('PUT', 'people/per@sydhav.example', { password: 'sandbox' });
    const visit: SignedIn = await signIn(sandbox, {
      username: 'per@sydhav.example',
      scope: 'openid vismanet_erp_interactive_api:read',
      parameters: {
        client_id: 'isv_foreign',
        redirect_uri: redirectUri,
        code_challenge: undefined,
        code_challenge_method: undefined,
      },
    });
    expect(visit.response.get('code')).not.toBeNull();
    const grant = await call('PUT', `grants/isv_sandbox_service~${SYDHAV}`, {
      scopes: ['vismanet_erp_service_api:read'],
    });
    expect(grant.body.scopes).toEqual(['vismanet_erp_service_api:read']);
  });

  test('reset takes everything back', async () => {
    const before = (await call('GET', 'state')).body;
    await call('PUT', 'people/new@example.com', { password: 'p' });
    await call('PUT', 'settings', { roleDelaySeconds: 900 });
    await call('PUT', 'faults', { name: 'userinfo_500' });
    await call('POST', 'clock', { advanceSeconds: 86_400 });
    await call('POST', 'keys', { step: 'publish' });
    await call('POST', 'reset');
    const after = (await call('GET', 'state')).body;
    for (const name of ['settings', 'faults', 'clockOffsetSeconds', 'tenants', 'keys'] as const)
      expect([name, after[name]]).toEqual([name, before[name]]);
    expect(JSON.stringify(after.people)).not.toContain('new@example.com');
  });
});

describe('Faults', () => {
  const userinfo = async (token: string) =>
    (await fetch(new URL('/connect/userinfo', sandbox.url), { headers: { authorization: `Bearer ${token}` } })).status;

  test('strike so many times, or until they are taken back', async () => {
    const { access_token: token } = await tokensOf(sandbox);
    await call('PUT', 'faults', { name: 'userinfo_500', times: 2 });
    expect([await userinfo(token), await userinfo(token), await userinfo(token)]).toEqual([500, 500, 200]);
    await call('PUT', 'faults', { name: 'userinfo_500' });
    expect([await userinfo(token), await userinfo(token)]).toEqual([500, 500]);
    await call('DELETE', 'faults?name=userinfo_500');
    expect(await userinfo(token)).toBe(200);
  });

  test('may be for one application only', async () => {
    const { access_token: token } = await tokensOf(sandbox);
    await call('PUT', 'faults', { name: 'userinfo_500', application: 'isv_another' });
    expect(await userinfo(token)).toBe(200);
    await call('PUT', 'faults', { name: 'userinfo_500', application: 'isv_sandbox_web' });
    expect(await userinfo(token)).toBe(500);
  });
});

describe('Keys', () => {
  test('go from published to signing to retired, and the JWKS follows', async () => {
    const states = async () => z.array(z.object({ state: z.string() })).parse((await call('GET', 'state')).body.keys);
    const first = await tokensOf(sandbox, { username: 'ola@nordfjord.example' });
    await call('POST', 'keys', { step: 'publish' });
    expect((await states()).map(({ state }) => state).sort()).toEqual(['published', 'signing']);
    await call('POST', 'keys', { step: 'sign' });
    const second = await tokensOf(sandbox, { username: 'ola@nordfjord.example' });
    const kid = (token: string) => decodeProtectedHeader(token).kid;
    expect(kid(second.access_token)).not.toBe(kid(first.access_token));
    const jwks = createRemoteJWKSet(new URL('/.well-known/openid-configuration/jwks', sandbox.url));
    await expect(jwtVerify(first.access_token, jwks)).resolves.toBeDefined();
    await call('POST', 'keys', { step: 'retire' });
    const fresh = createRemoteJWKSet(new URL('/.well-known/openid-configuration/jwks', sandbox.url));
    await expect(jwtVerify(first.access_token, fresh)).rejects.toThrow('no applicable key');
    await expect(jwtVerify(second.access_token, fresh)).resolves.toBeDefined();
  });
});
