import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { UnsecuredJWT } from 'jose';
import { idTokenChecks, type ExpectedOfIdToken } from '../../src/oidc/idTokenChecks.ts';

const NOW = 1_800_000_000;
const ACCESS_TOKEN = 'the-access-token';
const expected = {
  issuer: 'https://connect.example',
  clientId: 'isv_app',
  clock: { nowSeconds: NOW, toleranceSeconds: 30 },
  nonce: 'n1',
  accessToken: ACCESS_TOKEN,
};
const good = { iss: 'https://connect.example', sub: 'kari', aud: 'isv_app', exp: NOW + 300, iat: NOW, nonce: 'n1' };

function aToken(changes: Record<string, unknown> = {}): string {
  const header = Buffer.from(JSON.stringify({ alg: 'RS256' })).toString('base64url');
  const [, body] = new UnsecuredJWT({ ...good, ...changes }).encode().split('.');
  return `${header}.${body ?? ''}.c2lnbmF0dXJl`;
}

function failedRules(changes: Record<string, unknown>, others: Partial<ExpectedOfIdToken> = {}): string[] {
  const checks = idTokenChecks(aToken(changes), { ...expected, ...others });
  return checks.filter(({ passed }) => !passed).map(({ rule }) => rule);
}

test('a good token passes every rule, each with its section', () => {
  const checks = idTokenChecks(aToken(), expected);
  expect(checks.length).toBeGreaterThan(6);
  expect(checks.every(({ passed, section }) => passed && section !== '')).toBe(true);
});

describe('A token is refused with', () => {
  test.each([
    ['another iss', { iss: 'https://connect.example/' }, /iss/],
    ['no sub', { sub: undefined }, /sub/],
    ['another aud', { aud: 'isv_other' }, /aud/],
    ['no aud', { aud: undefined }, /aud/],
    ['azp of another client', { azp: 'isv_other' }, /azp/],
    ['several audiences and no azp', { aud: ['isv_app', 'isv_app'] }, /azp/],
    ['strangers in aud', { aud: ['isv_app', 'isv_other'], azp: 'isv_app' }, /trusted/],
    ['what is no text in aud', { aud: ['isv_app', { a: 1 }], azp: 'isv_app' }, /trusted/],
    ['an end that has passed', { exp: NOW - 31 }, /exp/],
    ['no end', { exp: undefined }, /exp/],
    ['an end that is a text', { exp: String(NOW + 600) }, /exp/],
    ['no beginning', { iat: undefined }, /iat/],
    ['a beginning that is a text', { iat: String(NOW) }, /iat/],
    ['a beginning in the future', { iat: NOW + 31 }, /iat/],
    ['another nonce', { nonce: 'n2' }, /nonce/],
    ['no nonce', { nonce: undefined }, /nonce/],
    ['at_hash of another access token', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }, /at_hash/],
    ['at_hash that is not a text', { at_hash: 7 }, /at_hash/],
  ])('%s', (_words, changes, rule) => {
    const failed = failedRules(changes);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatch(rule);
  });

  test('another person than before', () => {
    expect(failedRules({}, { sub: 'ola' })).toEqual(['sub is the same person as before']);
  });

  test('what is not a JWT', () => {
    expect(idTokenChecks('nonsense', expected)).toEqual([
      { rule: 'the ID token is a JWT', section: 'OpenID Connect Core §2', passed: false },
    ]);
  });
});

describe('A token is accepted with', () => {
  const atHash = createHash('sha256').update(ACCESS_TOKEN).digest().subarray(0, 16).toString('base64url');
  test.each([
    ['at_hash of this access token', { at_hash: atHash }],
    ['several audiences that are trusted, and our azp', { aud: ['isv_app', 'isv_friend'], azp: 'isv_app' }],
    ['an end within the tolerance', { exp: NOW - 29 }],
    ['a beginning within the tolerance', { iat: NOW + 30 }],
  ])('%s', (_words, changes) => {
    expect(failedRules(changes, { trustedAudiences: ['isv_friend'] })).toEqual([]);
  });
});

test('after a refresh no time is held against this machine’s clock', () => {
  expect(failedRules({ exp: NOW - 9999, iat: NOW + 9999 }, { clock: undefined })).toEqual([]);
});
