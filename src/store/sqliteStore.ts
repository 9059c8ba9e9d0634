import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { StoreError } from '../errors.ts';
import { errorCodeOf } from './errorCode.ts';
import { openEntries } from './sqliteFile.ts';
import type { Clock, Store } from './store.ts';
import { wholeMs } from './ttl.ts';

export interface SqliteStoreOptions {
  /** Made when absent, with its folder; readable by its owner only. */
  readonly file: string;
  readonly now: Clock;
}

const entryRow = z.object({ value: z.string(), version: z.string() }).optional();
const counterRow = z.object({ value: z.coerce.number(), expires_at_ms: z.number() });
const takenRow = z.object({ value: z.string(), expires_at_ms: z.number() }).optional();
const memberRows = z.array(z.object({ member: z.string() }));

/**
 * Keeps everything in one SQLite file, for all processes of one machine. Each operation is one statement, and so is
 * atomic; it is done when the promise is there.
 * @throws StoreError when the file cannot be opened
 */
export function sqliteStore({ file, now }: SqliteStoreOptions): Store {
  const entries = openEntries(file);
  let open = true;

  const answer = <T>(work: () => T): Promise<T> => {
    try {
      if (!open) throw new StoreError({ reason: 'the SQLite store is closed' });
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(toStoreError(error));
    }
  };
  const write = <T>(work: () => T): Promise<T> =>
    answer(() => {
      entries.sweepNowAndThen(now());
      return work();
    });
  const put = (key: string, value: string, ttlSeconds: number): string => {
    const version = randomUUID();
    entries.put.run(key, value, version, now() + wholeMs(ttlSeconds));
    return version;
  };

  return {
    get: (key) =>
      answer(() => {
        const row = entryRow.parse(entries.read.get(key, now()));
        return row && { value: row.value, version: row.version };
      }),
    set: (key, value, ttlSeconds) => write(() => put(key, value, ttlSeconds)),
    compareAndSet: (key, value, expectedVersion, ttlSeconds) =>
      write(() => {
        const version = randomUUID();
        const expiresAtMs = now() + wholeMs(ttlSeconds);
        const { changes } =
          expectedVersion === undefined
            ? entries.putIfAbsent.run(key, value, version, expiresAtMs, now())
            : entries.replace.run(key, value, version, expiresAtMs, now(), expectedVersion);
        return changes === 1 ? version : undefined;
      }),
    compareAndDelete: (key, expectedVersion) =>
      write(() => entries.removeVersion.run(key, expectedVersion, now()).changes === 1),
    take: (key) =>
      write(() => {
        const row = takenRow.parse(entries.take.get(key));
        return row && row.expires_at_ms > now() ? row.value : undefined;
      }),
    delete: (key) => write(() => void entries.remove.run(key)),
    increment: (key, ttlSeconds) =>
      write(() => {
        const row = counterRow.parse(entries.increment.get(key, now() + wholeMs(ttlSeconds), now()));
        return { count: row.value, expiresAtMs: row.expires_at_ms };
      }),
    decrement: (key) => write(() => void entries.decrement.run(key, now())),
    addMember: (key, member, ttlSeconds) =>
      write(() => {
        const leavesAtMs = now() + wholeMs(ttlSeconds);
        entries.addMember.run(key, nameAs(member, leavesAtMs), leavesAtMs, now());
      }),
    removeMember: (key, member) => write(() => void entries.removeMember.run(key, nameAs(member, null), now())),
    members: (key) => answer(() => memberRows.parse(entries.members.all(key, now())).map(({ member }) => member)),
    ping: () => write(() => void put('ping', '', 1)),
    close: () => {
      if (open) entries.close();
      open = false;
      return Promise.resolve();
    },
  };
}

/** A merge patch that adds or, with null, removes a member (RFC 7396). */
function nameAs(member: string, leavesAtMs: number | null): string {
  return JSON.stringify({ [member]: leavesAtMs });
}

function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError({ reason: `SQLite: ${errorCodeOf(error)}`, cause: error });
}
