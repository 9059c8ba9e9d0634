import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

/** A sign-in attempt that this browser began: what its short cookie says. */
export interface AttemptCookie {
  /** Names the attempt; part of the cookie's name. Letters, digits, `-` and `_`. */
  readonly id: string;
  /** Proves that it was this browser. */
  readonly secret: string;
  readonly startedAtSeconds: number;
}

/** How long an attempt may take. */
export const ATTEMPT_MINUTES = 15;
const MAX_ATTEMPTS = 10;
const VALUE = /^(\d{1,12})\.([\w-]{1,200})$/;

/**
 * Which cookies to set and to clear when another attempt begins: at most ten stay, the oldest go. Twenty tabs that
 * reopen at once must not fill the request's headers. Pure.
 */
export function planAttemptCookies(
  existing: readonly AttemptCookie[],
  begun: AttemptCookie,
): { set: AttemptCookie; clear: string[] } {
  const others = existing.filter(({ id }) => id !== begun.id);
  const oldestFirst = others.toSorted((one, other) => one.startedAtSeconds - other.startedAtSeconds);
  const excess = Math.max(0, others.length + 1 - MAX_ATTEMPTS);
  return { set: begun, clear: oldestFirst.slice(0, excess).map(({ id }) => id) };
}

/** Binds an attempt to this browser for 15 minutes, and clears the oldest if there are more than ten. */
export function setAttemptCookie(req: Request, res: Response, begun: AttemptCookie, https: boolean): void {
  const { set, clear } = planAttemptCookies(readAttemptCookies(req, https), begun);
  for (const id of clear) clearAttemptCookie(res, id, https);
  res.cookie(nameOf(set.id, https), `${set.startedAtSeconds}.${set.secret}`, {
    ...attributes(https),
    maxAge: ATTEMPT_MINUTES * 60_000,
  });
}

/** The attempts of this browser, in no order. Cookies of another shape are left out. */
export function readAttemptCookies(req: Request, https: boolean): AttemptCookie[] {
  const prefix = nameOf('', https);
  return Object.entries(parseCookie(req.get('Cookie') ?? '')).flatMap(([name, value]) => {
    const [, startedAt, secret] = VALUE.exec(value ?? '') ?? [];
    if (!name.startsWith(prefix) || startedAt === undefined || secret === undefined) return [];
    return [{ id: name.slice(prefix.length), secret, startedAtSeconds: Number(startedAt) }];
  });
}

/** Forgets an attempt in this browser. */
export function clearAttemptCookie(res: Response, id: string, https: boolean): void {
  res.clearCookie(nameOf(id, https), attributes(https));
}

function nameOf(id: string, https: boolean): string {
  return `${https ? '__Host-' : ''}vc_attempt_${id}`;
}

function attributes(https: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
}

/** Remembers, for as long as a sign-out may take, what has to come back with the browser. */
export function setSignOutCookie(res: Response, value: string, https: boolean): void {
  res.cookie(signOutName(https), value, { ...attributes(https), maxAge: ATTEMPT_MINUTES * 60_000 });
}

export function readSignOutCookie(req: Request, https: boolean): string | undefined {
  return parseCookie(req.get('Cookie') ?? '')[signOutName(https)];
}

export function clearSignOutCookie(res: Response, https: boolean): void {
  res.clearCookie(signOutName(https), attributes(https));
}

const REFUSAL_SECRET = /^[\w-]{32}$/;

/** What this browser proves with that a refused sign-in was its own; undefined when it has had none lately. */
export function readRefusalCookie(req: Request, https: boolean): string | undefined {
  const value = parseCookie(req.get('Cookie') ?? '')[refusalName(https)];
  return value !== undefined && REFUSAL_SECRET.test(value) ? value : undefined;
}

/** One for all refusals of a browser: tabs that were refused before go on showing why. */
export function setRefusalCookie(res: Response, secret: string, https: boolean): void {
  res.cookie(refusalName(https), secret, { ...attributes(https), maxAge: ATTEMPT_MINUTES * 60_000 });
}

function refusalName(https: boolean): string {
  return `${https ? '__Host-' : ''}vc_refused`;
}

function signOutName(https: boolean): string {
  return `${https ? '__Host-' : ''}vc_sign_out`;
}
