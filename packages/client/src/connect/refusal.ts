import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { z } from 'zod';
import { ConnectError, isVismaError, type ConnectErrorCode, type VismaError } from '../errors.ts';

/** What was being asked of Visma Connect when it went wrong. */
export type Asking = 'metadata' | 'code' | 'refresh' | 'service_token';

/** Turns what openid-client throws into a refusal that has a page. Codes decide, never message texts. */
export function refusalOf(error: unknown, asking: Asking): VismaError {
  if (isVismaError(error)) return error;
  if (error instanceof AuthorizationResponseError) {
    return refused(codeOfAnswer(error.error, asking), error, error.error, error.error_description);
  }
  if (error instanceof ResponseBodyError) {
    const mayPass = error.status >= 500 || error.status === 429;
    const code = mayPass ? 'connect_unreachable' : codeOfAnswer(error.error, asking);
    return refused(code, error, error.error, error.error_description, secondsToWait(error.response));
  }
  // A 401 with WWW-Authenticate says that the client is not known by that id and secret (RFC 6749 §5.2).
  if (error instanceof WWWAuthenticateChallengeError)
    return refused('client_misconfigured', error, 'invalid_client', undefined);
  if (error instanceof ClientError) return refusedAnswer(error, asking);
  return new ConnectError('unexpected', { cause: error });
}

function refused(
  code: ConnectErrorCode,
  cause: Error,
  providerError: string,
  providerDescription: string | undefined,
  retryAfterSeconds?: number,
): ConnectError {
  const facts = { providerError, providerDescription, reason: 'Visma Connect refused' };
  return new ConnectError(code, { cause, ...facts, retryAfterSeconds });
}

/** Retry-After in seconds (RFC 9110 §10.2.3); a date there is left alone. */
function secondsToWait({ headers }: Response): number | undefined {
  const seconds = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) : undefined;
}

/** Error codes of RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6 and Visma's own `invalid_tenant`. */
function codeOfAnswer(error: string, asking: Asking): ConnectErrorCode {
  switch (error) {
    case 'access_denied':
    case 'consent_required':
    case 'invalid_tenant':
      return error;
    case 'login_required':
    case 'interaction_required':
    case 'account_selection_required':
      return 'login_required';
    case 'temporarily_unavailable':
    case 'server_error':
      return 'connect_unreachable';
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_scope':
    case 'invalid_request':
    case 'unsupported_grant_type':
    case 'unsupported_response_type':
      return 'client_misconfigured';
    case 'invalid_grant':
      return asking === 'refresh' ? 'sign_in_again' : 'sign_in_refused';
    default:
      return 'sign_in_refused';
  }
}

/** The answer came but is not what the standard says, or none came. */
function refusedAnswer(error: ClientError, asking: Asking): ConnectError {
  switch (error.code) {
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return new ConnectError('client_misconfigured', {
        cause: error,
        reason: 'the metadata names another issuer than the one configured',
      });
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return new ConnectError('id_token_invalid', {
        cause: error,
        reason: `the ID token’s ${claimOf(error)} is wrong`,
      });
    case 'OAUTH_INVALID_RESPONSE':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return asking === 'metadata' ? unreachable(error) : malformed(error);
    case 'OAUTH_MISSING_SERVER_METADATA':
    case 'OAUTH_INVALID_SERVER_METADATA':
      return new ConnectError('client_misconfigured', { cause: error, reason: 'the metadata lacks an endpoint' });
    case undefined:
    default:
      return unreachable(error);
  }
}

function malformed(error: ClientError): ConnectError {
  const facts = factsOf(error);
  if (facts.claims !== undefined || facts.header !== undefined) {
    return new ConnectError('id_token_invalid', { cause: error, reason: `the ID token’s ${claimOf(error)} is wrong` });
  }
  return new ConnectError('token_response_invalid', { cause: error, reason: 'the token answer is not a valid one' });
}

function unreachable(error: ClientError): ConnectError {
  return new ConnectError('connect_unreachable', { cause: error, reason: 'no usable answer came' });
}

/** The library keeps what it compared in the inner cause. Only names are read from it, never values. */
const innerCause = z.object({
  cause: z.object({
    cause: z.object({ claim: z.string().optional(), claims: z.unknown().optional(), header: z.unknown().optional() }),
  }),
});

function factsOf(error: ClientError): { claim?: string | undefined; claims?: unknown; header?: unknown } {
  const parsed = innerCause.safeParse(error);
  return parsed.success ? parsed.data.cause.cause : {};
}

/** Which claim of the ID token was refused; `header` when it was not a claim. */
function claimOf(error: ClientError): string {
  return factsOf(error).claim ?? 'header';
}
