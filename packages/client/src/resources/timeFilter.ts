import type { QueryValue } from '../transport/addressOf.ts';

/** A filter by time: rows on that side of a moment. */
export interface TimeFilter {
  readonly condition: '>' | '>=' | '<' | '<=';
  /** ISO text, `2026-01-31T13:45:00Z` or `2026-01-31`; without an offset it is UTC. */
  readonly at: string;
}

/** What lists of the ERP API v1 have in common. */
export interface ChangeFilter {
  /** Rows changed at this moment or later; short for lastModified with `>=`. ISO text. */
  readonly changedSince?: string | undefined;
  readonly lastModified?: TimeFilter | undefined;
}

/** The pair of parameters of a time filter: the API ignores the time without its condition. */
export function timeParameters(name: string, filter: TimeFilter | undefined): Record<string, QueryValue> {
  return filter ? { [name]: toErpTime(filter.at), [`${name}Condition`]: filter.condition } : {};
}

/** The parameters of a change filter. */
export function changeParameters({ changedSince, lastModified }: ChangeFilter): Record<string, QueryValue> {
  const since = changedSince === undefined ? undefined : ({ condition: '>=', at: changedSince } as const);
  return timeParameters('lastModifiedDateTime', lastModified ?? since);
}

/** A day, or a day and a time, with its offset or without (RFC 3339 §5.6; a blank may stand for the T). */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A moment as the API takes it: `2026-01-31T13:45:00.123`, in UTC. Strict: `Date` would read `01.02.2026` as a day of
 * January, and 31 February as one of March.
 * @throws RangeError when it cannot be read, or when there is no such day
 */
export function toErpTime(iso: string): string {
  const [, day = '', time = '00:00', offset = 'Z'] = MOMENT.exec(iso) ?? [];
  const isDay = new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  if (!isDay) throw new RangeError('there is no such day');
  const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return new Date(`${day}T${time}${zone}`).toISOString().slice(0, -1);
}
