import { beforeEach, describe, expect, test } from '@jest/globals';
import { createAttempts, type Attempts } from '../../src/connections/attempts.ts';
import type { SignInAttempt } from '../../src/oidc/signIn.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';

let clockMs: number;
let attempts: Attempts;

beforeEach(() => {
  clockMs = 1_000_000;
  attempts = createAttempts({ store: memoryStore({ now: () => clockMs }), now: () => clockMs, minutes: 15 });
});

function anAttempt(returnTo = '/account'): SignInAttempt {
  return { nonce: 'n', codeVerifier: 'v', returnTo, purpose: 'sign_in', scopes: [], startedAtMs: clockMs };
}

describe('An attempt', () => {
  test('is found by its state in the browser that began it, once', async () => {
    const { secret } = await attempts.begin('s1', anAttempt());
    expect(await attempts.take('s1', () => secret)).toMatchObject({ kind: 'taken', attempt: { returnTo: '/account' } });
    expect(await attempts.take('s1', () => secret)).toMatchObject({ kind: 'unknown' });
  });

  test('is taken by one of many who come with the same state at once', async () => {
    const { secret } = await attempts.begin('s1', anAttempt());
    const taken = await Promise.all(Array.from({ length: 20 }, () => attempts.take('s1', () => secret)));
    expect(taken.filter(({ kind }) => kind === 'taken')).toHaveLength(1);
  });

  test.each([undefined, 'another-secret', ''])(
    'is unknown to a browser whose cookie says %j, and stays',
    async (other) => {
      const { secret } = await attempts.begin('s1', anAttempt());
      expect(await attempts.take('s1', () => other)).toMatchObject({ kind: 'unknown' });
      expect(await attempts.take('s1', () => secret)).toMatchObject({ kind: 'taken' });
    },
  );

  test('that comes too late is told where it was to lead', async () => {
    const { secret } = await attempts.begin('s1', anAttempt('/companies'));
    clockMs += 15 * 60_000 + 1;
    expect(await attempts.take('s1', () => secret)).toMatchObject({
      kind: 'expired',
      attempt: { returnTo: '/companies' },
    });
  });

  test('of fifteen minutes is in time', async () => {
    const { secret } = await attempts.begin('s1', anAttempt());
    clockMs += 15 * 60_000;
    expect(await attempts.take('s1', () => secret)).toMatchObject({ kind: 'taken' });
  });

  test('does not touch another one', async () => {
    const [one, other] = [await attempts.begin('s1', anAttempt('/a')), await attempts.begin('s2', anAttempt('/b'))];
    expect(await attempts.take('s2', () => other.secret)).toMatchObject({ attempt: { returnTo: '/b' } });
    expect(await attempts.take('s1', () => one.secret)).toMatchObject({ attempt: { returnTo: '/a' } });
  });

  test('that is forgotten is unknown', async () => {
    const { id, secret } = await attempts.begin('s1', anAttempt());
    await attempts.forget([id]);
    expect(await attempts.take('s1', () => secret)).toMatchObject({ kind: 'unknown' });
  });
});
