import { createHash } from 'node:crypto';
import { interactiveScopes } from '../../world/allowedScopes.ts';
import { isInteractive, isPublicClient, type Application } from '../../world/application.ts';
import type { AuthorizeRequest } from '../../world/authorizeRequests.ts';
import { scopeMiss } from '../../world/scopeMiss.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { World } from '../connectWorld.ts';
import { redirectHint } from '../../protocol/redirectHint.ts';
import { pageLanguage } from '../pageLanguage.ts';

/** A failure that never reaches the application. */
export interface AuthorizeProblem {
  readonly error: string;
  readonly description: string;
  /** The nearest miss in words. */
  readonly hint: string | null;
}

export interface GoodRequest {
  readonly application: Application;
  readonly request: AuthorizeRequest;
}

/** What a request is checked with beside the world. */
export interface CallContext {
  /** Where the person's browser is: an IP address. */
  readonly address: string;
  /** Whom an id_token_hint names; undefined when it is not one of ours. */
  readonly subjectOfHint: (idTokenHint: string) => Promise<string | undefined>;
}

const IDENTITY = ['profile', 'email', 'phone', 'address', 'roles', 'tenants'];
const PROMPTS = ['none', 'login', 'consent', 'select_account'];

/**
 * Checks an authorization request in the order of the product behind Connect.
 * @throws AuthorizeRefusal for the error page; none of these failures may reach the application.
 */
export async function checkAuthorizeRequest(
  world: World,
  parameters: Parameters,
  { address, subjectOfHint }: CallContext,
): Promise<GoodRequest> {
  const application = checkApplication(world, parameters);
  const redirectUri = checkRedirectUri(application, parameters);
  const responseType = checkResponseType(application, parameters);
  const scopes = checkScopes(world, application, parameters);
  if (responseType !== 'code' && !parameters.nonce) refuse('invalid_request', 'nonce is missing');
  const challenge = checkChallenge(application, parameters);
  const request: AuthorizeRequest = {
    // It gets one when it is kept.
    id: '',
    startedAt: world.clock.seconds(),
    sid: null,
    clientId: application.clientId,
    redirectUri,
    responseType,
    responseMode: checkResponseMode(responseType, parameters),
    scopes,
    state: parameters.state ?? null,
    nonce: parameters.nonce ?? null,
    challenge,
    prompts: checkPrompts(parameters),
    loginHint: parameters.login_hint ?? null,
    tenantHint: parameters.tenant_hint ?? null,
    expectedPersonId: await checkIdTokenHint(parameters, subjectOfHint),
    maxAge: checkMaxAge(parameters),
    address,
    language: pageLanguage(parameters.ui_locales, application.branding.languages),
    progress: { personId: null, signedInAt: null, previousSignInAt: null, tenantId: null, consented: false },
  };
  return { application, request };
}

export class AuthorizeRefusal extends Error {
  readonly problem: AuthorizeProblem;

  constructor(problem: AuthorizeProblem) {
    super(problem.error);
    this.problem = problem;
  }
}

function refuse(error: string, description: string, hint: string | null = null): never {
  throw new AuthorizeRefusal({ error, description, hint });
}

function checkApplication(
  world: World,
  { client_id: clientId, request, request_uri: requestUri }: Parameters,
): Application {
  if (!clientId) refuse('invalid_request', 'client_id is missing');
  const application = world.applications.inForce(clientId, world.settings.current().portalDelaySeconds);
  if (!application) {
    const registered = world.applications.find(clientId);
    refuse('unauthorized_client', 'Unknown client or client not enabled', registered ? NOT_IN_FORCE : null);
  }
  if (!isInteractive(application))
    refuse('unauthorized_client', 'The application may not sign people in', `It is registered as ${application.type}`);
  if (request) refuse('request_not_supported', 'Request objects are not supported here');
  if (requestUri) refuse('request_uri_not_supported', 'request_uri is not supported here');
  return application;
}

const NOT_IN_FORCE = 'It is registered in the portal, but still a draft, or the change has not reached Connect yet';

function checkRedirectUri({ redirectUris }: Application, { redirect_uri: redirectUri }: Parameters): string {
  if (!redirectUri) refuse('invalid_request', 'redirect_uri is missing');
  if (!redirectUris.includes(redirectUri))
    refuse('invalid_request', 'Invalid redirect_uri', redirectHint(redirectUri, redirectUris));
  return redirectUri;
}

function checkResponseType(
  { hybrid }: Application,
  { response_type: responseType }: Parameters,
): 'code' | 'code id_token' {
  if (!responseType) refuse('unsupported_response_type', 'response_type is missing');
  const type = responseType.split(' ').sort().join(' ');
  if (type === 'code') return 'code';
  if (type !== 'code id_token') refuse('unsupported_response_type', 'Response type not supported');
  if (!hybrid) refuse('unauthorized_client', 'Grant type not allowed for client', 'It is not registered as hybrid');
  return 'code id_token';
}

function checkResponseMode(
  responseType: 'code' | 'code id_token',
  { response_mode: mode }: Parameters,
): AuthorizeRequest['responseMode'] {
  if (!mode) return responseType === 'code' ? 'query' : 'fragment';
  if (mode === 'form_post') return mode;
  if (mode === 'query' && responseType === 'code') return mode;
  if (mode === 'fragment' && responseType === 'code id_token') return mode;
  refuse('invalid_request', 'Invalid response_mode for response_type');
}

function checkScopes(world: World, application: Application, { scope = '' }: Parameters): string[] {
  const scopes = [...new Set(scope.split(' ').filter(Boolean))];
  if (scopes.length === 0) refuse('invalid_request', 'scope is missing');
  if (scope.length > 2000) refuse('invalid_request', 'scope is too long');
  const settings = world.settings.current();
  const approved = world.integrations.approvedScopes(application.clientId, settings.portalDelaySeconds);
  const allowed = interactiveScopes(application, approved, settings);
  const misses = scopes
    .filter((one) => !allowed.includes(one))
    .map((one) => scopeMiss(world, application, one, 'person'));
  if (misses.length > 0) refuse('invalid_scope', 'Invalid scope', misses.join('. '));
  if (!scopes.includes('openid') && scopes.some((one) => IDENTITY.includes(one)))
    refuse('invalid_scope', 'Identity scopes requested, but openid scope is missing');
  return scopes;
}

function checkPrompts({ prompt }: Parameters): string[] {
  const prompts = (prompt ?? '').split(' ').filter(Boolean);
  const unknown = prompts.filter((one) => !PROMPTS.includes(one));
  if (unknown.length > 0) refuse('invalid_request', 'Unsupported prompt value');
  if (prompts.includes('none') && prompts.length > 1) refuse('invalid_request', 'prompt=none must stand alone');
  return prompts;
}

function checkMaxAge({ max_age: maxAge }: Parameters): number | null {
  if (!maxAge) return null;
  if (!/^\d{1,9}$/.test(maxAge)) refuse('invalid_request', 'Invalid max_age');
  return Number(maxAge);
}

/** `plain` becomes S256 of the same value: the verifier that fits one fits the other. */
function checkChallenge(
  application: Application,
  { code_challenge: challenge, code_challenge_method: method = 'plain' }: Parameters,
): string | null {
  if (!challenge) {
    if (isPublicClient(application))
      refuse('invalid_request', 'code challenge required', `${application.type} applications always use PKCE`);
    if (application.pkce)
      refuse('invalid_request', 'code challenge required', 'The application is registered with PKCE');
    return null;
  }
  if (method !== 'S256' && method !== 'plain') refuse('invalid_request', 'Transform algorithm not supported');
  if (challenge.length < 43 || challenge.length > 128)
    refuse('invalid_request', 'Invalid code_challenge', 'It must have 43 to 128 characters');
  if (!/^[\w.~-]+$/.test(challenge)) refuse('invalid_request', 'Invalid code_challenge');
  return method === 'S256' ? challenge : createHash('sha256').update(challenge).digest('base64url');
}

async function checkIdTokenHint(
  { id_token_hint: hint }: Parameters,
  subjectOfHint: CallContext['subjectOfHint'],
): Promise<string | null> {
  if (!hint) return null;
  const subject = await subjectOfHint(hint);
  if (subject === undefined) refuse('invalid_request', 'Invalid id_token_hint');
  return subject;
}
