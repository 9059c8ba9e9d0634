import type { Request, RequestHandler } from 'express';
import type { PersonSession } from '../connections/personSession.ts';
import { AppError } from '../errors.ts';
import { safeReturnTo } from './addresses/safeReturnTo.ts';
import { currentSession } from './session/session.ts';

/** The only addresses that answer without a session; whatever is mounted before the guard aside. */
export const PUBLIC_PATHS: readonly string[] = [
  '/',
  '/login',
  '/callback',
  '/initiate-login',
  '/logout',
  '/signed-out',
  '/frontchannel-logout',
  '/backchannel-logout',
];

/**
 * Lets only signed-in people through, public paths aside. A person who opens a page is sent to sign in and comes back
 * to it; scripts, assets, prefetches, frames and forms are refused, because a sign-in started for them helps nobody.
 * @throws AppError session_required, with where a sign-in should lead
 */
export function guard({ baseUrl }: { readonly baseUrl: string }): RequestHandler {
  return (req, res, next) => {
    if (PUBLIC_PATHS.includes(req.path) || currentSession(req)?.signedIn) {
      next();
    } else if (isNavigation(req)) {
      const query = new URLSearchParams({ return_to: safeReturnTo(req.originalUrl) });
      res.set('Cache-Control', 'no-store').redirect(302, `/login?${query.toString()}`);
    } else {
      throw new AppError('session_required', { returnTo: pageOf(req, baseUrl) });
    }
  };
}

/**
 * For `/login` and its like: refuses what is no person opening a page, so that no sign-in is started for a prefetch.
 * @throws AppError session_required
 */
export const navigationOnly: RequestHandler = (req, _res, next) => {
  if (isNavigation(req)) next();
  else throw new AppError('session_required', { reason: 'not a navigation', returnTo: '/' });
};

/** The signed-in person's session. @throws AppError session_required */
export function signedInSession(req: Request): PersonSession {
  const signedIn = currentSession(req)?.signedIn;
  if (!signedIn) throw new AppError('session_required');
  return signedIn;
}

/**
 * Whether the browser is opening a page in a tab. Clients that send no Fetch Metadata are taken for one unless they
 * accept no page.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
function isNavigation(req: Request): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  const purposes = [req.get('Sec-Purpose'), req.get('Purpose'), req.get('X-Moz'), req.get('X-Purpose')];
  if (purposes.some((purpose) => /prefetch|preview/i.test(purpose ?? ''))) return false;
  const mode = req.get('Sec-Fetch-Mode') ?? 'navigate';
  const destination = req.get('Sec-Fetch-Dest') ?? 'document';
  return mode === 'navigate' && destination === 'document' && req.accepts('html') !== false;
}

/** The page a form or script belongs to, if it was one of ours. */
function pageOf(req: Request, baseUrl: string): string {
  const referrer = req.get('Referer') ?? '';
  return URL.canParse(referrer) && new URL(referrer).origin === baseUrl
    ? safeReturnTo(referrer.slice(baseUrl.length))
    : '/';
}
