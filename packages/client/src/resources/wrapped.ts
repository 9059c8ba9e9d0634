/** A field of a change: left out it stays as it is, null empties it. */
export type Emptiable<T> = T | null | undefined;

/** What a row of a collection asks for. */
export type RowOperation = 'Insert' | 'Update' | 'Delete';

/**
 * Fields as write bodies of the ERP API want them: `{description: 'x'}` is `{description: {value: 'x'}}`. What is
 * undefined is left out.
 */
export function wrapAll(fields: Readonly<Record<string, unknown>>): Record<string, { value: unknown }> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, { value }]));
}

/** An object of fields, wrapped inside and outside: `{value: {city: {value: 'Oslo'}}}`; null empties it whole. */
export function wrapObject(fields: Emptiable<object>): { value: unknown } | undefined {
  if (fields === undefined) return undefined;
  return { value: fields === null ? null : wrapAll({ ...fields }) };
}
