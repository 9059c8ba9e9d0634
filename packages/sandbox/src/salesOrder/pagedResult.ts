import { badRequest } from '../api/erpAnswer.ts';
import type { ErpCall } from '../api/erpCall.ts';

/** A list, or what stands for one that is too long to be read whole. */
export interface Rows<T> {
  readonly length: number;
  readonly slice: (start: number, end: number) => readonly T[];
}

/**
 * A page of a list: `{value, totalCount, nextPage}`. Pages count from 0.
 * Guess: a page behind the end is empty; that the greatest page is refused and not cut is documented, its size is not.
 * @param path of the list, below the API
 * @throws ErpRefusal 400 for a page out of range
 */
export function pagedResult<T, R>(
  call: ErpCall,
  path: string,
  rows: Rows<T>,
  { usual, most }: { usual: number; most: number },
  toRow: (row: T) => R,
) {
  const pageSize = whole(call, 'pageSize', usual, 1, most);
  const pageIndex = whole(call, 'pageIndex', 0, 0, 1_000_000);
  const offset = pageIndex * pageSize;
  const isLast = offset + pageSize >= rows.length;
  return {
    value: rows.slice(offset, offset + pageSize).map(toRow),
    totalCount: call.settings.salesOrderTotalCount === 'counted' ? rows.length : null,
    nextPage: isLast ? null : nextPage(call, path, pageIndex + 1, pageSize),
  };
}

function whole({ query }: ErpCall, name: string, usual: number, least: number, most: number): number {
  const written = query.text(name);
  if (written === undefined) return usual;
  const value = query.integer(name);
  if (value !== undefined && value >= least && value <= most) return value;
  throw badRequest(`${name} must be a whole number from ${least} to ${most}.`);
}

// Guess: a link with the whole query; its form is not documented.
function nextPage({ baseUrl, query }: ErpCall, path: string, pageIndex: number, pageSize: number): string {
  const url = new URL(`${baseUrl}${path}`);
  for (const name of query.names()) {
    if (!['pageindex', 'pagesize'].includes(name.toLowerCase())) url.searchParams.set(name, query.list(name).join(','));
  }
  url.searchParams.set('pageIndex', String(pageIndex));
  url.searchParams.set('pageSize', String(pageSize));
  return url.href;
}
