import { beforeEach, describe, expect, test } from '@jest/globals';
import { createSealer } from '../../src/connections/seal.ts';
import { createSessionIndex, type SessionIndex } from '../../src/connections/sessionIndex.ts';
import { sessionKey } from '../../src/connections/sessionRecord.ts';
import { createSessions, type Sessions } from '../../src/connections/sessions.ts';
import { createVault } from '../../src/connections/vault.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import type { Store } from '../../src/store/store.ts';
import { aCompany, aSignedInPerson } from '../support/pageApp.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const now = () => NOW_MS;
const LIFE = { idleMinutes: 60, maxMinutes: 600 };

let store: Store;
let index: SessionIndex;
let sessions: Sessions;

beforeEach(() => {
  store = memoryStore({ now });
  index = createSessionIndex(store, LIFE.maxMinutes);
  const vault = createVault(store, createSealer(['s'.repeat(32)], 'vault'));
  sessions = createSessions({ store, vault, index, life: LIFE, now, forget: undefined });
});

const KARI = aSignedInPerson({ sessionId: 'one', companies: { t1: { ...aCompany('t1', 'A'), sid: 'now' } } });
const { issuer, sub } = KARI.person;

/** A session in the store, which the index knows. */
async function begin(signedIn: typeof KARI): Promise<void> {
  const times = { startedAt: NOW_MS / 1000, lastSeenAt: NOW_MS / 1000 };
  await store.set(sessionKey(signedIn.sessionId), JSON.stringify({ ...times, keys: {}, data: { signedIn } }), 3600);
  await sessions.index(signedIn);
}

const isThere = async (sessionId: string) => (await store.get(sessionKey(sessionId))) !== undefined;

describe('A notice that the index leads to a session', () => {
  beforeEach(() => begin(KARI));

  test('ends it when the sign-in is one of its own', async () => {
    expect((await sessions.endBySid(issuer, 'now')).map(({ sessionId }) => sessionId)).toEqual(['one']);
    expect(await isThere('one')).toBe(false);
  });

  test('does not end it by the sign-in of a company that has been connected anew since', async () => {
    await index.add('one', { issuer, sub, sids: ['before'] });
    expect(await sessions.endBySid(issuer, 'before')).toEqual([]);
    expect(await isThere('one')).toBe(true);
  });

  test('does not end it by another person who had it before', async () => {
    await index.add('one', { issuer, sub: 'ola', sids: [] });
    expect(await sessions.endBySub(issuer, 'ola')).toEqual([]);
    expect(await isThere('one')).toBe(true);
    expect(await sessions.endBySub(issuer, sub)).toHaveLength(1);
  });
});
