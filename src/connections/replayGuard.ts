import type { Clock, Store } from '../store/store.ts';
import { hashOf } from './hash.ts';

/** Remembers what may come once. */
export interface ReplayGuard {
  hasCome(jti: string): Promise<boolean>;
  /** `expiresAt` is epoch seconds: after it the token is refused anyway. */
  remember(jti: string, expiresAt: number): Promise<void>;
}

/** Longer than a token may be late by clocks that differ. */
const MARGIN_SECONDS = 120;

export function createReplayGuard(store: Store, now: Clock): ReplayGuard {
  return {
    hasCome: async (jti) => (await store.get(keyOf(jti))) !== undefined,
    remember: async (jti, expiresAt) => {
      await store.set(keyOf(jti), '1', Math.max(0, expiresAt - now() / 1000) + MARGIN_SECONDS);
    },
  };
}

function keyOf(jti: string): string {
  return `replay:${hashOf(jti)}`;
}
