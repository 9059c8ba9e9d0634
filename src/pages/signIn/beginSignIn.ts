import type { Request, Response } from 'express';
import type { Attempts } from '../../connections/attempts.ts';
import type { PersonSession } from '../../connections/personSession.ts';
import type { SignIns } from '../../connections/signIns.ts';
import { SignInError, isRefusal } from '../../errors.ts';
import type { SignInPurpose } from '../../oidc/signIn.ts';
import { currentSession } from '../../web/session/session.ts';
import { planAttemptCookies, readAttemptCookies, setAttemptCookie } from '../../web/session/shortCookies.ts';
import { tenantOfPath } from './postSignInRedirect.ts';

export interface BeginSignInDeps {
  readonly signIns: Pick<SignIns, 'begin'>;
  readonly attempts: Pick<Attempts, 'forget'>;
  /** Whether the public address is https. */
  readonly https: boolean;
}

export interface WantedSignIn {
  /** A safe path of this application. */
  readonly returnTo: string;
  readonly tenantId?: string | undefined;
  /** Wanted for one company more, chosen at Visma Connect unless `tenantId` says which; by the same person. */
  readonly isForAnotherCompany?: boolean;
  readonly stepUpScopes?: readonly string[];
  readonly prompt?: string | undefined;
  readonly loginHint?: string | undefined;
}

/**
 * Begins an attempt of its own, binds it to this browser, and sends the browser to Visma Connect.
 * @throws SignInError connect_unreachable, client_misconfigured; StoreError
 */
export async function beginSignIn(deps: BeginSignInDeps, req: Request, res: Response, wanted: WantedSignIn) {
  const tenantId = wanted.tenantId ?? tenantOfPath(wanted.returnTo);
  const current = currentSession(req)?.signedIn;
  const purpose = purposeOf(wanted, tenantId, current);
  const request = { ...wanted, tenantId, purpose, current, acceptLanguage: req.get('Accept-Language') };
  const begun = await deps.signIns.begin(request).catch(rethrowWith({ returnTo: wanted.returnTo, tenantId }));
  await keepAttempt(deps, req, res, begun);
  res.redirect(302, begun.url);
}

function purposeOf(
  { stepUpScopes = [], isForAnotherCompany = false }: WantedSignIn,
  tenantId: string | undefined,
  current: PersonSession | undefined,
): SignInPurpose {
  if (stepUpScopes.length > 0) return 'step_up';
  return current && (isForAnotherCompany || tenantId !== undefined) ? 'connect_company' : 'sign_in';
}

/** Binds the attempt to the browser. Of more than ten, the oldest are forgotten on both sides. */
async function keepAttempt(
  { attempts, https }: BeginSignInDeps,
  req: Request,
  res: Response,
  { id, secret, startedAtMs }: { id: string; secret: string; startedAtMs: number },
): Promise<void> {
  const cookie = { id, secret, startedAtSeconds: Math.floor(startedAtMs / 1000) };
  await attempts.forget(planAttemptCookies(readAttemptCookies(req, https), cookie).clear);
  setAttemptCookie(req, res, cookie, https);
}

/** Adds to a refusal where the person wanted to go, so that its page leads there. */
export function rethrowWith(context: {
  readonly returnTo: string;
  readonly tenantId?: string | undefined;
}): (error: unknown) => never {
  return (error) => {
    if (!isRefusal(error)) throw error;
    throw new SignInError(error.code, { ...context, ...error.details, cause: error });
  };
}
