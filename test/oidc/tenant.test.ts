import { expect, test } from '@jest/globals';
import { UnsecuredJWT } from 'jose';
import { hasNoTenants, tenantOf } from '../../src/oidc/tenant.ts';

const token = (claims: Record<string, unknown>) => new UnsecuredJWT(claims).encode();

test('the access token says the company before all others', () => {
  const sources = {
    accessToken: token({ tenant_id: 'from-access' }),
    idTokenClaims: { tenant_id: 'from-id' },
    userinfo: { tenant_id: 'from-userinfo' },
  };
  expect(tenantOf(sources)?.tenantId).toBe('from-access');
});

test('an opaque access token leaves it to the ID token', () => {
  expect(tenantOf({ accessToken: 'opaque', idTokenClaims: { tenant_id: 't1' } })?.tenantId).toBe('t1');
});

test('userinfo says it when nobody else does', () => {
  expect(tenantOf({ accessToken: token({}), idTokenClaims: {}, userinfo: { tenant_id: 't2' } })?.tenantId).toBe('t2');
});

test('an application without tenants has no company', () => {
  expect(tenantOf({ accessToken: token({}), idTokenClaims: {}, userinfo: { sub: 'x' } })).toBeUndefined();
});

test.each([
  ['a list', [{ id: 't1', name: 'Nordfjord' }]],
  ['a list in a text', JSON.stringify([{ id: 't1', name: 'Nordfjord' }])],
  ['one alone', { id: 't1', name: 'Nordfjord' }],
  ['one alone in a text', JSON.stringify({ id: 't1', name: 'Nordfjord' })],
  ['a list of texts', [JSON.stringify({ id: 't1', name: 'Nordfjord' }), JSON.stringify({ id: 't2' })]],
  ['a list with other field names', [{ tenant_id: 't1', name: 'Nordfjord', more: 1 }]],
])('the name is found in %s', (_form, tenants) => {
  const found = tenantOf({ accessToken: token({ tenant_id: 't1' }), idTokenClaims: {}, userinfo: { tenants } });
  expect(found).toEqual({ tenantId: 't1', name: 'Nordfjord' });
});

test.each([['not json'], [7], [null], [{}], [[{ id: 't2', name: 'Other' }]], [['t1']]])(
  'without a name in %j the id is shown',
  (tenants) => {
    const found = tenantOf({ accessToken: token({ tenant_id: 't1' }), idTokenClaims: {}, userinfo: { tenants } });
    expect(found).toEqual({ tenantId: 't1', name: 't1' });
  },
);

test('an empty list of companies is told from a missing one', () => {
  expect([
    hasNoTenants({ tenants: [] }),
    hasNoTenants({ tenants: '[]' }),
    hasNoTenants({}),
    hasNoTenants(undefined),
  ]).toEqual([true, true, false, false]);
});

test.each([['t1'], [{ id: 't1' }], [7], [null], ['not { json'], [{}], [[{}]], [[7]], ['']])(
  'companies in %j are not none',
  (tenants) => {
    expect(hasNoTenants({ tenants })).toBe(false);
  },
);
