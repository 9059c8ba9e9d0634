import type { Response } from 'express';
import { ErpRefusal, type ErpAnswer } from './erpAnswer.ts';
import type { TakeFault } from './erpFaults.ts';

/** What a fault does to the connection itself: true when there is nothing left to answer. */
export function strikeConnection(takeFault: TakeFault, response: Response): boolean {
  if (takeFault('erp_reset')) {
    response.socket?.destroy();
    return true;
  }
  return takeFault('erp_hangs');
}

/** @throws ErpRefusal with the answer that a fault puts in place of the real one */
export function strikeAnswer(takeFault: TakeFault): void {
  if (takeFault('erp_unavailable')) throw refusal(503, 'Service unavailable.');
  if (takeFault('erp_throttled'))
    throw refusal(429, 'Rate limit is exceeded. Try again in 30 seconds.', { 'Retry-After': '30' });
  if (takeFault('erp_unauthorised')) throw refusal(401, 'Unauthorized. Access token is missing or invalid.');
  if (takeFault('erp_forbidden')) throw refusal(403, 'Forbidden.');
  if (takeFault('erp_null')) throw new ErpRefusal({ status: 200, body: null });
  if (takeFault('erp_nonsense')) {
    const headers = { 'Content-Type': 'text/html; charset=utf-8' };
    throw new ErpRefusal({ status: 200, headers, body: '<!doctype html><title>Maintenance</title>' });
  }
}

/** The answer with rows stripped of metadata and inner lists when that fault strikes. */
export function strikeRows(takeFault: TakeFault, answer: ErpAnswer): ErpAnswer {
  if (!Array.isArray(answer.body) || !takeFault('erp_bare_rows')) return answer;
  return { ...answer, body: answer.body.map(bare) };
}

function bare(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const fields = Object.entries(row).filter(([name]) => name !== 'metadata');
  return Object.fromEntries(fields.map(([name, value]) => [name, Array.isArray(value) ? null : value]));
}

function refusal(status: number, message: string, headers: Record<string, string> = {}): ErpRefusal {
  return new ErpRefusal({ status, headers, body: { statusCode: status, message } });
}
