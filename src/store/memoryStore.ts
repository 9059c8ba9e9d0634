import { randomUUID } from 'node:crypto';
import { StoreError } from '../errors.ts';
import type { Clock, Store } from './store.ts';
import { wholeMs } from './ttl.ts';

interface Kept {
  readonly content: string | number | Members;
  readonly version: string;
  readonly expiresAtMs: number;
}

/** When each leaves, in epoch milliseconds; the one that was added last comes last. */
type Members = Map<string, number>;

/** Expired entries looked for at each write: more than a write adds, so that they cannot pile up. */
const SWEPT_PER_WRITE = 2;

/** Keeps everything in this process: gone at a restart, unknown to other processes. */
export function memoryStore({ now }: { now: Clock }): Store {
  const kept = new Map<string, Kept>();
  let walk = kept.entries();
  let open = true;

  const answer = <T>(work: () => T): Promise<T> =>
    open ? Promise.resolve(work()) : Promise.reject(new StoreError({ reason: 'the memory store is closed' }));

  const read = (key: string): Kept | undefined => {
    const entry = kept.get(key);
    return entry && entry.expiresAtMs > now() ? entry : undefined;
  };
  const write = (key: string, content: Kept['content'], expiresAtMs: number): string => {
    sweep();
    const version = randomUUID();
    kept.set(key, { content, version, expiresAtMs });
    return version;
  };
  const remove = (key: string): Kept | undefined => {
    const entry = read(key);
    kept.delete(key);
    return entry;
  };
  const sweep = () => {
    for (let looked = 0; looked < SWEPT_PER_WRITE; looked++) {
      const next = walk.next();
      if (next.done) {
        walk = kept.entries();
        return;
      }
      const [key, { expiresAtMs }] = next.value;
      if (expiresAtMs <= now()) kept.delete(key);
    }
  };

  return {
    get: (key) =>
      answer(() => {
        const entry = read(key);
        return typeof entry?.content === 'string' ? { value: entry.content, version: entry.version } : undefined;
      }),
    set: (key, value, ttlSeconds) => answer(() => write(key, value, now() + wholeMs(ttlSeconds))),
    compareAndSet: (key, value, expectedVersion, ttlSeconds) =>
      answer(() =>
        read(key)?.version === expectedVersion ? write(key, value, now() + wholeMs(ttlSeconds)) : undefined,
      ),
    compareAndDelete: (key, expectedVersion) =>
      answer(() => read(key)?.version === expectedVersion && remove(key) !== undefined),
    take: (key) =>
      answer(() => {
        const content = remove(key)?.content;
        return typeof content === 'string' ? content : undefined;
      }),
    delete: (key) => answer(() => void remove(key)),
    increment: (key, ttlSeconds) =>
      answer(() => {
        const entry = read(key);
        const count = (typeof entry?.content === 'number' ? entry.content : 0) + 1;
        const expiresAtMs = entry?.expiresAtMs ?? now() + wholeMs(ttlSeconds);
        write(key, count, expiresAtMs);
        return { count, expiresAtMs };
      }),
    decrement: (key) =>
      answer(() => {
        const entry = read(key);
        if (typeof entry?.content === 'number') write(key, Math.max(0, entry.content - 1), entry.expiresAtMs);
      }),
    addMember: (key, member, ttlSeconds) =>
      answer(() => {
        const entry = read(key);
        const members = membersOf(entry);
        forgetLeft(members, now());
        const leavesAtMs = now() + wholeMs(ttlSeconds);
        members.delete(member);
        members.set(member, leavesAtMs);
        write(key, members, Math.max(leavesAtMs, entry?.expiresAtMs ?? 0));
      }),
    removeMember: (key, member) =>
      answer(() => {
        const members = membersOf(read(key));
        if (members.delete(member) && members.size === 0) remove(key);
      }),
    members: (key) =>
      answer(() => [...membersOf(read(key))].filter(([, leavesAtMs]) => leavesAtMs > now()).map(([member]) => member)),
    ping: () => answer(() => undefined),
    close: () => {
      open = false;
      kept.clear();
      return Promise.resolve();
    },
  };
}

/** Those that were added first, up to one that stays: no more work than adding them was. */
function forgetLeft(members: Members, nowMs: number): void {
  for (const [member, leavesAtMs] of members) {
    if (leavesAtMs > nowMs) return;
    members.delete(member);
  }
}

function membersOf(entry: Kept | undefined): Members {
  return entry?.content instanceof Map ? entry.content : new Map<string, number>();
}
