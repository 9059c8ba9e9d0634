import type { QueryValue } from './addressOf.ts';

/** A filter by time: rows on that side of a moment. */
export interface TimeFilter {
  condition: '>' | '>=' | '<' | '<=';
  /** ISO text, `2026-01-31T13:45:00Z` or `2026-01-31`; without an offset it is UTC. */
  at: string;
}

/** What lists of the ERP API v1 have in common. */
export interface ChangeFilter {
  /** Rows changed at this moment or later; short for lastModified with `>=`. ISO text. */
  changedSince?: string | undefined;
  lastModified?: TimeFilter | undefined;
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

/**
 * A moment as the API takes it: `2026-01-31T13:45:00.123`, in UTC.
 * @throws RangeError when it cannot be read
 */
export function toErpTime(iso: string): string {
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(iso);
  return new Date(hasZone || !iso.includes('T') ? iso : `${iso}Z`).toISOString().slice(0, -1);
}
