import {
  parseSessionRecord,
  sessionExpiresAt,
  sessionKey,
  type CookieKeys,
  type SessionLife,
  type SessionRecord,
} from '../../connections/sessionRecord.ts';
import { StoreError } from '../../errors.ts';
import type { Clock, Store } from '../../store/store.ts';
import { isSameJson, mergeSession, type JsonObject } from './mergeSession.ts';
import { hashSessionKey, type SessionCookie } from './sessionCookie.ts';

/** After a renewal the old cookie is good for this long: requests of other tabs are under way with it. */
const RENEWAL_GRACE_SECONDS = 30;
const TOUCH_SECONDS = 300;
/** Each round of conflicting writers has a winner, so this many writers of one session get through at once. */
const MAX_TRIES = 200;

export interface SessionRecordOptions {
  readonly store: Store;
  readonly life: SessionLife;
  readonly now: Clock;
}

/** What a request knows of the record behind its session. */
export interface LoadedSession {
  readonly sessionId: string;
  /** The session's data as loaded or last saved by this request: the base of the merge. */
  base: JsonObject;
  /** The record as last seen in the store. */
  stored: SessionRecord;
  version: string;
  /** The cookie that opened it; undefined while it was opened by name. */
  cookie: SessionCookie | undefined;
  /** What the last write of this request took the place of. */
  replaced?: SessionRecord;
  /** Found deleted when it was to be written. */
  ended: boolean;
}

/** Reads the session that a cookie opens; undefined when there is none, its time is over, or the key is not its key. */
export async function loadSession(
  cookie: SessionCookie,
  options: SessionRecordOptions,
): Promise<LoadedSession | undefined> {
  const loaded = await loadSessionByName(cookie.sessionId, options);
  if (!loaded) return undefined;
  const { keys } = loaded.stored;
  const hash = hashSessionKey(cookie.key);
  const accepted = Object.hasOwn(keys, hash) ? keys[hash] : undefined;
  if (!accepted || (accepted.retiresAt ?? Infinity) <= secondsOf(options.now)) return undefined;
  return { ...loaded, cookie };
}

/** Reads a session without a key: for callers who know that it is this browser's. */
export async function loadSessionByName(
  sessionId: string,
  { store, life, now }: SessionRecordOptions,
): Promise<LoadedSession | undefined> {
  const entry = await store.get(sessionKey(sessionId));
  const stored = entry && parseSessionRecord(entry.value);
  if (!stored || sessionExpiresAt(stored, life) <= secondsOf(now)) return undefined;
  return { sessionId, base: stored.data, stored, version: entry.version, cookie: undefined, ended: false };
}

/** Writes a new session. */
export async function createSession(
  cookie: SessionCookie,
  data: JsonObject,
  options: SessionRecordOptions,
): Promise<LoadedSession> {
  const now = secondsOf(options.now);
  const stored = { startedAt: now, lastSeenAt: now, keys: { [hashSessionKey(cookie.key)]: {} }, data };
  const version = await write(cookie, stored, undefined, options);
  if (version === undefined) throw new StoreError({ reason: 'a new session id was in use' });
  return { sessionId: cookie.sessionId, base: data, stored, version, cookie, ended: false };
}

/**
 * Writes what this request changed, merged with what others wrote meanwhile. Writes nothing when nothing changed, and
 * never brings back a record that somebody deleted: then `loaded.ended` is set. A cookie other than the one it was
 * opened with becomes its key too, and the old one retires.
 */
export async function updateSession(
  loaded: LoadedSession,
  cookie: SessionCookie,
  mine: JsonObject,
  options: SessionRecordOptions,
): Promise<void> {
  if (loaded.ended || (cookie.key === loaded.cookie?.key && isSameJson(loaded.base, mine))) return;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const now = secondsOf(options.now);
    const stored = {
      ...loaded.stored,
      lastSeenAt: Math.max(now, loaded.stored.lastSeenAt),
      keys: keysAfter(loaded.stored.keys, loaded.cookie, cookie, now),
      data: mergeSession(loaded.base, mine, loaded.stored.data),
    };
    const version = await write(cookie, stored, loaded.version, options);
    if (version !== undefined) {
      Object.assign(loaded, { base: mine, replaced: loaded.stored, stored, version, cookie });
      return;
    }
    if (!(await readAgain(loaded, options))) return;
  }
  throw new StoreError({ reason: 'too many writers of one session' });
}

/** Writes that the session was seen, unless that was written within five minutes or a tenth of the idle time. */
export async function touchSession(loaded: LoadedSession, options: SessionRecordOptions): Promise<void> {
  const now = secondsOf(options.now);
  const everySeconds = Math.min(TOUCH_SECONDS, options.life.idleMinutes * 6);
  if (now - loaded.stored.lastSeenAt < everySeconds) return;
  const stored = { ...loaded.stored, lastSeenAt: now };
  // On a conflict somebody else has just written the record, and with it that it was seen.
  const version = await write(loaded, stored, loaded.version, options);
  if (version !== undefined) Object.assign(loaded, { stored, version });
}

async function readAgain(loaded: LoadedSession, { store }: SessionRecordOptions): Promise<boolean> {
  const entry = await store.get(sessionKey(loaded.sessionId));
  const stored = entry && parseSessionRecord(entry.value);
  if (stored) Object.assign(loaded, { stored, version: entry.version });
  else loaded.ended = true;
  return !loaded.ended;
}

function write(
  { sessionId }: { readonly sessionId: string },
  record: SessionRecord,
  version: string | undefined,
  { store, life, now }: SessionRecordOptions,
): Promise<string | undefined> {
  const ttlSeconds = sessionExpiresAt(record, life) - secondsOf(now);
  return store.compareAndSet(sessionKey(sessionId), JSON.stringify(record), version, ttlSeconds);
}

function keysAfter(keys: CookieKeys, from: SessionCookie | undefined, to: SessionCookie, now: number): CookieKeys {
  const current = Object.fromEntries(Object.entries(keys).filter(([, { retiresAt = Infinity }]) => retiresAt > now));
  if (!from) return { ...current, [hashSessionKey(to.key)]: {} };
  if (from.key === to.key) return current;
  const retiresAt = Math.min(keys[hashSessionKey(from.key)]?.retiresAt ?? Infinity, now + RENEWAL_GRACE_SECONDS);
  return { ...current, [hashSessionKey(from.key)]: { retiresAt }, [hashSessionKey(to.key)]: {} };
}

function secondsOf(now: Clock): number {
  return Math.floor(now() / 1000);
}
