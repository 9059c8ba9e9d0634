import { cut, foreignValue, shortened } from './cutText.ts';
import type { Parameter } from './traceStep.ts';

export const MAX_PARAMETERS = 60;
const MAX_BODY = 8_000;

/** JSON with the values of secret names cut, at any depth. */
export function cleanJson(value: unknown, isSecret: (name: string) => boolean): unknown {
  if (typeof value === 'string') return foreignValue(value);
  if (Array.isArray(value)) return value.map((inner) => cleanJson(inner, isSecret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      isSecret(name) ? cut(typeof inner === 'string' ? inner : JSON.stringify(inner)) : cleanJson(inner, isSecret),
    ]),
  );
}

export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export function fieldsOf(json: unknown): Parameter[] {
  return Object.entries(objectOf(json))
    .slice(0, MAX_PARAMETERS)
    .map(([name, value]) => ({ name, value: shortened(typeof value === 'string' ? value : JSON.stringify(value)) }));
}

export function indented(json: unknown): string {
  const text = JSON.stringify(json, undefined, 2);
  return text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)}… (${text.length} characters)` : text;
}
