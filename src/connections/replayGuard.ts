import { createHash } from 'node:crypto';
import type { Clock, Store } from '../store/store.ts';

/** Remembers what may come once. */
export interface ReplayGuard {
  /** False when `jti` came before. `expiresAt` is epoch seconds: after it the token is refused anyway. */
  isFirst(jti: string, expiresAt: number): Promise<boolean>;
}

/** Longer than a token may be late by clocks that differ. */
const MARGIN_SECONDS = 120;

export function createReplayGuard(store: Store, now: Clock): ReplayGuard {
  return {
    isFirst: async (jti, expiresAt) => {
      const key = `replay:${createHash('sha256').update(jti).digest('base64url')}`;
      const ttlSeconds = Math.max(0, expiresAt - now() / 1000) + MARGIN_SECONDS;
      return (await store.compareAndSet(key, '1', undefined, ttlSeconds)) !== undefined;
    },
  };
}
