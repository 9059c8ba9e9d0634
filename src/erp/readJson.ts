import type { z } from 'zod';
import { ErpError } from '../errors.ts';
import type { ApiAnswer } from './apiCall.ts';

/**
 * The data of an answer: as parseAnswer() and fit() in one.
 * @throws ErpError erp_nonsense
 */
export function readJson<T>(name: string, answer: ApiAnswer, schema: z.ZodType<T>): T {
  return fit(name, answer, parseAnswer(name, answer), schema);
}

/**
 * The JSON of an answer. Null counts as missing, at every depth: it has become undefined, and left lists.
 * @throws ErpError erp_nonsense when it is not JSON, or is null
 */
export function parseAnswer(name: string, answer: ApiAnswer): unknown {
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch (cause) {
    throw nonsense(name, answer, 'the answer is not JSON', cause);
  }
  if (json === null) throw nonsense(name, answer, 'the answer is null');
  return withoutNulls(json);
}

/**
 * The value as the schema wants it; what the schema does not know is left out.
 * @throws ErpError erp_nonsense when it does not fit
 */
export function fit<T>(name: string, answer: ApiAnswer, value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // The path holds field names of the schema and positions in lists, nothing else.
  const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw nonsense(name, answer, path === '' ? 'the answer has another form' : `the answer does not fit at ${path}`);
}

function nonsense(name: string, { status, quota }: ApiAnswer, words: string, cause?: unknown): ErpError {
  return new ErpError('erp_nonsense', { reason: `${name}: ${words}`, status, quota, cause });
}

/**
 * Null becomes undefined, in place: the value was parsed a moment ago, and lists have thousands of rows. No schema looks
 * deeper than 50 levels.
 */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (depth > 50) return undefined;
  if (Array.isArray(value)) {
    return value.filter((entry) => entry !== null).map((entry) => withoutNulls(entry, depth + 1));
  }
  if (!isObject(value)) return value;
  for (const name in value) {
    const inner = value[name];
    if (inner === null) value[name] = undefined;
    else if (typeof inner === 'object') value[name] = withoutNulls(inner, depth + 1);
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
