import { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { SignInError } from '../../errors.ts';
import type { Check } from 'visma-net-client/connect/protocolStep';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { navigationOnly } from '../../web/guard.ts';
import { optionalText, parseBody, parseQuery } from '../../web/input.ts';
import { safeReturnTo } from '../../web/addresses/safeReturnTo.ts';
import { beginSignIn, type BeginSignInDeps } from './beginSignIn.ts';
import { recordStep } from '../../oidc/recordStep.ts';

export interface InitiateLoginDeps extends BeginSignInDeps {
  readonly issuer: string;
  /** The public origin: what may be the target of a sign-in. */
  readonly baseUrl: string;
  readonly limit: RequestHandler;
  readonly now: () => number;
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
      const asked = parseQuery(req, parameters);
      recordRequest(deps, req, asked);
      const { returnTo, loginHint } = wantedBy(deps, asked);
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

type Asked = z.output<typeof parameters>;

function wantedBy(deps: InitiateLoginDeps, asked: Asked): { returnTo: string; loginHint: string | undefined } {
  const failed = checksOf(deps, asked).find(({ passed }) => !passed);
  if (failed) throw new SignInError('initiate_login_invalid', { reason: `refused: ${failed.rule}` });
  const { target_link_uri: target, login_hint: loginHint } = asked;
  return { returnTo: target === undefined ? '/' : pathOf(target), loginHint };
}

function checksOf({ issuer, baseUrl }: InitiateLoginDeps, { iss, target_link_uri: target }: Asked): Check[] {
  const section = 'OpenID Connect Core §4';
  const isOurs = target === undefined || (URL.canParse(target) && new URL(target).origin === baseUrl);
  return [
    { rule: 'iss is our issuer', section, passed: iss === issuer },
    { rule: 'target_link_uri is an address of this application', section, passed: isOurs },
  ];
}

function pathOf(target: string): string {
  const { pathname, search } = new URL(target);
  return safeReturnTo(pathname + search);
}

function recordRequest(deps: InitiateLoginDeps, req: Request, asked: Asked): void {
  recordStep({
    kind: 'initiate_login',
    startedAtMs: deps.now(),
    request: { method: 'GET', url: req.originalUrl },
    checks: checksOf(deps, asked),
  });
}

function isPresent(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}
