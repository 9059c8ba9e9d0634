import { clientCredentialsGrant } from 'openid-client';
import { ConnectError } from '../errors.ts';
import type { ConnectClient } from './connectClient.ts';
import { refusalOf } from './refusal.ts';

/** A token of the application itself, for one company; it never comes with a refresh token. */
export interface ServiceToken {
  readonly accessToken: string;
  readonly tenantId: string;
  /** Scopes granted. */
  readonly scopes: readonly string[];
  /** Epoch seconds by our clock: when asked, plus `expires_in`. */
  readonly expiresAt: number;
  /** Epoch seconds. */
  readonly obtainedAt: number;
  /** Seconds; how long it lives from the start. */
  readonly lifetimeSeconds: number;
}

export interface ServiceTokenRequest {
  readonly tenantId: string;
  /** Empty: every scope that the application is allowed. */
  readonly scopes: readonly string[];
}

/** Access tokens live an hour at most; an answer that does not say is taken at half of that. */
const UNSTATED_LIFETIME_SECONDS = 1800;

/**
 * Asks for a token with the application's own secret, for the company named in the form field `tenant_id`, whose
 * customer must have granted the application in App Store.
 *
 * @throws ConnectError invalid_tenant, access_denied, consent_required (the company has not granted it),
 *   client_misconfigured (`invalid_client`: the secret; `unauthorized_client`: the grant is off; `invalid_scope`),
 *   sign_in_refused; connect_unreachable, token_response_invalid when another try may help
 * @see RFC 6749 §4.4, https://docs.connect.visma.com/v1/docs/service-applications
 */
export async function requestServiceToken(
  connect: ConnectClient,
  { tenantId, scopes }: ServiceTokenRequest,
): Promise<ServiceToken> {
  const { configuration } = await connect.discover();
  const parameters = { tenant_id: tenantId, ...(scopes.length > 0 && { scope: scopes.join(' ') }) };
  const answer = await clientCredentialsGrant(configuration(), parameters).catch((error: unknown) => {
    throw refusalOf(error, 'service_token');
  });
  if (answer.token_type !== 'bearer') {
    throw new ConnectError('token_response_invalid', { reason: 'token_type is not Bearer', tenantId });
  }
  const obtainedAt = Math.floor(connect.now() / 1000);
  const lifetimeSeconds = answer.expires_in ?? UNSTATED_LIFETIME_SECONDS;
  return {
    accessToken: answer.access_token,
    tenantId,
    scopes: answer.scope === undefined ? scopes : answer.scope.split(' ').filter(Boolean),
    expiresAt: obtainedAt + lifetimeSeconds,
    obtainedAt,
    lifetimeSeconds,
  };
}
