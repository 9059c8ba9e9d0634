import type { Response } from 'express';
import { breakAnswer, type BreakOrder } from '../protocol/breakAnswer.ts';
import { ErpRefusal, ippException, notFound, unlicensed, type ErpAnswer } from './erpAnswer.ts';
import type { ErpFault } from './erpFaults.ts';

type TakesFault = (name: ErpFault) => boolean;

/** What a fault does to the connection or the form of the answer: true when there is nothing left to answer. */
export function injectConnectionFault(takes: TakesFault, res: Response, delayMs: number): Promise<boolean> {
  const late = takes('erp_slow');
  const [, kind] = BREAKS.find(([fault]) => takes(fault)) ?? [];
  return breakAnswer(res, { late, kind }, delayMs);
}

const BREAKS: readonly (readonly [ErpFault, BreakOrder['kind']])[] = [
  ['erp_hangs', 'hangs'],
  ['erp_reset', 'reset'],
  ['erp_truncated', 'truncated'],
  ['erp_oversized', 'oversized'],
  ['erp_nonsense', 'html'],
  ['erp_not_json', 'not_json'],
  ['erp_null', 'null'],
  ['erp_no_body', 'no_body'],
];

/** @throws ErpRefusal with the answer that a fault puts in place of the real one */
export function injectRefusal(takes: TakesFault): void {
  const [, refusal] = REFUSALS.find(([fault]) => takes(fault)) ?? [];
  if (refusal) throw refusal();
}

const REFUSALS: readonly (readonly [ErpFault, () => ErpRefusal])[] = [
  ['erp_unauthorised', () => refusal(401, 'Unauthorized. Access token is missing or invalid.')],
  ['erp_customer_tenant', () => refusal(401, 'Unauthorized. Access denied for the tenant of the token.')],
  ['erp_forbidden', () => refusal(403, 'Forbidden.')],
  ['erp_not_found', () => notFound('The object was not found.')],
  ['erp_conflict', () => new ErpRefusal({ status: 409, body: { message: 'Another process is changing the object.' } })],
  ['erp_precondition_failed', () => new ErpRefusal({ status: 412, body: { message: 'The object was changed.' } })],
  ['erp_rejected', () => ippException('"description" is not valid.')],
  ['erp_unlicensed', unlicensed],
  ['erp_throttled', () => refusal(429, 'Rate limit is exceeded. Try again in 30 seconds.', { 'Retry-After': '30' })],
  ['erp_burst', () => refusal(429, 'Rate limit is exceeded. Try again in 120 seconds.', { 'Retry-After': '120' })],
  ['erp_500', () => new ErpRefusal({ status: 500, body: { message: 'An error has occurred.' } })],
  ['erp_unavailable', () => refusal(503, 'Service unavailable.')],
  ['erp_timeout', () => refusal(504, 'Gateway timeout.')],
];

/** The answer with rows stripped of metadata and inner lists when that fault is on. */
export function injectBareRows(takes: TakesFault, answer: ErpAnswer): ErpAnswer {
  if (!Array.isArray(answer.body) || !takes('erp_bare_rows')) return answer;
  return { ...answer, body: answer.body.map(bare) };
}

function bare(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const fields = Object.entries(row).filter(([name]) => name !== 'metadata');
  return Object.fromEntries(fields.map(([name, value]) => [name, Array.isArray(value) ? null : value]));
}

/** The address of a call with its page taken out when that fault is on. */
export function injectSamePage(takes: TakesFault, originalUrl: string): string {
  if (!/[?&]page(?:Number|Index)=/i.test(originalUrl) || !takes('erp_same_page')) return originalUrl;
  return originalUrl.replace(/([?&])page(?:Number|Index)=[^&]*/gi, '$1');
}

function refusal(status: number, message: string, headers: Record<string, string> = {}): ErpRefusal {
  return new ErpRefusal({ status, headers, body: { statusCode: status, message } });
}
