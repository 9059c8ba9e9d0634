import { ErpError } from '../errors.ts';
import type { ApiAnswer } from './apiCall.ts';
import { fieldsOf, ShapeError, type Reader } from './wire.ts';

/**
 * The object that an answer is.
 * @throws ErpError erp_nonsense
 */
export function readJson<T>(name: string, answer: ApiAnswer, read: Reader<T>): T {
  const json = parseAnswer(name, answer);
  return fit(name, answer, () => read(fieldsOf(json)));
}

/**
 * The JSON of an answer.
 * @throws ErpError erp_nonsense when it is not JSON, or is null
 */
export function parseAnswer(name: string, answer: ApiAnswer): unknown {
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch (cause) {
    throw invalidResponse(name, answer, 'the answer is not JSON', cause);
  }
  if (json === null) throw invalidResponse(name, answer, 'the answer is null');
  return json;
}

/**
 * What `read` makes of an answer.
 * @throws ErpError erp_nonsense when it does not fit
 */
export function fit<T>(name: string, answer: ApiAnswer, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const path = error.path.join('.');
    throw invalidResponse(
      name,
      answer,
      path === '' ? 'the answer has another form' : `the answer does not fit at ${path}`,
    );
  }
}

function invalidResponse(name: string, { status, quota }: ApiAnswer, message: string, cause?: unknown): ErpError {
  return new ErpError('erp_nonsense', { reason: `${name}: ${message}`, status, quota, cause });
}
