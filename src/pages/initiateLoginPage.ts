import { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { SignInError } from '../errors.ts';
import { methodNotAllowed } from '../web/errorPages.ts';
import { navigationOnly } from '../web/guard.ts';
import { optionalText, parseBody, parseQuery } from '../web/input.ts';
import { safeReturnTo } from '../web/safeReturnTo.ts';
import { beginSignIn, type BeginSignInDeps } from './beginSignIn.ts';

export interface InitiateLoginDeps extends BeginSignInDeps {
  readonly issuer: string;
  /** The public origin: what may be the target of a sign-in. */
  readonly baseUrl: string;
  readonly limit: RequestHandler;
}

const parameters = z.object({
  iss: optionalText(500),
  login_hint: optionalText(200),
  target_link_uri: optionalText(2000),
});

/**
 * Third-party-initiated login: somebody else, such as an application launcher, asks us to sign a person in. Only at
 * our own issuer, and only for pages of ours.
 *
 * A POST from another site comes without our cookies, so it is checked and answered with a redirect to the GET.
 * @throws SignInError initiate_login_invalid
 * @see OpenID Connect Core 1.0 §4
 */
export function initiateLoginPage(deps: InitiateLoginDeps): Router {
  const router = Router();
  router
    .route('/initiate-login')
    .all(deps.limit)
    .get(navigationOnly, (req, res) => {
      const { returnTo, loginHint } = wantedBy(deps, parseQuery(req, parameters));
      recordStep(deps, req, res);
      return beginSignIn(deps, req, res, { returnTo, loginHint });
    })
    .post((req, res) => {
      const asked = parseBody(req, parameters);
      wantedBy(deps, asked);
      const query = new URLSearchParams(Object.entries(asked).filter(isPresent));
      res.redirect(303, `/initiate-login?${query.toString()}`);
    })
    .all(methodNotAllowed('GET', 'POST'));
  return router;
}

function wantedBy(
  { issuer, baseUrl }: InitiateLoginDeps,
  { iss, login_hint: loginHint, target_link_uri: target }: z.output<typeof parameters>,
): { returnTo: string; loginHint: string | undefined } {
  if (iss !== issuer) throw new SignInError('initiate_login_invalid', { reason: 'iss is not our issuer' });
  return { returnTo: target === undefined ? '/' : pathOfOurs(target, baseUrl), loginHint };
}

function pathOfOurs(target: string, baseUrl: string): string {
  if (!URL.canParse(target) || new URL(target).origin !== baseUrl) {
    throw new SignInError('initiate_login_invalid', {
      reason: 'target_link_uri is not an address of this application',
    });
  }
  const { pathname, search } = new URL(target);
  return safeReturnTo(pathname + search);
}

function recordStep({ recorderOf }: InitiateLoginDeps, req: Request, res: Parameters<RequestHandler>[1]): void {
  recorderOf(
    req,
    res,
  )?.({
    kind: 'initiate_login',
    startedAtMs: Date.now(),
    request: { method: 'GET', url: req.originalUrl },
    checks: [
      { rule: 'iss is our issuer', section: 'OpenID Connect Core §4', passed: true },
      { rule: 'target_link_uri is an address of ours', section: 'OpenID Connect Core §4', passed: true },
    ],
  });
}

function isPresent(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}
