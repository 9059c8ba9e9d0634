import { createHash, randomBytes } from 'node:crypto';
import { Router, urlencoded, type Request, type Response } from 'express';
import type { AuthorizeRequest } from '../world/authorizeRequests.ts';
import { AuthorizeRefusal, checkAuthorizeRequest, type GoodRequest, type Parameters } from './checkAuthorizeRequest.ts';
import type { ProviderAnswer } from './callProvider.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { AUTHORIZE_BREAKS, KEPT_ERRORS, RETURNED_ERRORS } from './authorizeFaults.ts';
import { breakAnswer, takeBreak } from '../breakAnswer.ts';
import { toErrorPage } from './errorPage.ts';
import { readIdTokenHint, signIdToken } from './idToken.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { linkSession } from './linkSession.ts';
import { providerRedirectUri } from './providerRedirectUri.ts';
import { authorizeChecks } from './requestChecks.ts';
import { respondToApplication } from './respondToApplication.ts';
import { REQUEST_PARAMETER } from './signInPolicy.ts';
import { singleValues } from './singleValues.ts';

/** The authorization endpoint, by GET and by POST, and the way back to it from our pages. */
export function authorizeRoutes(deps: ConnectDeps, connect: ConnectProvider): Router {
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
      deps.world.authorizeRequests.put(good.request);
      await settle(deps, connect, request, response, await askProvider(connect, request, good), parameters);
    } catch (error) {
      if (!(error instanceof AuthorizeRefusal)) throw error;
      toErrorPage(deps, request, response, error.problem, parameters);
    }
  };
  return Router()
    .get('/connect/authorize', (request, response) => authorize(request, response, request.query))
    .post('/connect/authorize', form, (request, response) => authorize(request, response, request.body))
    .get('/connect/authorize/:uid', async (request, response) => {
      const path = `/connect/authorize/${encodeURIComponent(request.params.uid)}`;
      const answer = await connect.call({ method: 'GET', path, cookie: request.headers.cookie });
      await settle(deps, connect, request, response, answer, {});
    });
}

/** Hands on what oidc-provider needs to know: the rest is in our own record. */
function askProvider(connect: ConnectProvider, { headers }: Request, good: GoodRequest): Promise<ProviderAnswer> {
  const { id, clientId, redirectUri, prompts, maxAge } = good.request;
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: providerRedirectUri(redirectUri),
    response_type: 'code',
    scope: 'openid',
    [REQUEST_PARAMETER]: id,
    ...(prompts.length === 0 ? {} : { prompt: prompts.join(' ') }),
    ...(maxAge === null ? {} : { max_age: String(maxAge) }),
    ...(good.challenge === undefined ? {} : { code_challenge: good.challenge, code_challenge_method: 'S256' }),
  });
  return connect.call({ method: 'GET', path: `/connect/authorize?${query.toString()}`, cookie: headers.cookie });
}

/** Turns oidc-provider's answer into Connect's: a page of ours, a response to the application, or the error page. */
async function settle(
  deps: ConnectDeps,
  connect: ConnectProvider,
  request: Request,
  response: Response,
  answer: ProviderAnswer,
  parameters: Parameters,
): Promise<void> {
  for (const cookie of answer.cookies) response.append('Set-Cookie', cookie);
  const outcome = connect.outcomeOf(answer.request);
  if (!outcome && answer.location !== undefined) {
    response.set('Cache-Control', 'no-store').redirect(deps.world.settings.current().redirectStatus, answer.location);
    return;
  }
  const asked = outcome && deps.world.authorizeRequests.find(outcome.requestId);
  if (outcome && asked && 'code' in outcome.result) {
    deps.annotate(request, { clientId: asked.clientId });
    deps.world.authorizeRequests.remove(asked.id);
    linkSession(deps, asked, outcome.result);
    respondToApplication(deps, response, asked, await successFields(deps, asked, outcome.result));
    return;
  }
  if (outcome && asked && 'error' in outcome.result) {
    deps.world.authorizeRequests.remove(asked.id);
    answerError(deps, request, response, asked, outcome.result, parameters);
    return;
  }
  const problem = {
    error: 'invalid_request',
    description: 'The sign-in has expired or was already finished',
    hint: null,
  };
  toErrorPage(deps, request, response, problem, parameters);
}

function answerError(
  deps: ConnectDeps,
  request: Request,
  response: Response,
  asked: AuthorizeRequest,
  { error: given, description }: { error: string; description: string },
  parameters: Parameters,
): void {
  // Guess: not documented what prompt=none gets when a company would have to be chosen.
  const error = given === 'interaction_required' ? deps.world.settings.current().companyNeededError : given;
  deps.annotate(request, { clientId: asked.clientId, error });
  const isReturned = RETURNED_ERRORS.some((one) => one === error);
  if (!isReturned) {
    toErrorPage(deps, request, response, { error, description, hint: null }, parameters);
    return;
  }
  respondToApplication(deps, response, asked, { error, error_description: description || null });
}

async function successFields(
  deps: ConnectDeps,
  asked: AuthorizeRequest,
  { code, grantId, uid }: { code: string; grantId: string; uid: string },
): Promise<Record<string, string | null>> {
  const signIn = deps.world.signIns.find(grantId);
  const isHybrid = asked.responseType === 'code id_token';
  return {
    code,
    id_token: isHybrid && signIn ? await signIdToken(deps, { signIn, scopes: asked.scopes, code }) : null,
    scope: asked.scopes.join(' '),
    session_state: asked.scopes.includes('openid') ? sessionState(asked, uid) : null,
  };
}

/** @see OpenID Connect Session Management 1.0 §3 */
function sessionState({ clientId, redirectUri }: AuthorizeRequest, uid: string): string {
  const salt = randomBytes(12).toString('base64url');
  const { origin } = new URL(redirectUri);
  const hash = createHash('sha256').update(`${clientId} ${origin} ${uid} ${salt}`).digest('base64url');
  return `${hash}.${salt}`;
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
