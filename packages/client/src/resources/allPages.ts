import { isDeepStrictEqual } from 'node:util';
import { ErpError } from '../errors.ts';
import type { Page, Paging } from './page.ts';

/**
 * A list page by page to its end, for exports. While a page is worked on, the next one is fetched: there are never more
 * than two in memory.
 *
 *     for await (const page of allPages((paging) => erp.inventory.list(context, { ...query, ...paging })))
 *
 * Ends with an empty page when the API does not say how long the list is.
 * @throws what `listPage` throws; ErpError erp_nonsense when the API sends the same page again and again
 */
export async function* allPages<T>(
  listPage: (paging: Required<Paging>) => Promise<Page<T>>,
  { pageSize = 500 }: { pageSize?: number | undefined } = {},
): AsyncGenerator<Page<T>, void, undefined> {
  let page = await listPage({ pageNumber: 1, pageSize });
  while (!isEnd(page)) {
    const next = listPage({ pageNumber: page.pageNumber + 1, pageSize: page.pageSize });
    // Awaited below, unless the consumer stops; then nobody would look at a failure.
    next.catch(() => undefined);
    yield page;
    const following = await next;
    if (isSamePage(page, following)) throw new ErpError('erp_nonsense', { reason: 'a list gave the same page twice' });
    page = following;
  }
  yield page;
}

/** Without a total a short page may have been cut: one call more is better than rows lost. */
function isEnd<T>({ isLast, totalCount, rows }: Page<T>): boolean {
  return isLast && (totalCount !== undefined || rows.length === 0);
}

/** A list that does not look at the page number would never end. */
function isSamePage<T>({ rows: before }: Page<T>, { rows }: Page<T>): boolean {
  if (rows.length < 2 || rows.length !== before.length) return false;
  return isDeepStrictEqual(before[0], rows[0]) && isDeepStrictEqual(before.at(-1), rows.at(-1));
}
