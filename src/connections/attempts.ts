import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { attemptId, signInAttemptSchema, type SignInAttempt } from '../oidc/signIn.ts';
import type { Clock, Store } from '../store/store.ts';
import { hashOf, isSameSecret } from './hash.ts';

/**
 * Sign-ins that have left for Visma Connect. Each is an entry of its own, bound to the browser by a secret in a short
 * cookie, and used once. One slot in the session would lose all but the last of ten tabs that start at once.
 */
export interface Attempts {
  /** Keeps an attempt under its state. Answers what the browser's cookie must say. */
  begin(state: string, attempt: SignInAttempt): Promise<BegunAttempt>;
  /** Takes the attempt out: whatever happens next, it cannot be used again. */
  take(state: string, secretOf: (id: string) => string | undefined): Promise<TakenAttempt>;
  /** Forgets attempts that the browser will not finish. */
  forget(ids: readonly string[]): Promise<void>;
}

export interface BegunAttempt {
  /** Hash of the state. */
  readonly id: string;
  readonly secret: string;
}

export type TakenAttempt =
  | { readonly kind: 'taken'; readonly id: string; readonly attempt: SignInAttempt }
  /** Too late, but where the person wanted to go is still known. */
  | { readonly kind: 'expired'; readonly id: string; readonly attempt: SignInAttempt }
  /** Never begun, begun by another browser, or used before. */
  | { readonly kind: 'unknown'; readonly id: string };

/** Kept longer than it may be used: who comes late is told so and does not lose the way. */
const KEPT_SECONDS = 3600;

const kept = z.object({ secretHash: z.string(), attempt: signInAttemptSchema });

export function createAttempts({ store, now, minutes }: { store: Store; now: Clock; minutes: number }): Attempts {
  return {
    begin: async (state, attempt) => {
      const id = attemptId(state);
      const secret = randomBytes(24).toString('base64url');
      await store.set(keyOf(id), JSON.stringify({ secretHash: hashOf(secret), attempt }), KEPT_SECONDS);
      return { id, secret };
    },
    take: async (state, secretOf) => {
      const id = attemptId(state);
      const found = parse((await store.get(keyOf(id)))?.value);
      if (!found) return { kind: 'unknown', id };
      // The cookie has run out by then. Whoever knows the state may know where it was to lead, and nothing else.
      if (now() - found.attempt.startedAtMs > minutes * 60_000) return { kind: 'expired', id, attempt: found.attempt };
      const secret = secretOf(id);
      // Without this browser's secret the entry stays: a stranger's callback must not use up somebody's attempt.
      if (secret === undefined || !isSameSecret(found.secretHash, hashOf(secret))) return { kind: 'unknown', id };
      const taken = await store.take(keyOf(id));
      return taken === undefined ? { kind: 'unknown', id } : { kind: 'taken', id, attempt: found.attempt };
    },
    forget: async (ids) => {
      await Promise.all(ids.map((id) => store.delete(keyOf(id))));
    },
  };
}

function keyOf(id: string): string {
  return `attempt:${id}`;
}

function parse(value: string | undefined): z.output<typeof kept> | undefined {
  const parsed = value === undefined ? undefined : kept.safeParse(JSON.parse(value));
  return parsed?.success === true ? parsed.data : undefined;
}
