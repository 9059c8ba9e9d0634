import type { Response } from 'express';
import type { ErpAnswer } from './erpAnswer.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * Sends JSON past Express, which would add an ETag of its own: here one says that the object can be written with
 * If-Match.
 */
export function sendAnswer(res: Response, answer: ErpAnswer, headers: Headers): void {
  res.status(answer.status).set({ ...headers, ...answer.headers });
  if (answer.body === undefined) {
    res.removeHeader('Content-Type');
    res.end();
    return;
  }
  const text = Buffer.from(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  if (!res.hasHeader('Content-Type')) res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', text.length);
  res.end(text);
}

/** The value without its null fields, at every depth. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}
