import { describe, expect, test } from '@jest/globals';
import { isDue, isExpired, toTokenSet, tokenSetOf } from '../../src/oidc/tokenSet.ts';

const before = { scopes: ['openid', 'a:read'], refreshToken: 'old-refresh', idToken: 'old-id' };

describe('After a refresh', () => {
  test('what did not come is kept', () => {
    const tokens = toTokenSet({ access_token: 'new', expires_in: 600 }, before, 1000);
    expect(tokens).toEqual({
      accessToken: 'new',
      expiresAt: 1600,
      lifetimeSeconds: 600,
      obtainedAt: 1000,
      scopes: ['openid', 'a:read'],
      refreshToken: 'old-refresh',
      idToken: 'old-id',
    });
  });

  test('what came replaces what was there', () => {
    const answer = { access_token: 'new', scope: 'openid', refresh_token: 'new-refresh', id_token: 'new-id' };
    expect(toTokenSet(answer, before, 1000)).toMatchObject({
      scopes: ['openid'],
      refreshToken: 'new-refresh',
      idToken: 'new-id',
    });
  });
});

test('an answer without scope granted what was asked for', () => {
  expect(tokenSetOf({ access_token: 'a', id_token: 'i' }, ['openid', 'x'], 5_000).scopes).toEqual(['openid', 'x']);
});

test('an answer without expires_in is taken at half an hour', () => {
  expect(tokenSetOf({ access_token: 'a', id_token: 'i' }, [], 0).expiresAt).toBe(1800);
});

describe('A token is due', () => {
  const hour = toTokenSet({ access_token: 'a', expires_in: 3600 }, before, 0);
  const short = toTokenSet({ access_token: 'a', expires_in: 60 }, before, 0);

  test('a minute before its end', () => {
    expect([isDue(hour, 3539), isDue(hour, 3540)]).toEqual([false, true]);
  });

  test('a quarter of a short life before its end', () => {
    expect([isDue(short, 44), isDue(short, 45)]).toEqual([false, true]);
  });

  test('and expired at its end, not before', () => {
    expect([isExpired(hour, 3599), isExpired(hour, 3600)]).toEqual([false, true]);
  });
});
