import { randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { hashOf } from '../../connections/hash.ts';

/*
 * Steps that are recorded while nobody is signed in belong to the browser: to whoever brings this cookie. Its value is
 * random; the store knows its hash only.
 */

/** How long a visitor's steps stay, from the last one on. */
export const VISITOR_TRACE_SECONDS = 3600;
const VALUE = /^[\w-]{43}$/;

export function newTraceCookie(): string {
  return randomBytes(32).toString('base64url');
}

export function readTraceCookie(req: Request, https: boolean): string | undefined {
  const value = parseCookie(req.get('Cookie') ?? '')[nameOf(https)];
  return value !== undefined && VALUE.test(value) ? value : undefined;
}

export function setTraceCookie(res: Response, value: string, https: boolean): void {
  res.cookie(nameOf(https), value, { ...attributes(https), maxAge: VISITOR_TRACE_SECONDS * 1000 });
}

export function clearTraceCookie(res: Response, https: boolean): void {
  res.clearCookie(nameOf(https), attributes(https));
}

/** What the store knows of the cookie. */
export function hashTraceCookie(value: string): string {
  return hashOf(value);
}

function nameOf(https: boolean): string {
  return `${https ? '__Host-' : ''}vc_trace`;
}

function attributes(https: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
}
