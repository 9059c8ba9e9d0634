import { errors } from 'undici';
import type { CallFailure } from './callContext.ts';
import { ContentCodingError } from '../readText.ts';

const RESETS = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);
const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/**
 * Why no answer came, from what the HTTP client threw.
 * @throws the cause when the call itself was wrong
 */
export function toFailure(cause: unknown, timeIsOver: boolean, aborted: boolean): CallFailure {
  if (timeIsOver) return 'timeout';
  if (aborted) return 'given_up';
  if (cause instanceof ContentCodingError) return cause.code === 'too_large' ? 'too_large' : 'not_http';
  const code = codeOf(cause);
  if (code === 'UND_ERR_INVALID_ARG') throw cause;
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too_large';
  if (cause instanceof errors.HTTPParserError) return 'not_http';
  if (TIMEOUTS.has(code)) return 'timeout';
  return RESETS.has(code) ? 'reset' : 'unreachable';
}

/** Whether the connection was cut, so that a read may be tried once more. */
export function isReset(failure: CallFailure): boolean {
  return failure === 'reset';
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
