import type { Store } from '../store/store.ts';
import { hashOf } from './hash.ts';

/**
 * Finds sessions from the other side: by Connect's session (iss, sid), as logout notices name it without any cookie of
 * ours, and by person (iss, sub), for back-channel notices without sid and for the list of one's own sessions.
 */
export interface SessionIndex {
  add(sessionId: string, owner: SessionOwner): Promise<void>;
  remove(sessionId: string, owner: SessionOwner): Promise<void>;
  bySid(issuer: string, sid: string): Promise<string[]>;
  bySub(issuer: string, sub: string): Promise<string[]>;
}

export interface SessionOwner {
  readonly issuer: string;
  readonly sub: string;
  /** One for each sign-in that the session holds a company of. */
  readonly sids: readonly string[];
}

/** An id is kept as long as its session may live; those of sessions that just ran out are left to expire. */
export function createSessionIndex(store: Store, maxMinutes: number): SessionIndex {
  return {
    add: async (sessionId, owner) => {
      await Promise.all(keysOf(owner).map((key) => store.addMember(key, sessionId, maxMinutes * 60)));
    },
    remove: async (sessionId, owner) => {
      await Promise.all(keysOf(owner).map((key) => store.removeMember(key, sessionId)));
    },
    bySid: (issuer, sid) => store.members(keyOf('sid', issuer, sid)),
    bySub: (issuer, sub) => store.members(keyOf('sub', issuer, sub)),
  };
}

function keysOf({ issuer, sub, sids }: SessionOwner): string[] {
  return [keyOf('sub', issuer, sub), ...sids.map((sid) => keyOf('sid', issuer, sid))];
}

/** Hashed: what comes in a notice is of any length, and a store's keys end up in its tools. */
function keyOf(kind: 'sid' | 'sub', issuer: string, id: string): string {
  return `index:${kind}:${hashOf(JSON.stringify([issuer, id]))}`;
}
