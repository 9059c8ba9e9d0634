import { z } from 'zod';

/** Pieces of the schemas of API answers. Missing and null are the same (see readJson): every field may be missing. */
export const text = z.string().optional();
export const number = z.number().optional();
export const flag = z.boolean().optional();

/** A point in time; see toMoment. */
export const moment = z.string().optional().transform(toMoment);

/** A calendar day, `2026-01-31`; see toDay. */
export const day = z.string().optional().transform(toDay);

/** `{id, description}`, as the ERP refers to classes, terms, codes and the like. */
export const named = z.object({ id: text, description: text }).optional();

export type Named = NonNullable<z.output<typeof named>>;

/**
 * A moment of the ERP as ISO text in UTC, `2026-01-31T13:45:00.123Z`, with as many fractions as it came with. The API
 * writes times with an offset and without one. Undefined when it cannot be read, and for .NET's empty time.
 */
export function toMoment(written: string | undefined): string | undefined {
  if (written === undefined || written.startsWith('0001-01-01')) return undefined;
  const [, date, clock = '00:00:00', offset] = TIME.exec(written.trim()) ?? [];
  if (date === undefined) return undefined;
  // Guess: a time without an offset is UTC.
  const atMs = Date.parse(`${date}T${clock}${offset ?? 'Z'}`);
  if (Number.isNaN(atMs)) return undefined;
  return offset === undefined || offset === 'Z' ? `${date}T${clock}Z` : new Date(atMs).toISOString();
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?))?(Z|[+-]\d{2}:\d{2})?$/;

/** The day of a date of the ERP as it stands there: an offset does not move it. */
export function toDay(written: string | undefined): string | undefined {
  if (written === undefined || written.startsWith('0001-01-01')) return undefined;
  return /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0];
}
