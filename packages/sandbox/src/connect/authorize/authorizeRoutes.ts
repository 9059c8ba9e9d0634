import { Router, urlencoded, type Request, type Response } from 'express';
import { breakAnswer, takeBreak } from '../../protocol/breakAnswer.ts';
import { answerWithCode, answerWithError, type EndedSignIn } from './answerSignIn.ts';
import { AUTHORIZE_BREAKS, KEPT_ERRORS, RETURNED_ERRORS } from '../faults/authorizeFaults.ts';
import type { BrowserSessions } from '../signIn/browserSessions.ts';
import { AuthorizeRefusal, checkAuthorizeRequest, type GoodRequest } from './checkAuthorizeRequest.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { toErrorPage } from './errorPage.ts';
import { readIdTokenHint } from '../token/idToken.ts';
import { beginInteraction, interactionPath } from '../signIn/interactionCookie.ts';
import { nextStep, personOf, type Step } from '../signIn/nextStep.ts';
import { authorizeChecks } from '../requestChecks.ts';
import { respondToApplication } from './respondToApplication.ts';
import { singleValues } from '../../protocol/singleValues.ts';

/** The authorization endpoint, by GET and by POST. */
export function authorizeRoutes(deps: ConnectDeps, sessions: BrowserSessions): Router {
  const form = urlencoded({ extended: false, limit: '64kb' });
  const authorize = async (req: Request, res: Response, given: unknown): Promise<void> => {
    const parameters = singleValues(given);
    if (!parameters) {
      const problem = { error: 'invalid_request', description: 'A parameter is repeated', hint: null };
      toErrorPage(deps, req, res, problem, {});
      return;
    }
    deps.annotate(req, { clientId: parameters.client_id });
    for (const checked of authorizeChecks(deps.world, parameters)) deps.annotate(req, { checked });
    try {
      const good = await checkAuthorizeRequest(deps.world, parameters, {
        address: deps.world.settings.current().callerAddress ?? req.ip ?? '',
        subjectOfHint: async (hint) => (await readIdTokenHint(deps, hint))?.personId,
      });
      if (await injectFault(deps, req, res, good, parameters)) return;
      await begin(deps, sessions, req, res, good, parameters);
    } catch (error) {
      if (!(error instanceof AuthorizeRefusal)) throw error;
      toErrorPage(deps, req, res, error.problem, parameters);
    }
  };
  return Router()
    .get('/connect/authorize', (req, res) => authorize(req, res, req.query))
    .post('/connect/authorize', form, (req, res) => authorize(req, res, req.body));
}

/** Answers at once when nothing has to be asked, or nothing may be; else leads the person to our pages. */
async function begin(
  deps: ConnectDeps,
  sessions: BrowserSessions,
  req: Request,
  res: Response,
  good: GoodRequest,
  parameters: Parameters,
): Promise<void> {
  const { world, issuer } = deps;
  const session = sessions.of(req)?.session;
  const asked = { ...good.request, sid: session?.sid ?? null };
  const ended: EndedSignIn = { asked, parameters, req, res };
  const next = nextStep(world, good.application, asked, personOf(world, asked, session));
  if (next.kind === 'done') return answerWithCode(deps, sessions, ended, next);
  if (next.kind === 'refused') {
    answerWithError(deps, ended, 'access_denied', next.description);
    return;
  }
  if (asked.prompts.includes('none')) {
    const { error, description } = unaskedError(deps, next);
    answerWithError(deps, ended, error, description);
    return;
  }
  const { id } = beginInteraction(world, issuer, res, asked);
  res.set('Cache-Control', 'no-store').redirect(world.settings.current().redirectStatus, interactionPath(id));
}

/** @see OpenID Connect Core 1.0 §3.1.2.6 */
function unaskedError({ world }: ConnectDeps, { kind }: Step): { error: string; description: string } {
  if (kind === 'consent') return { error: 'consent_required', description: 'The person must consent' };
  // Guess: not documented what prompt=none gets when a company would have to be chosen.
  if (kind === 'company')
    return { error: world.settings.current().companyNeededError, description: 'A company must be chosen' };
  return { error: 'login_required', description: 'The person must sign in' };
}

/** Errors on order, sent where real ones would go, and answers that break. */
async function injectFault(
  deps: ConnectDeps,
  req: Request,
  res: Response,
  { request: asked }: GoodRequest,
  parameters: Parameters,
): Promise<boolean> {
  const { clientId } = asked;
  const order = takeBreak(AUTHORIZE_BREAKS, (name) => deps.faults.take(`authorize_${name}`, clientId));
  if (await breakAnswer(res, order, deps.world.settings.current().faultDelayMs)) return true;
  if (deps.faults.take('authorize_error_page', clientId)) {
    const problem = { error: 'invalid_request', description: 'Broken on purpose', hint: null };
    toErrorPage(deps, req, res, problem, parameters);
    return true;
  }
  const error = [...RETURNED_ERRORS, ...KEPT_ERRORS].find((one) => deps.faults.take(`authorize_${one}`, clientId));
  if (error === undefined) return false;
  deps.annotate(req, { error });
  respondToApplication(deps, res, asked, { error, error_description: 'Broken on purpose' });
  return true;
}
