/**
 * The one contract for everything the application must not forget: sessions, sign-in attempts, the token vault,
 * indexes, locks, replay records and rate limits. Memory, SQLite and Redis implement it; test/store/contract.ts is
 * run against each.
 *
 * Keys are text without control characters. Values are text. Every entry expires; `ttlSeconds` may be a fraction.
 * A key holds an entry, a counter or a set, never two of them; `delete` removes whichever it is.
 * All methods reject with StoreError when the store does not answer.
 */
export interface Store {
  /** The entry, unless absent or expired. */
  get(key: string): Promise<StoreEntry | undefined>;
  /** Writes whatever is there. Answers the new version. */
  set(key: string, value: string, ttlSeconds: number): Promise<string>;
  /**
   * Writes only if the entry still has the version that the caller read; `undefined` means "only if absent".
   * Answers the new version, or undefined when somebody else was faster.
   */
  compareAndSet(
    key: string,
    value: string,
    expectedVersion: string | undefined,
    ttlSeconds: number,
  ): Promise<string | undefined>;
  /** Deletes only if the entry still has that version. */
  compareAndDelete(key: string, expectedVersion: string): Promise<boolean>;
  /** Reads and deletes in one step: of two callers, one gets the value. */
  take(key: string): Promise<string | undefined>;
  delete(key: string): Promise<void>;
  /** Adds one to a counter that begins at 0 and expires `ttlSeconds` after its first increment. */
  increment(key: string, ttlSeconds: number): Promise<Counter>;
  /** Takes one back, never below 0; an expired counter stays absent. */
  decrement(key: string): Promise<void>;
  /** Puts a short text into a set. It leaves the set `ttlSeconds` after its last addition, whatever the others do. */
  addMember(key: string, member: string, ttlSeconds: number): Promise<void>;
  removeMember(key: string, member: string): Promise<void>;
  members(key: string): Promise<string[]>;
  /** Answers when the store can be read and written. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreEntry {
  value: string;
  /** Opaque; a new one at every write, never used twice, so that delete-and-recreate is noticed too. */
  version: string;
}

export interface Counter {
  count: number;
  /** Epoch milliseconds. */
  expiresAtMs: number;
}

/** Milliseconds since the epoch. Passed in so that tests move the clock. */
export type Clock = () => number;
