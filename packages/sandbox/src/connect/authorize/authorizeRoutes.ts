import { Router, urlencoded, type Request, type Response } from 'express';
import { breakAnswer, takeBreak } from '../../breakAnswer.ts';
import { answerWithCode, answerWithError, type EndedSignIn } from './answerSignIn.ts';
import { AUTHORIZE_BREAKS, KEPT_ERRORS, RETURNED_ERRORS } from '../faults/authorizeFaults.ts';
import type { BrowserSessions } from '../signIn/browserSessions.ts';
import { AuthorizeRefusal, checkAuthorizeRequest, type GoodRequest, type Parameters } from './checkAuthorizeRequest.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { toErrorPage } from './errorPage.ts';
import { readIdTokenHint } from '../token/idToken.ts';
import { beginInteraction, interactionPath } from '../signIn/interactionCookie.ts';
import { nextStep, personOf, type Step } from '../signIn/nextStep.ts';
import { authorizeChecks } from '../requestChecks.ts';
import { respondToApplication } from './respondToApplication.ts';
import { singleValues } from '../singleValues.ts';

/** The authorization endpoint, by GET and by POST. */
export function authorizeRoutes(deps: ConnectDeps, sessions: BrowserSessions): Router {
  const form = urlencoded({ extended: false, limit: '64kb' });
  const authorize = async (request: Request, response: Response, given: unknown): Promise<void> => {
    const parameters = singleValues(given);
    if (!parameters) {
      const problem = { error: 'invalid_request', description: 'A parameter is repeated', hint: null };
      toErrorPage(deps, request, response, problem, {});
      return;
    }
    deps.annotate(request, { clientId: parameters.client_id });
    for (const checked of authorizeChecks(deps.world, parameters)) deps.annotate(request, { checked });
    try {
      const good = await checkAuthorizeRequest(deps.world, parameters, {
        address: deps.world.settings.current().callerAddress ?? request.ip ?? '',
        subjectOfHint: async (hint) => (await readIdTokenHint(deps, hint))?.personId,
      });
      if (await strike(deps, request, response, good, parameters)) return;
      await begin(deps, sessions, request, response, good, parameters);
    } catch (error) {
      if (!(error instanceof AuthorizeRefusal)) throw error;
      toErrorPage(deps, request, response, error.problem, parameters);
    }
  };
  return Router()
    .get('/connect/authorize', (request, response) => authorize(request, response, request.query))
    .post('/connect/authorize', form, (request, response) => authorize(request, response, request.body));
}

/** Answers at once when nothing has to be asked, or nothing may be; else leads the person to our pages. */
async function begin(
  deps: ConnectDeps,
  sessions: BrowserSessions,
  request: Request,
  response: Response,
  good: GoodRequest,
  parameters: Parameters,
): Promise<void> {
  const { world, issuer } = deps;
  const session = sessions.of(request)?.session;
  const asked = { ...good.request, sid: session?.sid ?? null };
  const ended: EndedSignIn = { asked, parameters, request, response };
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
  const { id } = beginInteraction(world, issuer, response, asked);
  response.set('Cache-Control', 'no-store').redirect(world.settings.current().redirectStatus, interactionPath(id));
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
async function strike(
  deps: ConnectDeps,
  request: Request,
  response: Response,
  { request: asked }: GoodRequest,
  parameters: Parameters,
): Promise<boolean> {
  const { clientId } = asked;
  const order = takeBreak(AUTHORIZE_BREAKS, (way) => deps.faults.take(`authorize_${way}`, clientId));
  if (await breakAnswer(response, order, deps.world.settings.current().faultDelayMs)) return true;
  if (deps.faults.take('authorize_error_page', clientId)) {
    const problem = { error: 'invalid_request', description: 'Broken on purpose', hint: null };
    toErrorPage(deps, request, response, problem, parameters);
    return true;
  }
  const error = [...RETURNED_ERRORS, ...KEPT_ERRORS].find((one) => deps.faults.take(`authorize_${one}`, clientId));
  if (error === undefined) return false;
  deps.annotate(request, { error });
  respondToApplication(deps, response, asked, { error, error_description: 'Broken on purpose' });
  return true;
}
