import { randomUUID } from 'node:crypto';
import type { Store } from './store.ts';

export interface Lock {
  /** Gives the lock back; does nothing when it has expired meanwhile and somebody else holds it. */
  release(): Promise<void>;
}

/** Takes a lock that frees itself after `ttlSeconds`; undefined when somebody else holds it. Never waits. */
export async function tryLock(store: Store, name: string, ttlSeconds: number): Promise<Lock | undefined> {
  const key = `lock:${name}`;
  const version = await store.compareAndSet(key, randomUUID(), undefined, ttlSeconds);
  if (version === undefined) return undefined;
  return {
    release: async () => {
      await store.compareAndDelete(key, version);
    },
  };
}
