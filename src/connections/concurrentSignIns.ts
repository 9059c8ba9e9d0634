import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock, Store } from '../store/store.ts';
import { hashOf, isSameSecret } from './hash.ts';
import { sessionKey } from './sessionRecord.ts';

/**
 * Sign-ins that come back without a session. Those of one person and one browser that come at the same time are told
 * one session: whoever is first begins it, the others join. Else ten tabs would begin ten, and the browser keep one.
 */
export interface ConcurrentSignIns {
  /**
   * Answers which session: `sessionId` of `returning` when it is to be begun, else that of one that is there. Costs one
   * write when nobody else came.
   */
  sessionOf(returning: ReturningSignIn): Promise<string>;
}

export interface ReturningSignIn {
  /** Who has come back: OpenID Connect Core 1.0 §5.7 names a person by both. */
  readonly person: { readonly issuer: string; readonly sub: string };
  /** Every attempt that the browser's cookies speak of, its own among them. */
  readonly attempts: readonly { readonly id: string; readonly secret: string }[];
  /** The name that a session of its own would have. */
  readonly sessionId: string;
}

const KEPT_SECONDS = 60;
/** Enough for ten browsers of one person within a minute. */
const MAX_GROUPS = 10;
const MAX_TRIES = 200;
/** Between the promise of a session and its first write lie two calls of the store. */
const BEGINS_WITHIN_MS = 3000;
const LOOK_AGAIN_MS = 50;
/** The clock of another process may be ahead. */
const MAX_LOOKS = BEGINS_WITHIN_MS / LOOK_AGAIN_MS;

const group = z.object({
  sessionId: z.string(),
  arrivedAtMs: z.number(),
  attempts: z.array(z.object({ id: z.string(), secretHash: z.string() })),
});

/** A session, and the attempts by which its browser is known. */
type Group = z.output<typeof group>;

const kept = z.array(group);

export function createConcurrentSignIns({ store, now }: { store: Store; now: Clock }): ConcurrentSignIns {
  return {
    sessionOf: async ({ person, attempts, sessionId }) => {
      const mine = { sessionId, arrivedAtMs: now(), attempts: attempts.map(withHash) };
      const ended: string[] = [];
      for (;;) {
        const found = await findOrAdd(store, keyOf(person), mine, ended);
        if (found.sessionId === sessionId || (await hasBegun(store, found, now))) return found.sessionId;
        ended.push(found.sessionId);
      }
    },
  };
}

/**
 * The group of the same browser, else a new one. Who adds it is decided by compare-and-set: one entry for each person,
 * so that nobody else is ever found.
 *
 * All attempts of the request are written and looked for, not its own alone. Of two that are under way at once, the one
 * whose cookie was set later brings the other's too; that one may have left before and know only itself.
 */
async function findOrAdd(store: Store, key: string, mine: Group, ended: readonly string[]): Promise<Group> {
  let version: string | undefined;
  let groups: Group[] = [];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const value = JSON.stringify([mine, ...groups].slice(0, MAX_GROUPS));
    if ((await store.compareAndSet(key, value, version, KEPT_SECONDS)) !== undefined) return mine;
    const entry = await store.get(key);
    version = entry?.version;
    groups = groupsIn(entry?.value, mine.arrivedAtMs, ended);
    const found = groups.find((other) => isSameBrowser(other, mine));
    if (found) return found;
  }
  // Better a session too many than a sign-in that fails.
  return mine;
}

function groupsIn(value: string | undefined, nowMs: number, ended: readonly string[]): Group[] {
  const parsed = value === undefined ? undefined : kept.safeParse(JSON.parse(value));
  return (parsed?.data ?? []).filter(
    ({ sessionId, arrivedAtMs }) => arrivedAtMs > nowMs - KEPT_SECONDS * 1000 && !ended.includes(sessionId),
  );
}

function isSameBrowser(one: Group, other: Group): boolean {
  return one.attempts.some(({ id, secretHash }) =>
    other.attempts.some((also) => also.id === id && isSameSecret(also.secretHash, secretHash)),
  );
}

/** Whether the session is there, or will be at once. One that was ended, or that nobody could begin, is not. */
async function hasBegun(store: Store, { sessionId, arrivedAtMs }: Group, now: Clock): Promise<boolean> {
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    const isLate = now() > arrivedAtMs + BEGINS_WITHIN_MS;
    if (await store.get(sessionKey(sessionId))) return true;
    if (isLate) return false;
    await wait(LOOK_AGAIN_MS);
  }
  return false;
}

function withHash({ id, secret }: { id: string; secret: string }): Group['attempts'][number] {
  return { id, secretHash: hashOf(secret) };
}

/** Hashed: a store's keys end up in its tools. */
function keyOf({ issuer, sub }: ReturningSignIn['person']): string {
  return `arrivals:${hashOf(JSON.stringify([issuer, sub]))}`;
}
