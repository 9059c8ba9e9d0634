import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Attempts, TakenAttempt } from '../../connections/attempts.ts';
import type { SignIns } from '../../connections/signIns.ts';
import { SignInError } from '../../errors.ts';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { navigationOnly } from '../../web/guard.ts';
import { oneOf, optionalText, parseQuery } from '../../web/input.ts';
import { safeReturnTo } from '../../web/addresses/safeReturnTo.ts';
import { currentSession } from '../../web/session/session.ts';
import { rememberCompany } from '../../web/session/lastCompany.ts';
import { clearAttemptCookie, readAttemptCookies } from '../../web/session/shortCookies.ts';
import { beginSignIn, rethrowWith, type BeginSignInDeps } from './beginSignIn.ts';
import { establishSession, type EstablishSessionDeps } from './establishSession.ts';
import { redirectRefused, type RefusedSignInsDeps } from './refusedSignIns.ts';
import { postSignInRedirect } from './postSignInRedirect.ts';
import { recordStep } from '../../oidc/recordStep.ts';

export interface SignInPagesDeps extends BeginSignInDeps, EstablishSessionDeps {
  readonly signIns: SignIns;
  readonly attempts: Attempts;
  readonly limit: RequestHandler;
  readonly refused: RefusedSignInsDeps;
}

/** Signing in: to Visma Connect and back. */
export function signInPages(deps: SignInPagesDeps): Router {
  const router = Router();
  router
    .route('/login')
    .get(deps.limit, navigationOnly, (req, res) => login(deps, req, res))
    .all(methodNotAllowed('GET'));
  router
    .route('/callback')
    .get(deps.limit, (req, res) =>
      callback(deps, req, res).catch((error: unknown) => redirectRefused(deps.refused, error, req, res)),
    )
    .all(methodNotAllowed('GET'));
  return router;
}

const loginQuery = z.object({
  return_to: optionalText(2000),
  tenant: optionalText(200),
  connect: oneOf('1'),
  prompt: oneOf('login', 'consent', 'select_account', 'none'),
  scope: optionalText(500),
  login_hint: optionalText(200),
});

/** Always begins a new sign-in, also for somebody who is signed in. */
function login(deps: SignInPagesDeps, req: Request, res: Response): Promise<void> {
  const { return_to: returnTo, tenant, connect, prompt, scope, login_hint: loginHint } = parseQuery(req, loginQuery);
  return beginSignIn(deps, req, res, {
    returnTo: safeReturnTo(returnTo),
    tenantId: tenant,
    prompt,
    loginHint,
    isForAnotherCompany: connect !== undefined,
    stepUpScopes: scope?.split(/\s+/) ?? [],
  });
}

/** The redirect URI. */
async function callback(deps: SignInPagesDeps, req: Request, res: Response): Promise<void> {
  const { search } = new URL(req.originalUrl, 'http://callback.invalid');
  const parameters = new URLSearchParams(search);
  const state = stateOf(parameters);
  if (state === undefined) {
    recordRefused(deps, req, { rule: 'there is one state', section: 'RFC 6749 §3.1, §10.12' });
    throw new SignInError('callback_invalid', { reason: 'there is not one state' });
  }
  const taken = await takeAttempt(deps, req, res, state);
  if (taken.kind === 'unknown') {
    refuseUnknown(deps, req, res);
    return;
  }
  const { attempt } = taken;
  const context = { returnTo: attempt.returnTo, tenantId: attempt.tenantId };
  if (taken.kind === 'expired') {
    recordRefused(deps, req, { rule: 'the attempt is not older than 15 minutes', section: 'our own rule' });
    throw new SignInError('attempt_expired', context);
  }
  const current = currentSession(req)?.signedIn;
  const finished = await deps.signIns.finish({ parameters, state, attempt, current }).catch(rethrowWith(context));
  await establishSession(deps, req, finished).catch(async (error: unknown) => {
    await deps.signIns.abandon(finished);
    throw error;
  });
  rememberCompany(res, finished.company.tenantId, deps.https);
  res.redirect(303, postSignInRedirect(attempt, finished.company.tenantId));
}

/** RFC 6749 §3.1: a parameter must not come twice. */
function stateOf(parameters: URLSearchParams): string | undefined {
  const [state, ...others] = parameters.getAll('state');
  return state === '' || others.length > 0 ? undefined : state;
}

/** A response that is refused before anything of its attempt is known. */
function recordRefused(
  { now }: SignInPagesDeps,
  req: Request,
  check: { readonly rule: string; readonly section: string },
): void {
  recordStep({
    kind: 'authorization_response',
    startedAtMs: now(),
    request: { method: 'GET', url: req.originalUrl },
    checks: [{ ...check, passed: false }],
  });
}

async function takeAttempt(
  { attempts, https }: SignInPagesDeps,
  req: Request,
  res: Response,
  state: string,
): Promise<TakenAttempt> {
  const cookies = readAttemptCookies(req, https);
  const taken = await attempts.take(state, (id) => cookies.find((cookie) => cookie.id === id)?.secret);
  if (cookies.some(({ id }) => id === taken.id)) clearAttemptCookie(res, taken.id, https);
  return taken;
}

/** Back onto the callback, or a second click: whoever is signed in goes on quietly. */
function refuseUnknown(deps: SignInPagesDeps, req: Request, res: Response): void {
  if (!currentSession(req)?.signedIn) {
    recordRefused(deps, req, {
      rule: 'state is of an attempt that this browser began, and has not come back before',
      section: 'RFC 9700 §4.7.1',
    });
    throw new SignInError('attempt_unknown');
  }
  res.redirect(303, '/');
}
