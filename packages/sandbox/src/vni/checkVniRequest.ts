import { isInteractive } from '../world/application.ts';
import type { Parameters } from '../protocol/singleValues.ts';
import { redirectHint } from '../protocol/redirectHint.ts';
import type { World } from '../world/world.ts';

/** A sign-in at VNI that may go on. */
export interface VniRequest {
  readonly clientId: string;
  readonly applicationName: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
}

/** Why it may not; with a redirect URI the application is told. */
export interface VniProblem {
  readonly error: string;
  readonly hint: string;
  readonly redirectUri?: string;
}

const SCOPE = 'financialstasks';

/** Checks an authorization request in the form that VNI took. */
export function checkVniRequest(world: World, parameters: Parameters): VniRequest | VniProblem {
  const { client_id: clientId = '', redirect_uri: redirectUri = '', state } = parameters;
  const application = world.applications.inForce(clientId, world.settings.current().portalDelaySeconds);
  if (!application || !isInteractive(application))
    return { error: 'unauthorized_client', hint: 'No application that people sign in to has this client_id' };
  const { redirectUris, name: applicationName } = application;
  if (!redirectUris.includes(redirectUri))
    return { error: 'invalid_request', hint: `redirect_uri: ${redirectHint(redirectUri, redirectUris)}` };
  if (parameters.response_type !== 'code')
    return { error: 'unsupported_response_type', hint: 'response_type must be code', redirectUri };
  if (!(parameters.scope ?? '').split(' ').includes(SCOPE))
    return { error: 'invalid_scope', hint: `The one scope of VNI is ${SCOPE}`, redirectUri };
  return { clientId, applicationName, redirectUri, state };
}
