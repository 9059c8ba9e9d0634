import { ALL_BREAKS, breakFaults } from '../../protocol/breakAnswer.ts';

const TOKEN = 'Connect, token endpoint';
const REFRESH = 'Connect, token endpoint, refresh';
const ANSWER = 'Connect, token answer';
const ID_TOKEN = 'Connect, ID token';

/** Error codes that the token endpoint answers on order. */
export const TOKEN_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_tenant',
  'temporarily_unavailable',
] as const;

const ERRORS = TOKEN_ERRORS.map((error) => ({
  name: `token_endpoint_${error}` as const,
  where: TOKEN,
  description: `Answers 400 ${error} to a good request.`,
}));

/** What can be broken at the token endpoint and in its answers. */
export const TOKEN_FAULTS = [
  ...breakFaults('token_endpoint', TOKEN, ALL_BREAKS),
  ...ERRORS,
  { name: 'token_endpoint_401', where: TOKEN, description: 'Answers 401 invalid_client, as other providers do.' },
  { name: 'token_endpoint_429', where: TOKEN, description: 'Answers 429 with Retry-After: 30.' },
  { name: 'token_endpoint_redirect', where: TOKEN, description: 'Answers 307 and another address.' },
  {
    name: 'role_missing',
    where: TOKEN,
    description: 'The person counts as without the API User role: a code or refresh token brings invalid_tenant.',
  },
  {
    name: 'grant_withdrawn',
    where: TOKEN,
    description: 'The tenant counts as having withdrawn its grant: client_credentials is refused.',
  },
  { name: 'refresh_invalid_grant', where: REFRESH, description: 'Answers 400 invalid_grant to a good refresh token.' },
  {
    name: 'refresh_expired',
    where: REFRESH,
    description: 'The refresh token counts as expired: invalid_grant, also later.',
  },
  {
    name: 'refresh_revoked',
    where: REFRESH,
    description: 'The sign-in counts as revoked: invalid_grant, and all its tokens end.',
  },
  {
    name: 'refresh_replayed',
    where: REFRESH,
    description: 'The refresh token counts as used twice: invalid_grant, and the whole grant is cancelled.',
  },
  {
    name: 'consent_withdrawn',
    where: REFRESH,
    description: 'The person withdraws the consent just before: invalid_grant, and the next sign-in asks again.',
  },
  { name: 'refresh_500', where: REFRESH, description: 'Answers 500 to refresh requests only.' },
  {
    name: 'refresh_lost_answer',
    where: REFRESH,
    description: 'Refreshes, then cuts the connection: the new token is lost.',
  },
  { name: 'refresh_without_refresh_token', where: REFRESH, description: 'A refresh answers no refresh token.' },
  { name: 'refresh_wrong_sub', where: REFRESH, description: 'A refresh answers an ID token of another person.' },
  { name: 'refresh_wrong_iss', where: REFRESH, description: 'A refresh answers an ID token of another issuer.' },
  { name: 'token_type_not_bearer', where: ANSWER, description: 'The answer says token_type: DPoP.' },
  { name: 'token_without_access_token', where: ANSWER, description: 'The answer carries no access_token.' },
  {
    name: 'token_without_id_token',
    where: ANSWER,
    description: 'The answer carries no id_token though openid was asked for.',
  },
  {
    name: 'token_without_refresh_token',
    where: ANSWER,
    description: 'The answer carries no refresh_token though offline_access was asked for.',
  },
  { name: 'token_without_expires_in', where: ANSWER, description: 'The answer does not say how long the token lives.' },
  { name: 'token_expires_in_text', where: ANSWER, description: 'expires_in is a text.' },
  { name: 'token_narrower_scope', where: ANSWER, description: 'scope names the first of the granted scopes only.' },
  { name: 'access_token_expired', where: ANSWER, description: 'The access token has expired when it arrives.' },
  { name: 'access_token_without_tenant', where: ANSWER, description: 'The access token names no company.' },
  {
    name: 'access_token_customer_tenant',
    where: ANSWER,
    description: 'The access token names the customer of the company, which the ERP answers with 401.',
  },
  { name: 'access_token_opaque', where: ANSWER, description: 'The access token is not a JWT, and no API takes it.' },
] as const;

/** What can be broken in ID tokens and in the keys and times of all tokens. */
export const ID_TOKEN_FAULTS = [
  { name: 'id_token_wrong_iss', where: ID_TOKEN, description: 'iss is another issuer.' },
  { name: 'id_token_wrong_aud', where: ID_TOKEN, description: 'aud is another application.' },
  {
    name: 'id_token_several_aud',
    where: ID_TOKEN,
    description: 'aud is this application and another one, and azp is missing.',
  },
  { name: 'id_token_wrong_azp', where: ID_TOKEN, description: 'azp is another application.' },
  { name: 'id_token_wrong_nonce', where: ID_TOKEN, description: 'nonce is another one.' },
  { name: 'id_token_missing_nonce', where: ID_TOKEN, description: 'nonce is missing.' },
  { name: 'id_token_missing_iss', where: ID_TOKEN, description: 'iss is missing.' },
  { name: 'id_token_missing_sub', where: ID_TOKEN, description: 'sub is missing.' },
  { name: 'id_token_missing_iat', where: ID_TOKEN, description: 'iat is missing.' },
  { name: 'id_token_missing_exp', where: ID_TOKEN, description: 'exp is missing.' },
  { name: 'id_token_missing_aud', where: ID_TOKEN, description: 'aud is missing.' },
  { name: 'id_token_missing_sid', where: ID_TOKEN, description: 'sid is missing.' },
  { name: 'id_token_expired', where: ID_TOKEN, description: 'exp is an hour ago.' },
  { name: 'id_token_from_the_future', where: ID_TOKEN, description: 'iat is an hour ahead.' },
  { name: 'id_token_wrong_at_hash', where: ID_TOKEN, description: 'at_hash belongs to another access token.' },
  { name: 'id_token_alg_none', where: ID_TOKEN, description: 'alg is none and there is no signature.' },
  { name: 'id_token_wrong_alg', where: ID_TOKEN, description: 'alg is RS512, with a good signature.' },
  { name: 'id_token_wrong_signature', where: ID_TOKEN, description: 'The signature is broken.' },
  { name: 'id_token_unknown_kid', where: ID_TOKEN, description: 'kid names a key that is not in the JWKS.' },
  { name: 'id_token_without_kid', where: ID_TOKEN, description: 'kid is missing.' },
  {
    name: 'id_token_without_kid_several_keys',
    where: ID_TOKEN,
    description: 'kid is missing, and the JWKS holds several keys: one more is published if need be.',
  },
  { name: 'id_token_not_a_jwt', where: ID_TOKEN, description: 'The ID token is no JWT.' },
  {
    name: 'keys_rotated',
    where: ID_TOKEN,
    description: 'Just before signing a new key is published and used; the former one stays in the JWKS.',
  },
  {
    name: 'clock_skew_ahead',
    where: ID_TOKEN,
    description: 'The clock that stamps the tokens is ahead by faultSkewSeconds; access and ID tokens alike.',
  },
  {
    name: 'clock_skew_behind',
    where: ID_TOKEN,
    description: 'The clock that stamps the tokens is behind by faultSkewSeconds; access and ID tokens alike.',
  },
] as const;
