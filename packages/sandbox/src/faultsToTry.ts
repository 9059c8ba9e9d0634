import type { FaultName } from './faults.ts';

/** A fault that a person may call for by a button of the app, to see how the app gets over it. */
export interface FaultToTry {
  readonly name: FaultName;
  readonly description: string;
  /** What has to be done to meet it. */
  readonly appliesTo: 'sign_in' | 'refresh' | 'api';
}

/** Those from which one learns most; the control page has them all. */
export const FAULTS_TO_TRY: readonly FaultToTry[] = [
  { name: 'authorize_wrong_state', appliesTo: 'sign_in', description: 'Visma Connect answers with another state' },
  { name: 'authorize_wrong_iss', appliesTo: 'sign_in', description: 'Visma Connect answers with another issuer' },
  { name: 'authorize_access_denied', appliesTo: 'sign_in', description: 'The person does not consent' },
  { name: 'authorize_wrong_code', appliesTo: 'sign_in', description: 'The code is one that nobody gave out' },
  { name: 'authorize_error_page', appliesTo: 'sign_in', description: 'Visma Connect stays on its own error page' },
  { name: 'token_endpoint_invalid_client', appliesTo: 'sign_in', description: 'The client secret is wrong' },
  { name: 'role_missing', appliesTo: 'sign_in', description: 'The person lacks the role API User' },
  { name: 'token_endpoint_503', appliesTo: 'sign_in', description: 'The token endpoint is down' },
  { name: 'id_token_wrong_nonce', appliesTo: 'sign_in', description: 'The ID token has another nonce' },
  { name: 'id_token_wrong_aud', appliesTo: 'sign_in', description: 'The ID token is for another application' },
  { name: 'id_token_expired', appliesTo: 'sign_in', description: 'The ID token has expired' },
  { name: 'id_token_wrong_signature', appliesTo: 'sign_in', description: 'The ID token’s signature is broken' },
  { name: 'id_token_alg_none', appliesTo: 'sign_in', description: 'The ID token is not signed' },
  { name: 'id_token_wrong_at_hash', appliesTo: 'sign_in', description: 'The ID token belongs to another access token' },
  { name: 'keys_rotated', appliesTo: 'sign_in', description: 'Visma Connect has a new key (all goes well)' },
  { name: 'userinfo_wrong_sub', appliesTo: 'sign_in', description: 'Userinfo speaks of somebody else' },
  { name: 'userinfo_503', appliesTo: 'sign_in', description: 'Userinfo is down (all goes well)' },
  {
    name: 'access_token_customer_tenant',
    appliesTo: 'sign_in',
    description: 'The token is for the customer, not the company',
  },
  { name: 'refresh_500', appliesTo: 'refresh', description: 'The token endpoint fails at the refresh' },
  { name: 'refresh_invalid_grant', appliesTo: 'refresh', description: 'The refresh token is refused' },
  { name: 'refresh_replayed', appliesTo: 'refresh', description: 'The refresh token counts as used twice' },
  { name: 'refresh_wrong_sub', appliesTo: 'refresh', description: 'The refresh answers for somebody else' },
  { name: 'erp_unauthorised', appliesTo: 'api', description: 'The ERP answers 401' },
  { name: 'erp_forbidden', appliesTo: 'api', description: 'The ERP answers 403' },
  { name: 'erp_throttled', appliesTo: 'api', description: 'The ERP answers 429: too many calls' },
  { name: 'erp_unavailable', appliesTo: 'api', description: 'The ERP is down' },
  { name: 'erp_nonsense', appliesTo: 'api', description: 'The ERP answers a page in place of JSON' },
];
