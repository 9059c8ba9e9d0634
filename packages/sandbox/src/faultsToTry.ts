import type { FaultName } from './faults.ts';

/** A fault that a person may call for by a button of the app, to see how the app gets over it. */
export interface FaultToTry {
  readonly name: FaultName;
  readonly words: string;
  /** What has to be done for it to strike. */
  readonly strikes: 'sign_in' | 'refresh' | 'api';
}

/** Those from which one learns most; the control page has them all. */
export const FAULTS_TO_TRY: readonly FaultToTry[] = [
  { name: 'authorize_wrong_state', strikes: 'sign_in', words: 'Visma Connect answers with another state' },
  { name: 'authorize_wrong_iss', strikes: 'sign_in', words: 'Visma Connect answers with another issuer' },
  { name: 'authorize_access_denied', strikes: 'sign_in', words: 'The person does not consent' },
  { name: 'authorize_wrong_code', strikes: 'sign_in', words: 'The code is one that nobody gave out' },
  { name: 'authorize_error_page', strikes: 'sign_in', words: 'Visma Connect stays on its own error page' },
  { name: 'token_endpoint_invalid_client', strikes: 'sign_in', words: 'The client secret is wrong' },
  { name: 'role_missing', strikes: 'sign_in', words: 'The person lacks the role API User' },
  { name: 'token_endpoint_503', strikes: 'sign_in', words: 'The token endpoint is down' },
  { name: 'id_token_wrong_nonce', strikes: 'sign_in', words: 'The ID token has another nonce' },
  { name: 'id_token_wrong_aud', strikes: 'sign_in', words: 'The ID token is for another application' },
  { name: 'id_token_expired', strikes: 'sign_in', words: 'The ID token has expired' },
  { name: 'id_token_wrong_signature', strikes: 'sign_in', words: 'The ID token’s signature is broken' },
  { name: 'id_token_alg_none', strikes: 'sign_in', words: 'The ID token is not signed' },
  { name: 'id_token_wrong_at_hash', strikes: 'sign_in', words: 'The ID token belongs to another access token' },
  { name: 'keys_rotated', strikes: 'sign_in', words: 'Visma Connect has a new key (all goes well)' },
  { name: 'userinfo_wrong_sub', strikes: 'sign_in', words: 'Userinfo speaks of somebody else' },
  { name: 'userinfo_503', strikes: 'sign_in', words: 'Userinfo is down (all goes well)' },
  { name: 'access_token_customer_tenant', strikes: 'sign_in', words: 'The token is for the customer, not the company' },
  { name: 'refresh_500', strikes: 'refresh', words: 'The token endpoint fails at the refresh' },
  { name: 'refresh_invalid_grant', strikes: 'refresh', words: 'The refresh token is refused' },
  { name: 'refresh_replayed', strikes: 'refresh', words: 'The refresh token counts as used twice' },
  { name: 'refresh_wrong_sub', strikes: 'refresh', words: 'The refresh answers for somebody else' },
  { name: 'erp_unauthorised', strikes: 'api', words: 'The ERP answers 401' },
  { name: 'erp_forbidden', strikes: 'api', words: 'The ERP answers 403' },
  { name: 'erp_throttled', strikes: 'api', words: 'The ERP answers 429: too many calls' },
  { name: 'erp_unavailable', strikes: 'api', words: 'The ERP is down' },
  { name: 'erp_nonsense', strikes: 'api', words: 'The ERP answers a page in place of JSON' },
];
