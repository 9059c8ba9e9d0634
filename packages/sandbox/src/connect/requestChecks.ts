import { interactiveScopes, serviceScopes } from '../world/allowedScopes.ts';
import type { Application } from '../world/application.ts';
import type { World } from './connectWorld.ts';
import type { Parameters } from '../protocol/singleValues.ts';

const SHOWN_ADDRESSES = 5;

/** What an authorization request is held against, in words for the request log. */
export function authorizeChecks(world: World, { client_id: clientId = '' }: Parameters): string[] {
  const settings = world.settings.current();
  const application = world.applications.inForce(clientId, settings.portalDelaySeconds);
  if (!application) return ['client_id against the applications in force'];
  const scopes = interactiveScopes(application, world.integrations.approvedScopes(clientId), settings);
  return [
    'client_id against the applications in force',
    `redirect_uri against ${listed(application.redirectUris)}`,
    `response_type against ${application.hybrid ? 'code and code id_token' : 'code'}`,
    `scope against ${scopes.join(' ')}`,
    `code_challenge, which the application ${application.pkce ? 'must' : 'need not'} send`,
  ];
}

/** What a token request is held against, once it is known whose it is. */
export function tokenChecks(world: World, application: Application, form: Parameters): string[] {
  const { clientId } = application;
  const inForce = world.secrets.ofApplication(clientId).filter(({ revokedAt }) => revokedAt === null);
  const secret = `The client secret against ${inForce.length} in force`;
  if (form.grant_type === 'client_credentials') {
    const granted = world.tenantGrants.ofApplication(clientId).filter(({ withdrawnAt }) => withdrawnAt === null);
    const scopes = serviceScopes(world.integrations.approvedScopes(clientId));
    return [
      secret,
      `tenant_id against ${granted.length} tenants that granted it`,
      `scope against ${scopes.join(' ')}, and against what the tenant granted`,
    ];
  }
  if (form.grant_type === 'refresh_token') return [secret, 'refresh_token against those given out and not yet used'];
  return [secret, 'code against those given out', 'redirect_uri and code_verifier against the authorization request'];
}

function listed(addresses: readonly string[]): string {
  const more = addresses.length - SHOWN_ADDRESSES;
  const shown = addresses.slice(0, SHOWN_ADDRESSES).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown || 'nothing: none is registered';
}
