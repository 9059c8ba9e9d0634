import { expect, test } from '@jest/globals';
import { personOf } from '../../src/connections/person.ts';
import type { SignInResult } from '../../src/oidc/exchange.ts';

const tokens = { accessToken: 'a', lifetimeSeconds: 1, obtainedAt: 0, expiresAt: 1, scopes: [], idToken: 'i' };

function tenantsOf(tenants: unknown) {
  const result: SignInResult = {
    sub: 's',
    sid: undefined,
    tokens,
    tenant: undefined,
    idTokenClaims: {},
    userinfo: { tenants },
  };
  return personOf('https://connect.example', result).tenants;
}

const many = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `t${at}`, name: `Company ${at}` }));

test('a person’s companies are kept while they are few: a session is read for each page', () => {
  expect(tenantsOf(many(9))).toHaveLength(9);
  expect(tenantsOf(many(10))).toBeUndefined();
  expect(tenantsOf(many(5000))).toBeUndefined();
  expect(tenantsOf(undefined)).toEqual([]);
});

test('their names are cut', () => {
  expect(tenantsOf([{ id: 't1', name: 'x'.repeat(5000) }])?.[0]?.name).toHaveLength(100);
});
