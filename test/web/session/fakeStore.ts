import { StoreError } from '../../../src/errors.ts';
import type { Clock, Counter, Store, StoreEntry } from '../../../src/store/store.ts';

/** A store that counts what it is asked, can be away, and answers each call a turn of the event loop later. */
export interface FakeStore extends Store {
  reads: number;
  writes: number;
  away: boolean;
  readonly keys: () => string[];
  readonly dump: () => string;
}

interface Kept extends StoreEntry {
  expiresAtMs: number;
}

export function fakeStore(now: Clock): FakeStore {
  const kept = new Map<string, Kept>();
  let lastVersion = 0;
  const peek = (key: string) => {
    const entry = kept.get(key);
    return entry && entry.expiresAtMs > now() ? entry : undefined;
  };
  const put = (key: string, value: string, expiresAtMs: number) => {
    const version = String(++lastVersion);
    kept.set(key, { value, version, expiresAtMs });
    return version;
  };
  const turn = async (count: 'reads' | 'writes') => {
    store[count]++;
    await new Promise(setImmediate);
    if (store.away) throw new StoreError();
  };
  const store: FakeStore = {
    reads: 0,
    writes: 0,
    away: false,
    keys: () => [...kept.keys()].filter((key) => peek(key)),
    dump: () => JSON.stringify([...kept]),
    get: async (key) => {
      await turn('reads');
      return peek(key);
    },
    set: async (key, value, ttlSeconds) => {
      await turn('writes');
      return put(key, value, now() + ttlSeconds * 1000);
    },
    compareAndSet: async (key, value, expectedVersion, ttlSeconds) => {
      await turn('writes');
      if (peek(key)?.version !== expectedVersion) return undefined;
      return put(key, value, now() + ttlSeconds * 1000);
    },
    compareAndDelete: async (key, expectedVersion) => {
      await turn('writes');
      return peek(key)?.version === expectedVersion && kept.delete(key);
    },
    take: async (key) => {
      await turn('writes');
      const value = peek(key)?.value;
      kept.delete(key);
      return value;
    },
    delete: async (key) => {
      await turn('writes');
      kept.delete(key);
    },
    increment: async (key, ttlSeconds): Promise<Counter> => {
      await turn('writes');
      const before = peek(key);
      const count = Number(before?.value ?? 0) + 1;
      const expiresAtMs = before?.expiresAtMs ?? now() + ttlSeconds * 1000;
      put(key, String(count), expiresAtMs);
      return { count, expiresAtMs };
    },
    decrement: async (key) => {
      await turn('writes');
      const before = peek(key);
      if (before) put(key, String(Math.max(0, Number(before.value) - 1)), before.expiresAtMs);
    },
    addMember: () => Promise.reject(new Error('not used here')),
    removeMember: () => Promise.reject(new Error('not used here')),
    members: () => Promise.reject(new Error('not used here')),
    ping: () => turn('reads'),
    close: () => Promise.resolve(),
  };
  return store;
}
