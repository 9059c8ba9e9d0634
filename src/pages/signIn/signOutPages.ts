import { randomBytes } from 'node:crypto';
import { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { isSameSecret } from '../../connections/hash.ts';
import type { PersonSession } from '../../connections/personSession.ts';
import type { TakenTokens, Sessions } from '../../connections/sessions.ts';
import type { RevokeAll } from '../../connections/revokeAll.ts';
import { StoreError } from '../../errors.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import { describeError } from '../../log.ts';
import { uiLocales } from '../../oidc/uiLocales.ts';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { renderPage } from '../../web/rendering/renderPage.ts';
import { clearSessionCookie, currentSession, endSession } from '../../web/session/session.ts';
import { forgetCompany } from '../../web/session/lastCompany.ts';
import { sessionCookieSent } from '../../web/session/sessionCookie.ts';
import { clearSignOutCookie, readSignOutCookie, setSignOutCookie } from '../../web/session/shortCookies.ts';
import { recordStep } from '../../oidc/recordStep.ts';

export interface SignOutPagesDeps {
  readonly sessions: Pick<Sessions, 'takeAllTokens'>;
  readonly revokeAll: RevokeAll;
  /** Where to send the browser to sign out at Visma Connect; undefined where it has no such place. */
  readonly planSignOut: (request: {
    idTokenHint: string;
    state: string;
    uiLocales: string | undefined;
  }) => Promise<string | undefined>;
  readonly https: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What the page after a sign-out knows. Whoever has signed in again since is told so: the frame knows them. */
export interface SignedOutView {
  readonly happened: TextKey;
  /** What is to be thought of when nobody knows that Visma Connect has ended its session. */
  readonly warning: TextKey | undefined;
  /** The store could not delete all of the session: it lives on there, without a browser that opens it. */
  readonly isAnyLeft: boolean;
}

/** Signing out: here first, then at Visma Connect, and the page where both ends. */
export function signOutPages(deps: SignOutPagesDeps): Router {
  const router = Router();
  router
    .route('/logout')
    .get((req, res) => {
      renderPage(req, res, { view: 'pages/logout', title: 'signOut.title', data: undefined });
    })
    .post((req, res) => signOut(deps, req, res))
    .all(methodNotAllowed('GET', 'POST'));
  router.get('/signed-out', (req, res) => signedOut(deps, req, res));
  return router;
}

/**
 * Whatever Connect and the store do or do not answer, the person is signed out in this browser. What the store could
 * not delete is said on the page that follows.
 */
async function signOut(deps: SignOutPagesDeps, req: Request, res: Response): Promise<void> {
  forgetCompany(res, deps.https);
  const signedIn = currentSession(req)?.signedIn;
  if (!signedIn) {
    res.redirect(303, '/signed-out');
    return;
  }
  const isSessionLeft = await endSession(req, res).then(
    () => false,
    (error: unknown) => {
      if (error instanceof StoreError) return true;
      throw error;
    },
  );
  const { taken, isAnyLeft } = await deps.sessions.takeAllTokens(signedIn);
  const isLeft = isSessionLeft || isAnyLeft;
  await deps.revokeAll(taken.map(({ tokens }) => tokens));
  if (isLeft) req.log.warn({ event: 'signed_out_in_part' }, 'a person signed out; the store did not delete everything');
  else req.log.info({ event: 'signed_out' }, 'a person signed out');
  const state = randomBytes(32).toString('base64url');
  const url = await connectUrl(deps, req, { hint: hintOf(signedIn, taken), state });
  setSignOutCookie(res, `${isLeft ? LEFT : ''}${url === undefined ? 'here' : state}`, deps.https);
  res.redirect(303, url ?? '/signed-out');
}

/** In front of what the sign-out's cookie says, when the store did not delete everything. */
const LEFT = 'left.';

/**
 * Signs out a browser whose session cannot be read because the store is away: its cookie goes. There is no session
 * whose form token could be compared, so what is asked for is that the form is of our own page. The session cookie is
 * `SameSite=Lax`: a form of another site comes without it.
 */
export function signOutWithoutStore({ https, baseUrl }: WithoutStoreDeps): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, next) => {
    const isSignOut = req.method === 'POST' && req.path === '/logout';
    const isOurs =
      (req.get('Origin') ?? baseUrl) === baseUrl && (req.get('Sec-Fetch-Site') ?? 'same-origin') === 'same-origin';
    const cookie = sessionCookieSent(req.get('Cookie'), https);
    if (!(error instanceof StoreError) || !isSignOut || !isOurs || !cookie) {
      next(error);
      return;
    }
    req.log.warn({ event: 'signed_out_in_part', err: error }, 'a browser signed out; the store is away');
    clearSessionCookie(res, https);
    forgetCompany(res, https);
    setSignOutCookie(res, `${LEFT}here`, https);
    res.redirect(303, '/signed-out');
  };
}

export interface WithoutStoreDeps {
  readonly https: boolean;
  /** The public origin. */
  readonly baseUrl: string;
}

/** Any ID token of the session names it; the current company's is the likeliest to be of the living one. */
function hintOf({ currentTenantId }: PersonSession, taken: readonly TakenTokens[]): string | undefined {
  const current = taken.find(({ tenantId }) => tenantId === currentTenantId) ?? taken[0];
  return current?.tokens.idToken;
}

async function connectUrl(
  { planSignOut }: SignOutPagesDeps,
  req: Request,
  { hint, state }: { hint: string | undefined; state: string },
): Promise<string | undefined> {
  if (hint === undefined) return undefined;
  const request = { idTokenHint: hint, state, uiLocales: uiLocales(req.get('Accept-Language')) };
  return planSignOut(request).catch((error: unknown) => {
    req.log.warn({ event: 'sign_out_here_only', err: describeError(error) }, 'Visma Connect could not be asked');
    return undefined;
  });
}

/**
 * The post-logout redirect URI. A state that is not ours, or none, changes nothing. The page is left open and reloaded,
 * also after a new sign-in: only what follows a sign-out of this browser is a step of its protocol.
 */
function signedOut({ https, now }: SignOutPagesDeps, req: Request, res: Response): void {
  const cookie = readSignOutCookie(req, https);
  const isAnyLeft = cookie?.startsWith(LEFT) === true;
  const expected = isAnyLeft ? cookie.slice(LEFT.length) : cookie;
  const { state } = req.query;
  const matches = typeof state === 'string' && expected !== undefined && isSameSecret(state, expected);
  if (expected !== undefined) clearSignOutCookie(res, https);
  if (expected !== undefined && expected !== 'here') recordAnswer(req, matches, now());
  const extent = matches ? 'both' : expected === 'here' ? 'here' : 'unsure';
  const title = currentSession(req)?.signedIn ? 'signOut.signedInTitle' : 'signOut.signedOutTitle';
  renderPage(req, res, { view: 'pages/signedOut', title, data: toSignedOutView(extent, isAnyLeft) });
}

/** `both`: Visma Connect confirmed with our state. `here`: it could not be asked. `unsure`: nobody can say. */
type Extent = 'both' | 'here' | 'unsure';

/** What happened, in words. Pure. */
export function toSignedOutView(extent: Extent, isAnyLeft: boolean): SignedOutView {
  const place = extent === 'both' ? 'both' : 'here';
  return {
    happened: isAnyLeft ? `signOut.done.${place}` : `signOut.done.${place}NothingLeft`,
    warning: WARNINGS[extent],
    isAnyLeft,
  };
}

const WARNINGS = { both: undefined, here: 'signOut.done.notAsked', unsure: 'signOut.done.unsure' } as const;

function recordAnswer(req: Request, matches: boolean, startedAtMs: number): void {
  recordStep({
    kind: 'signed_out',
    startedAtMs,
    request: { method: 'GET', url: req.originalUrl },
    checks: [{ rule: 'state is the one sent with the sign-out', section: 'RP-Initiated Logout §3', passed: matches }],
  });
}
