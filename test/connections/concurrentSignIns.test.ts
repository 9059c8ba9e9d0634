import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  createConcurrentSignIns,
  type ReturningSignIn,
  type ConcurrentSignIns,
} from '../../src/connections/concurrentSignIns.ts';
import { sessionKey } from '../../src/connections/sessionRecord.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import type { Store } from '../../src/store/store.ts';

const KARI = { issuer: 'https://connect.example', sub: 'kari' };

let clockMs: number;
let store: Store;
let concurrentSignIns: ConcurrentSignIns;
/** What was written under the entry of a person. */
let written: string[];

beforeEach(() => {
  clockMs = 1_000_000;
  written = [];
  const memory = memoryStore({ now: () => clockMs });
  store = {
    ...memory,
    compareAndSet: (key, value, ...others) => {
      written.push(key, value);
      return memory.compareAndSet(key, value, ...others);
    },
  };
  concurrentSignIns = createConcurrentSignIns({ store, now: () => clockMs });
});

function aReturn(sessionId: string, ids: readonly string[], changed: Partial<ReturningSignIn> = {}): ReturningSignIn {
  return { person: KARI, attempts: ids.map((id) => ({ id, secret: `secret of ${id}` })), sessionId, ...changed };
}

/** Comes back and, when it is told to, begins its session as the caller would. */
async function arrive(returning: ReturningSignIn): Promise<string> {
  const sessionId = await concurrentSignIns.sessionOf(returning);
  if (sessionId === returning.sessionId) await store.set(sessionKey(sessionId), '{}', 600);
  return sessionId;
}

describe('A sign-in that comes back without a session', () => {
  test('begins one of its own, at the cost of one write', async () => {
    expect(await concurrentSignIns.sessionOf(aReturn('s1', ['a']))).toBe('s1');
    expect(written).toHaveLength(2);
  });

  test('is told the session of one that shares an attempt with it', async () => {
    await arrive(aReturn('s1', ['a', 'b']));
    expect(await arrive(aReturn('s2', ['b', 'c']))).toBe('s1');
  });

  test.each<[string, ReturningSignIn]>([
    ['no attempt in common', aReturn('s2', ['c'])],
    ['no attempt at all', aReturn('s2', [])],
    ['the right attempt and another secret', aReturn('s2', [], { attempts: [{ id: 'a', secret: 'guessed' }] })],
    ['the right secret of another attempt', aReturn('s2', [], { attempts: [{ id: 'c', secret: 'secret of a' }] })],
    ['another person', aReturn('s2', ['a'], { person: { ...KARI, sub: 'ola' } })],
    ['the same sub of another issuer', aReturn('s2', ['a'], { person: { ...KARI, issuer: 'https://other.example' } })],
  ])('stays apart: %s', async (_, returning) => {
    await arrive(aReturn('s1', ['a']));
    expect(await arrive(returning)).toBe('s2');
  });

  test('stays apart when it comes more than a minute later', async () => {
    await arrive(aReturn('s1', ['a']));
    clockMs += 60_001;
    expect(await arrive(aReturn('s2', ['a']))).toBe('s2');
  });

  test('stays apart though others have kept the entry alive', async () => {
    await arrive(aReturn('s1', ['a']));
    clockMs += 40_000;
    await arrive(aReturn('s2', ['b']));
    clockMs += 40_000;
    expect(await arrive(aReturn('s3', ['a']))).toBe('s3');
    expect(await arrive(aReturn('s4', ['b']))).toBe('s2');
  });

  test('shares it with nineteen that come at the same time', async () => {
    const all = Array.from({ length: 20 }, (_, i) => arrive(aReturn(`s${i}`, ['a', `own ${i}`])));
    expect(new Set(await Promise.all(all)).size).toBe(1);
  });

  test('waits for a session that is promised', async () => {
    await concurrentSignIns.sessionOf(aReturn('s1', ['a']));
    const second = arrive(aReturn('s2', ['a']));
    await store.set(sessionKey('s1'), '{}', 600);
    expect(await second).toBe('s1');
  });

  test('begins a new one, together with the others, when the promise was not kept or the session was ended', async () => {
    await concurrentSignIns.sessionOf(aReturn('s1', ['a']));
    clockMs += 3_001;
    const others = await Promise.all([arrive(aReturn('s2', ['a'])), arrive(aReturn('s3', ['a']))]);
    expect(new Set(others).size).toBe(1);
    expect(others).not.toContain('s1');
  });

  test('is remembered beside nine others, without a word that opens anything', async () => {
    for (let i = 0; i < 30; i++) await arrive(aReturn(`s${i}`, [`a${i}`]));
    expect(await arrive(aReturn('later', ['a20']))).toBe('s20');
    expect(await arrive(aReturn('latest', ['a19']))).toBe('latest');
    expect(Math.max(...written.map(({ length }) => length))).toBeLessThan(2_000);
    expect(written.join('\n')).not.toMatch(/secret of|kari|connect\.example/);
  });
});
