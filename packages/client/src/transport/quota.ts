import type { Quota } from '../errors.ts';
import type { ApiAnswer } from './apiCall.ts';

const SALES_ORDER_API = '/api/v3/';

/** The X-RateLimit headers of an answer; undefined when it carries none of them. `path` is what was asked for. */
export function readQuota({ headers }: Pick<ApiAnswer, 'headers'>, path: string): Quota | undefined {
  const said = {
    limit: wholeNumber(headers['x-ratelimit-limit']),
    remaining: wholeNumber(headers['x-ratelimit-remaining']),
    resetSeconds: wholeNumber(headers['x-ratelimit-reset']),
    policy: headers['x-ratelimit-policy']?.slice(0, 100),
  };
  if (Object.values(said).every((part) => part === undefined)) return undefined;
  return { api: path.startsWith(SALES_ORDER_API) ? 'sales_orders' : 'erp', ...said };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** Seconds of a Retry-After header, which holds seconds or a date (RFC 9110 §10.2.3); undefined without one. */
export function readRetryAfter(answer: Pick<ApiAnswer, 'headers'>, nowMs: number): number | undefined {
  const text = answer.headers['retry-after'];
  if (text === undefined) return undefined;
  const seconds = wholeNumber(text);
  if (seconds !== undefined) return seconds;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
