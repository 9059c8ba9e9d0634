/* What may stand as it is, and what may not, by its name. */

/** Parameters of the protocol that are shown as they are. Any other is cut. */
export const OPEN_PARAMETERS = new Set([
  ...['client_id', 'response_type', 'response_mode', 'redirect_uri', 'scope', 'prompt', 'max_age', 'acr_values'],
  ...['code_challenge', 'code_challenge_method', 'ui_locales', 'login_hint', 'tenant_hint', 'tenant_id', 'iss', 'sid'],
  ...['grant_type', 'token_type', 'token_type_hint', 'expires_in', 'target_link_uri', 'post_logout_redirect_uri'],
  ...['error', 'error_description', 'error_uri'],
]);

/** Parameters that prove something: never whole, and cut wherever else their value turns up. */
export const SECRET_PARAMETERS = new Set([
  ...['code', 'state', 'nonce', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'id_token_hint'],
  ...['token', 'logout_token', 'client_secret', 'client_assertion', 'password', 'assertion', 'device_code'],
]);

/** Of these not even the first characters: people choose them, or they live for years. */
export const HIDDEN_PARAMETERS = new Set(['client_secret', 'password', 'client_assertion', 'assertion']);

export const OPEN_HEADERS = new Set([
  ...['accept', 'accept-encoding', 'allow', 'cache-control', 'connection', 'content-encoding', 'content-length'],
  ...['content-type', 'date', 'erp-api-background', 'etag', 'expires', 'if-match', 'ipp-request-id', 'location'],
  ...['pragma', 'request-context', 'retry-after', 'server', 'transfer-encoding', 'user-agent', 'vary'],
  ...['www-authenticate', 'x-correlation-id'],
  ...['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'x-ratelimit-policy'],
]);

/** Names in claims and in documents whose values are cut: secrets, and numbers that the state gave a person. */
const SECRET_NAME =
  /(^|[_-])(token|secret|password|passwd|verifier|assertion|api[_-]?key)$|^(nonce|nnin|snin|([a-z]{2}_)?ssn|cpr|hetu)$/i;

/** RFC 7518 §6.2.2, §6.3.2, §6.4.1: the private parts of keys. */
const PRIVATE_KEY_PARTS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

export function isPrivateKeyPart(name: string): boolean {
  return PRIVATE_KEY_PARTS.has(name) || isSecretName(name);
}
