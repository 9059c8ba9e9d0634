import type { ErpCall } from './erpCall.ts';

export interface Paging {
  readonly pageNumber: number;
  readonly pageSize: number;
  readonly offset: number;
  readonly maxPageSize: number;
}

/**
 * What every row of a list carries beside its fields; on single objects the counts are 0.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/features/pagination
 */
export interface Metadata {
  readonly totalCount: number;
  readonly maxPageSize: number;
}

export const NO_METADATA: Metadata = { totalCount: 0, maxPageSize: 0 };

/** Pages count from 1. A missing pageSize gets a default, one too large is cut without a word. */
export function readPaging(call: ErpCall, usualCap: number): Paging {
  const { erpPageCaps: caps } = call.settings;
  const named = Object.keys(caps).find((name) => name.toLowerCase() === call.resource.toLowerCase());
  const maxPageSize = (named === undefined ? undefined : caps[named]) ?? usualCap;
  const askedSize = call.query.integer('pageSize');
  // Guess: not documented that numbers below 1 count as missing.
  const pageNumber = Math.max(1, call.query.integer('pageNumber') ?? 1);
  const wanted = askedSize !== undefined && askedSize > 0 ? askedSize : call.settings.erpDefaultPageSize;
  const pageSize = Math.min(wanted, maxPageSize);
  if (wanted > maxPageSize) call.note(`pageSize ${wanted} was cut to ${maxPageSize}`);
  return { pageNumber, pageSize, offset: (pageNumber - 1) * pageSize, maxPageSize };
}
