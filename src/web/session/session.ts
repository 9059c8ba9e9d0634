import type { Request, RequestHandler, Response } from 'express';
import expressSession from 'express-session';
import type { Person, PersonSession } from '../../connections/personSession.ts';
import type { SessionLife } from '../../connections/sessionRecord.ts';
import { AppError, StoreError } from '../../errors.ts';
import type { Clock, Store } from '../../store/store.ts';
import { newCsrfToken } from '../forms/csrf.ts';
import { newSessionCookie, readSessionCookie, sessionCookieName, writeSessionCookie } from './sessionCookie.ts';
import { SessionStore } from './sessionStore.ts';

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in; absent while the callback is still at it. */
    signedIn?: PersonSession | undefined;
  }
}

export interface SessionOptions {
  readonly store: Store;
  /** First signs, all verify. */
  readonly secrets: readonly string[];
  /** Whether the public address is https. */
  readonly https: boolean;
  readonly life: SessionLife;
  readonly now: Clock;
}

type CurrentSession = Request['session'];

/**
 * Loads the session that the request's cookie names: one read, and none without a cookie. Visitors get no session and
 * no cookie; only `startSession` makes one. An unknown, forged, retired or expired cookie counts as none. It is not
 * deleted: the answer of a slow request would delete the cookie of a sign-in that another tab has just finished.
 */
export function session({ store, secrets, https, life, now }: SessionOptions): RequestHandler {
  const cookie = cookieAttributes(https);
  return expressSession({
    name: sessionCookieName(https),
    secret: [...secrets],
    store: new SessionStore({ store, life, cookie, now }),
    genid: () => writeSessionCookie(newSessionCookie()),
    cookie,
    resave: false,
    saveUninitialized: false,
    rolling: false,
  });
}

/** The request's session; undefined before the session middleware, after `endSession`, and when the store is away. */
export function currentSession(req: Request): CurrentSession | undefined {
  return 'session' in req ? req.session : undefined;
}

/** The stable name of the request's session; undefined for a visitor without one. */
export function currentSessionId(req: Request): string | undefined {
  const current = currentSession(req);
  return current && storeOf(req).isStored(current) ? readSessionCookie(req.sessionID)?.sessionId : undefined;
}

/**
 * Begins a session under a new name, when somebody becomes signed in and when another person does, and saves it. It
 * holds what `signedIn` makes of its name, and a CSRF token; what there was is deleted.
 * @throws StoreError when the store does not answer
 */
export async function startSession(
  req: Request,
  signedIn: (sessionId: string) => PersonSession | Promise<PersonSession>,
): Promise<void> {
  if (req.session.cookie.secure === true && !req.secure) {
    // express-session would keep silent and set no cookie.
    throw new AppError('unexpected', {
      reason: 'BASE_URL is https, but no trusted proxy says X-Forwarded-Proto: https',
    });
  }
  // A session that the store does not know has a fresh name that no browser has seen.
  if (storeOf(req).isStored(req.session)) await called((done) => req.session.regenerate(done));
  req.session.csrfToken = newCsrfToken();
  req.session.signedIn = await signedIn(sessionIdOf(req));
  await saveSession(req);
}

/** The name that `startSession` gives a visitor's session: made for this request, no browser has seen it. */
export function comingSessionId(req: Request): string {
  return sessionIdOf(req);
}

/**
 * Makes the session of that name a visitor's, when it is this person's and not over; it is the caller's to know that it
 * is this browser's. To be renewed then, which gives the browser a key of its own. Answers whether there was one.
 * @throws StoreError when the store does not answer
 */
export function joinSession(
  req: Request,
  sessionId: string,
  { issuer, sub }: Pick<Person, 'issuer' | 'sub'>,
): Promise<boolean> {
  return storeOf(req).join(
    req,
    sessionId,
    ({ signedIn }) => signedIn?.person.issuer === issuer && signedIn.person.sub === sub,
  );
}

/**
 * Gives the session a new cookie when the same person has signed in again, and saves it with what `change` makes of
 * what it held. Its name, CSRF token and age stay. The old cookie is accepted for 30 seconds more. Answers what it held
 * until then, other requests' changes included.
 * @throws AppError session_required when nobody is signed in, or no longer when it is saved
 * @throws StoreError when the store does not answer
 */
export async function renewSession(
  req: Request,
  change: (current: PersonSession) => PersonSession | Promise<PersonSession>,
): Promise<PersonSession> {
  const { signedIn } = req.session;
  if (!signedIn) throw new AppError('session_required', { reason: 'only a signed-in session can be renewed' });
  storeOf(req).renew(req);
  req.session.signedIn = await change(signedIn);
  await saveSession(req);
  return storeOf(req).replacedBy(req.session)?.signedIn ?? signedIn;
}

/**
 * Writes the session now. To be awaited before every redirect: express-session saves while the answer is already on
 * its way, and the next request may be faster.
 * @throws AppError session_required when the session was ended meanwhile, by another tab or by Visma Connect
 * @throws StoreError when the store does not answer
 */
export async function saveSession(req: Request): Promise<void> {
  await called((done) => req.session.save(done));
  if (storeOf(req).wasEnded(req.session)) {
    throw new AppError('session_required', { reason: 'the session was ended while the request ran' });
  }
}

/**
 * Deletes the session and its cookie. The request has no session from then on, and the answer takes the cookie from the
 * browser even if the store does not delete the session.
 * @throws StoreError when the store does not answer
 */
export async function endSession(req: Request, res: Response): Promise<void> {
  const current = currentSession(req);
  if (!current) return;
  clearSessionCookie(res, current.cookie.secure === true);
  await called((done) => current.destroy(done));
}

/** Takes the cookie from the browser, for a request whose session could not be read. */
export function clearSessionCookie(res: Response, https: boolean): void {
  res.clearCookie(sessionCookieName(https), cookieAttributes(https));
}

function cookieAttributes(https: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
}

function storeOf(req: Request): SessionStore {
  if (req.sessionStore instanceof SessionStore) return req.sessionStore;
  throw new AppError('unexpected', { reason: 'the session middleware has not run' });
}

function sessionIdOf(req: Request): string {
  const cookie = readSessionCookie(req.sessionID);
  if (!cookie) throw new AppError('unexpected', { reason: 'a session id that is not ours' });
  return cookie.sessionId;
}

function called(call: (done: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new StoreError({ cause: error }));
    });
  });
}
