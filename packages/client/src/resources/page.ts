import type { Quota } from '../errors.ts';

/** Which page of a list; pages count from 1 in every list of this client. */
export interface Paging {
  readonly pageNumber?: number | undefined;
  /** Undefined: 100. The API may give fewer rows than asked for; the page then says so. */
  readonly pageSize?: number | undefined;
}

/** One page of a list, whichever API it came from. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Rows of the whole list; undefined when the API did not say. */
  readonly totalCount: number | undefined;
  readonly pageNumber: number;
  /** Rows that a full page has: what was asked for, or less when the API caps it. Ask for the next page with it. */
  readonly pageSize: number;
  /** True when nothing can follow. */
  readonly isLast: boolean;
  readonly quota: Quota | undefined;
}

/** One object of the ERP. */
export interface Single<T> {
  readonly value: T;
  /** For If-Match in a write; undefined where the API has none. */
  readonly etag: string | undefined;
  readonly quota: Quota | undefined;
}

export interface AskedPage {
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** The page that is really asked for: whole numbers, and no more rows than the API gives at most. */
export function askedPage({ pageNumber = 1, pageSize = 100 }: Paging, mostRows: number): AskedPage {
  return {
    pageNumber: Math.max(1, Math.floor(pageNumber)),
    pageSize: Math.min(mostRows, Math.max(1, Math.floor(pageSize))),
  };
}

/** A page of a list that the API gives whole. */
export function cutPage<T>({ rows, quota }: Page<T>, { pageNumber, pageSize }: AskedPage): Page<T> {
  const end = pageNumber * pageSize;
  const totalCount = rows.length;
  return { rows: rows.slice(end - pageSize, end), totalCount, pageNumber, pageSize, isLast: end >= totalCount, quota };
}
