import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Sandbox } from '../../../src/start.ts';
import { controlCall } from '../../control/controlCall.ts';
import { aSandbox, HANDEL, KARI, OLA, tokensOf, type SignInPlan } from '../connectStack.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await aSandbox()));
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const ERP_READ = 'vismanet_erp_interactive_api:read';
const userinfo = async (plan: SignInPlan) => {
  const { access_token: token } = await tokensOf(sandbox, plan);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(new URL('/connect/userinfo', sandbox.url), { headers });
  return z.record(z.string(), z.unknown()).parse(await answer.json());
};
const audience = async (scope: string) => decodeJwt((await tokensOf(sandbox, { scope })).access_token).aud;

describe('A claim with one value holds it bare, with several a list', () => {
  const scope = `openid profile tenants roles ${ERP_READ}`;

  test('tenants', async () => {
    expect((await userinfo({ username: OLA, scope })).tenants).toMatchObject({ id: HANDEL });
    expect((await userinfo({ username: KARI, scope })).tenants).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: HANDEL })]),
    );
  });

  test('roles', async () => {
    expect((await userinfo({ username: OLA, scope })).roles).toBe('API User');
    expect((await userinfo({ username: KARI, scope })).roles).toEqual(expect.arrayContaining(['API User']));
  });

  test('unless the setting asks for lists', async () => {
    await controlCall(sandbox, 'PUT', 'settings', { singleClaims: 'list' });
    expect(await userinfo({ username: OLA, scope })).toMatchObject({
      tenants: [{ id: HANDEL }],
      roles: ['API User'],
    });
    expect(await audience(`openid ${ERP_READ}`)).toEqual([`${sandbox.url}/erp/service`]);
  });

  test('aud, and a token for no API has none', async () => {
    expect(await audience(`openid ${ERP_READ}`)).toBe(`${sandbox.url}/erp/service`);
    expect(await audience('openid profile')).toBeUndefined();
  });
});

test('The audience can be the documented one, or any', async () => {
  await controlCall(sandbox, 'PUT', 'settings', { accessTokenAudience: 'documented' });
  expect(await audience(`openid ${ERP_READ}`)).toBe('https://api.finance.visma.net/erp/service');
  await controlCall(sandbox, 'PUT', 'settings', { accessTokenAudience: ['a', 'b'] });
  expect(await audience(`openid ${ERP_READ}`)).toEqual(['a', 'b']);
});

test('The picture of a person is there', async () => {
  const { picture } = z
    .looseObject({ picture: z.string() })
    .parse(await userinfo({ scope: `openid profile ${ERP_READ}` }));
  const answer = await fetch(picture);
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    200,
    expect.stringContaining('image/svg+xml'),
    expect.stringContaining('<svg'),
  ]);
  expect((await fetch(`${picture}x`)).status).toBe(404);
});

test('/logout leads to the end of the session', async () => {
  const answer = await fetch(new URL('/logout', sandbox.url), { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/connect/endsession']);
});
