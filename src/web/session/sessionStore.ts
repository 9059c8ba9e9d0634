import { callbackify } from 'node:util';
import type { Request } from 'express';
import expressSession, { type SessionData } from 'express-session';
import { sessionKey, type SessionRecordData } from '../../connections/sessionRecord.ts';
import { AppError } from '../../errors.ts';
import {
  createSession,
  loadSession,
  loadSessionByName,
  touchSession,
  updateSession,
  type LoadedSession,
  type SessionRecordOptions,
} from './loadedSession.ts';
import type { JsonObject } from './mergeSession.ts';
import { readSessionCookie, renewedSessionCookie, writeSessionCookie } from './sessionCookie.ts';

export interface SessionStoreOptions extends SessionRecordOptions {
  /** Attributes of the cookie; they are not stored. */
  readonly cookie: expressSession.CookieOptions;
}

type Done = (error: unknown) => void;

/**
 * express-session's store on ours. One read per request; nothing is written unless something changed, but for the
 * time last seen, every five minutes. So a session may end those five minutes (a tenth of the idle time, if that is
 * shorter) before its idle time is over, never after.
 *
 * A write is compare-and-set with a three-way merge: parallel requests lose nothing of each other, and a session that
 * was ended meanwhile stays ended.
 */
export class SessionStore extends expressSession.Store {
  readonly #options: SessionStoreOptions;
  /** By session object; express-session's own objects stay free of anything but data. */
  readonly #loaded = new WeakMap<object, LoadedSession>();

  constructor(options: SessionStoreOptions) {
    super();
    this.#options = options;
  }

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    callbackify(() => this.#load(sid))(callback);
  }

  override set(sid: string, session: SessionData, callback: Done = () => undefined): void {
    callbackify(() => this.#save(sid, session))(callback);
  }

  override destroy(sid: string, callback: Done = () => undefined): void {
    callbackify(() => this.#delete(sid))(callback);
  }

  override touch(_sid: string, session: SessionData, callback: () => void = () => undefined): void {
    const loaded = this.#loaded.get(session);
    // The page is made by now. If the store has gone away, the next request will say so and touch again.
    if (loaded) touchSession(loaded, this.#options).then(callback, callback);
    else callback();
  }

  /** express-session calls this with what `get` answered; from then on the session object leads to its record. */
  override createSession(req: Request, data: SessionData): expressSession.Session & SessionData {
    const session = super.createSession(req, data);
    const loaded = this.#loaded.get(data);
    if (loaded) this.#loaded.set(session, loaded);
    return session;
  }

  /** Whether the session object has a record, loaded or saved by this request. */
  isStored(session: object): boolean {
    return this.#loaded.has(session);
  }

  /** Whether somebody else had deleted the record when this request wanted to write it. */
  wasEnded(session: object): boolean {
    return this.#loaded.get(session)?.ended === true;
  }

  /** Gives the request's session another cookie; the next save writes its key and retires the one it came with. */
  renew(req: Request): void {
    const loaded = this.#loaded.get(req.session);
    if (!loaded) throw new AppError('session_required', { reason: 'a session without a record cannot be renewed' });
    const data = Object.assign({ cookie: req.session.cookie }, req.session);
    this.#loaded.set(data, loaded);
    req.sessionID = writeSessionCookie(renewedSessionCookie(loaded));
    this.createSession(req, data);
  }

  /** Makes a stored session the request's, with a cookie of its own for the next save; false when there is none. */
  async join(req: Request, sessionId: string, isMeant: (data: SessionRecordData) => boolean): Promise<boolean> {
    const loaded = await loadSessionByName(sessionId, this.#options);
    if (!loaded || !isMeant(loaded.stored.data)) return false;
    req.sessionID = writeSessionCookie(renewedSessionCookie(loaded));
    this.createSession(req, this.#dataOf(loaded));
    return true;
  }

  /** What the record held just before this request wrote it last. */
  replacedBy(session: object): SessionRecordData | undefined {
    return this.#loaded.get(session)?.replaced?.data;
  }

  async #load(sid: string): Promise<SessionData | null> {
    const cookie = readSessionCookie(sid);
    const loaded = cookie && (await loadSession(cookie, this.#options));
    return loaded ? this.#dataOf(loaded) : null;
  }

  #dataOf(loaded: LoadedSession): SessionData {
    const session = { ...loaded.stored.data, cookie: { ...this.#options.cookie, originalMaxAge: null } };
    this.#loaded.set(session, loaded);
    return session;
  }

  async #save(sid: string, session: SessionData): Promise<void> {
    const cookie = readSessionCookie(sid);
    if (!cookie) throw new AppError('unexpected', { reason: 'a session id that is not ours' });
    const loaded = this.#loaded.get(session);
    if (loaded) await updateSession(loaded, cookie, dataOf(session), this.#options);
    else this.#loaded.set(session, await createSession(cookie, dataOf(session), this.#options));
  }

  async #delete(sid: string): Promise<void> {
    const cookie = readSessionCookie(sid);
    if (cookie) await this.#options.store.delete(sessionKey(cookie.sessionId));
  }
}

/** The session as it will be read back: without the cookie's attributes and without what JSON leaves out. */
function dataOf({ cookie: _cookie, ...data }: SessionData): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(data));
  return typeof copy === 'object' && copy !== null ? { ...copy } : {};
}
