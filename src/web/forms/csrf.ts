import { randomBytes } from 'node:crypto';
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { AppError } from '../../errors.ts';
import { maskToken, unmaskToken } from './tokenMask.ts';

/** The name of the hidden form field. */
export const CSRF_FIELD = '_csrf';

/** A token for a new session. */
export function newCsrfToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The token for the forms of a page, written anew for each page; undefined for a visitor without a session. */
export function csrfTokenOf(req: Request): string | undefined {
  const token = tokenOfSession(req);
  return token === undefined ? undefined : maskToken(token);
}

/**
 * Refuses requests that change something unless their form carries the session's token. Needs the session and the
 * parsed form before it. Paths of other servers' notices are exempt: they have no session.
 * @throws AppError csrf
 */
export function csrfProtection({ exemptPaths }: { readonly exemptPaths: readonly string[] }): RequestHandler {
  const { isRequestValid } = csrfSync({ getTokenFromState: tokenOfSession, getTokenFromRequest: tokenInForm });
  return (req, _res, next) => {
    if (isSafe(req.method) || exemptPaths.includes(req.path) || isRequestValid(req)) next();
    else throw new AppError('csrf', { reason: 'the form did not carry the token of its session' });
  };
}

/** Whether a form carries the token of the session it came with. */
export function carriesCsrfToken(req: Request): boolean {
  const token = tokenOfSession(req);
  return token !== undefined && tokenInForm(req) === token;
}

/** RFC 9110 §9.2.1. */
function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method);
}

function tokenOfSession(req: Request): string | undefined {
  return 'session' in req ? (req.session.csrfToken ?? undefined) : undefined;
}

function tokenInForm(req: Request): string | undefined {
  const form: unknown = req.body;
  if (typeof form !== 'object' || form === null) return undefined;
  const sent: unknown = Reflect.get(form, CSRF_FIELD);
  if (typeof sent !== 'string') return undefined;
  // A page that was made before tokens were masked carries it as it is.
  return sent === tokenOfSession(req) ? sent : unmaskToken(sent);
}
