import { ErpError, type ClientErrorDetails, type ErpErrorCode } from '../errors.ts';
import type { CallFailure } from './callContext.ts';
import { readErrorBody, type ErrorBody } from './errorBody.ts';
import { readRetryAfter } from './quota.ts';
import type { ApiAnswer, ApiCall } from './apiCall.ts';

/** The company has no licence (12027), or is missing, wrong or not the user's (12002), as users of the API report. */
const COMPANY_FAULTS = new Set(['12027', '12002']);

/** The error for an answer that is not the data asked for. */
export function refusedCall(call: ApiCall, answer: ApiAnswer, nowMs: number): ErpError {
  const body = readErrorBody(answer, call.body);
  const code = codeOf(answer.status, body);
  return new ErpError(code, {
    ...messageOf(body),
    reason: `${call.name}: answered with ${answer.status}`,
    status: answer.status,
    quota: answer.quota,
    retryAfterSeconds: retryAfterOf(code, answer, nowMs),
    fields: code === 'erp_rejected' && body.fields.length > 0 ? body.fields : undefined,
    problems: body.problems.length > 0 ? body.problems : undefined,
  });
}

/** The error for a call that brought no answer. */
export function failedCall(call: ApiCall, failure: CallFailure, cause: unknown): ErpError {
  const isInvalidResponse = failure === 'too_large' || failure === 'not_http';
  const reason = `${call.name}: no answer (${failure})`;
  return new ErpError(isInvalidResponse ? 'erp_nonsense' : 'erp_unavailable', { reason, cause });
}

function codeOf(status: number, { faultCode }: ErrorBody): ErpErrorCode {
  if (status < 400) return 'erp_nonsense';
  if (status < 500 && COMPANY_FAULTS.has(faultCode ?? '')) return 'company_not_allowed';
  return CODES[status] ?? (status < 500 ? 'erp_rejected' : 'erp_unavailable');
}

const CODES: Readonly<Record<number, ErpErrorCode>> = {
  401: 'erp_unauthorised',
  403: 'erp_forbidden',
  404: 'erp_not_found',
  408: 'erp_unavailable',
  409: 'erp_conflict',
  410: 'erp_not_found',
  412: 'erp_conflict',
  // The Sales Order API wants to know which version is changed.
  428: 'erp_conflict',
  429: 'erp_throttled',
};

function messageOf({ faultCode, message }: ErrorBody): ClientErrorDetails {
  return { providerError: faultCode, providerDescription: message };
}

/** A 429 without Retry-After ends with its window. */
function retryAfterOf(code: ErpErrorCode, answer: ApiAnswer, nowMs: number): number | undefined {
  if (code !== 'erp_throttled' && code !== 'erp_unavailable') return undefined;
  const asked = readRetryAfter(answer, nowMs);
  return asked ?? (code === 'erp_throttled' ? answer.quota?.resetSeconds : undefined);
}
