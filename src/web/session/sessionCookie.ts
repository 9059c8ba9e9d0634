import { randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import { hashOf } from '../../connections/hash.ts';

/** What the session cookie says, before its signature: which session, and the key that opens it. */
export interface SessionCookie {
  /** Public and stable over renewals: 128 random bits, base64url. */
  readonly sessionId: string;
  /** Secret: 256 random bits, base64url. The store holds only its hash. */
  readonly key: string;
}

const SHAPE = /^([\w-]{22})\.([\w-]{43})$/;

/** The cookie's name. `__Host-` binds it to this host and to https (RFC 6265bis §4.1.3.2). */
export function sessionCookieName(https: boolean): string {
  return https ? '__Host-vc_session' : 'vc_session';
}

/** A cookie for a session that does not exist yet. */
export function newSessionCookie(): SessionCookie {
  return { sessionId: randomBytes(16).toString('base64url'), key: newKey() };
}

/** A cookie with another key for the same session. */
export function renewedSessionCookie({ sessionId }: Pick<SessionCookie, 'sessionId'>): SessionCookie {
  return { sessionId, key: newKey() };
}

/** The cookie's value, to be signed. */
export function writeSessionCookie({ sessionId, key }: SessionCookie): string {
  return `${sessionId}.${key}`;
}

/** Reads a value whose signature was checked; undefined when it is of another shape. */
export function readSessionCookie(value: string): SessionCookie | undefined {
  const [, sessionId, key] = SHAPE.exec(value) ?? [];
  return sessionId === undefined || key === undefined ? undefined : { sessionId, key };
}

/**
 * The session cookie that a `Cookie` header brings, its signature unchecked: proves nothing until its key is compared
 * to a hash that the store has.
 */
export function sessionCookieSent(header: string | undefined, https: boolean): SessionCookie | undefined {
  const value = parseCookie(header ?? '')[sessionCookieName(https)];
  return readSessionCookie(/^s:([^.]*\.[^.]*)\./.exec(value ?? '')?.[1] ?? '');
}

/** What the store keeps of a key. */
export function hashSessionKey(key: string): string {
  return hashOf(key);
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}
