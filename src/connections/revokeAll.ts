import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { TokenSet } from '../oidc/tokenSet.ts';

/** Revokes tokens that are no longer wanted. Never rejects, and never keeps a person waiting for long. */
export type RevokeAll = (tokens: readonly TokenSet[]) => Promise<void>;

/** A person who signs out is not kept waiting for longer than this; the calls go on. */
const PATIENCE_MS = 3_000;

export function createRevokeAll(revoke: (tokens: TokenSet) => Promise<void>, log: Logger): RevokeAll {
  const revokeOne = (tokens: TokenSet) =>
    revoke(tokens).catch((error: unknown) => {
      log.warn({ event: 'revocation_failed', err: error }, 'tokens were not revoked and run out by themselves');
    });
  return async (tokens) => {
    const all = Promise.all(tokens.map((one) => revokeOne(one)));
    const patience = new AbortController();
    await Promise.race([all, delay(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
  };
}
