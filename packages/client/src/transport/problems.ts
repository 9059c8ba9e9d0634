import type { ErpProblem } from '../errors.ts';
import { orderErrorLabel } from './orderErrorCodes.ts';
import { printable, shortWord } from './printable.ts';

/** More are left out: a body of a megabyte has room for thousands. */
const MOST_PROBLEMS = 50;

/**
 * `details` of SalesOrderValidationProblemDetails: `[{code, message, parameters}]`. What cannot be read is left out.
 * @see contract/sales-order-v3.json, ValidationErrorCodeDetails
 */
export function readProblems(details: unknown): ErpProblem[] {
  if (!Array.isArray(details)) return [];
  return details.slice(0, MOST_PROBLEMS).flatMap(problemOf);
}

function problemOf(detail: unknown): ErpProblem[] {
  if (typeof detail !== 'object' || detail === null) return [];
  const fields = new Map<string, unknown>(Object.entries(detail));
  const code = shortWord(fields.get('code'));
  const message =
    printable(fields.get('message')) ?? (code === undefined ? undefined : (orderErrorLabel(code) ?? code));
  return message === undefined ? [] : [{ code, message, parameters: textsOf(fields.get('parameters')) }];
}

/** Texts, numbers and flags, as texts. */
function textsOf(parameters: unknown): Readonly<Record<string, string>> {
  if (typeof parameters !== 'object' || parameters === null) return {};
  const texts = Object.entries(parameters).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : printable(value);
    return text === undefined ? [] : [[name, text]];
  });
  return Object.fromEntries(texts.slice(0, MOST_PROBLEMS));
}
