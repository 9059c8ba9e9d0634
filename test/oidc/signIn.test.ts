import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Configuration } from 'openid-client';
import { attemptId, planSignIn, type SignInRequest } from '../../src/oidc/signIn.ts';

const configuration = new Configuration(
  { issuer: 'https://connect.example', authorization_endpoint: 'https://connect.example/connect/authorize' },
  'isv_app',
);

function plan(request: Partial<SignInRequest> = {}) {
  return planSignIn(configuration, {
    redirectUri: 'https://app.example/callback',
    scopes: ['openid', 'tenants'],
    returnTo: '/account',
    purpose: 'sign_in',
    nowMs: 7,
    ...request,
  });
}

test('the authorization request says everything that Visma Connect needs, and the challenge in place of the verifier', async () => {
  const { url, state, attempt } = await plan();
  const { origin, pathname, searchParams } = new URL(url);
  expect(origin + pathname).toBe('https://connect.example/connect/authorize');
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: 'isv_app',
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: 'https://app.example/callback',
    scope: 'openid tenants',
    state,
    nonce: attempt.nonce,
    code_challenge: createHash('sha256').update(attempt.codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  expect(url).not.toContain(attempt.codeVerifier);
});

test('the verifier is long enough for RFC 7636, and no value is used twice', async () => {
  const plans = await Promise.all(Array.from({ length: 50 }, () => plan()));
  expect(plans.every(({ attempt }) => /^[\w-]{43}$/.test(attempt.codeVerifier))).toBe(true);
  const values = plans.flatMap(({ state, attempt }) => [state, attempt.nonce, attempt.codeVerifier]);
  expect(new Set(values).size).toBe(150);
});

test('company, prompt, languages and login hint are said when they are asked for', async () => {
  const { url } = await plan({ tenantId: 't1', prompt: 'login', uiLocales: 'nb-NO', loginHint: 'kari' });
  const { searchParams } = new URL(url);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    tenant_hint: 't1',
    prompt: 'login',
    ui_locales: 'nb-NO',
    login_hint: 'kari',
  });
});

test('the attempt remembers where to return and who has to come back', async () => {
  const { attempt } = await plan({ purpose: 'connect_company', tenantId: 't1', sub: 'kari' });
  expect(attempt).toMatchObject({
    returnTo: '/account',
    purpose: 'connect_company',
    tenantId: 't1',
    sub: 'kari',
    startedAtMs: 7,
  });
});

test('the name of an attempt does not give its state away', () => {
  expect(attemptId('the-state')).toMatch(/^[\w-]{22}$/);
  expect(attemptId('the-state')).not.toContain('the-state');
});
