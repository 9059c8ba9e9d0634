import { redirectHint } from '../protocol/redirectHint.ts';
import { interactiveScopes } from '../world/allowedScopes.ts';
import { isInteractive, isPublicClient, type Application } from '../world/application.ts';
import type { ConnectError } from '../world/connectErrors.ts';
import { scopeMiss } from '../world/scopeMiss.ts';
import type { World } from './portalWorld.ts';

/** One parameter of a failed request, held against what is registered now. */
export interface ParameterCheck {
  readonly name: string;
  /** What was sent; null: nothing. */
  readonly sent: string | null;
  readonly isGood: boolean;
  readonly message: string;
}

/** Holds each parameter of a failed authorization request against the registration. */
export function checkFailedRequest(world: World, { parameters }: ConnectError): ParameterCheck[] {
  const application = world.applications.find(parameters.client_id ?? '');
  const client = checkClient(application, parameters.client_id);
  if (!application || !isInteractive(application)) return [client, ...unchecked(parameters, ['client_id'])];
  const checks = [
    client,
    checkRedirect(application, parameters.redirect_uri),
    checkResponseType(application, parameters.response_type),
    ...checkScopes(world, application, parameters.scope),
    ...checkChallenge(application, parameters),
    ...checkNonce(parameters),
  ];
  return [
    ...checks,
    ...unchecked(
      parameters,
      checks.map(({ name }) => name),
    ),
  ];
}

type Sent = string | undefined;

function good(name: string, sent: Sent, message: string): ParameterCheck {
  return { name, sent: sent ?? null, isGood: true, message };
}

function bad(name: string, sent: Sent, message: string): ParameterCheck {
  return { name, sent: sent ?? null, isGood: false, message };
}

function checkClient(application: Application | undefined, sent: Sent): ParameterCheck {
  if (sent === undefined) return bad('client_id', sent, 'It is missing');
  if (!application) return bad('client_id', sent, 'No application has this client ID');
  if (application.status === 'draft') return bad('client_id', sent, 'The application is a draft: press Create');
  if (!isInteractive(application))
    return bad('client_id', sent, `Nobody signs in to an application of the type ${application.type}`);
  return good('client_id', sent, `The application ${application.name}`);
}

function checkRedirect({ redirectUris }: Application, sent: Sent): ParameterCheck {
  if (sent === undefined) return bad('redirect_uri', sent, 'It is missing');
  if (redirectUris.includes(sent)) return good('redirect_uri', sent, 'It is registered');
  return bad('redirect_uri', sent, `It is not registered. ${redirectHint(sent, redirectUris)}`);
}

function checkResponseType({ hybrid }: Application, sent: Sent): ParameterCheck {
  const type = (sent ?? '').split(' ').sort().join(' ');
  if (type === 'code') return good('response_type', sent, 'The authorization code flow');
  if (type === 'code id_token' && hybrid) return good('response_type', sent, 'The hybrid flow');
  if (type === 'code id_token') return bad('response_type', sent, 'Hybrid flow is off for the application');
  return bad('response_type', sent, sent === undefined ? 'It is missing: send code' : 'Send code');
}

function checkScopes(world: World, application: Application, sent: Sent): ParameterCheck[] {
  const scopes = (sent ?? '').split(' ').filter(Boolean);
  if (scopes.length === 0) return [bad('scope', sent, 'It is missing')];
  const approved = world.integrations.approvedScopes(application.clientId);
  const allowed = interactiveScopes(application, approved, world.settings.current());
  return scopes.map((scope) =>
    allowed.includes(scope)
      ? good('scope', scope, 'Allowed')
      : bad('scope', scope, scopeMiss(world, application, scope, 'person')),
  );
}

function checkChallenge(application: Application, parameters: ConnectError['parameters']): ParameterCheck[] {
  const { code_challenge: challenge, code_challenge_method: method } = parameters;
  const isNeeded = application.pkce || isPublicClient(application);
  if (challenge === undefined) {
    const message = 'It is missing: the application is registered with PKCE';
    return isNeeded ? [bad('code_challenge', undefined, message)] : [];
  }
  const isWell = /^[\w.~-]{43,128}$/.test(challenge);
  const length = `It has ${challenge.length} characters`;
  const checked = isWell
    ? good('code_challenge', challenge, length)
    : bad('code_challenge', challenge, `${length}; it must have 43 to 128 letters, digits, and - . _ ~`);
  if (method === undefined) return [checked, good('code_challenge_method', method, 'It is missing, which means plain')];
  const isKnown = method === 'S256' || method === 'plain';
  const message = isKnown ? 'Known' : 'Send S256';
  return [checked, (isKnown ? good : bad)('code_challenge_method', method, message)];
}

function checkNonce({ nonce, response_type: type }: ConnectError['parameters']): ParameterCheck[] {
  const isNeeded = (type ?? '').includes('id_token');
  return isNeeded && nonce === undefined ? [bad('nonce', nonce, 'It is missing: the hybrid flow needs it')] : [];
}

function unchecked(parameters: ConnectError['parameters'], done: readonly string[]): ParameterCheck[] {
  return Object.entries(parameters)
    .filter(([name]) => !done.includes(name))
    .map(([name, value]) => good(name, value, '–'));
}
