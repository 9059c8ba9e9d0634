import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { allPages } from 'visma-net-client/resources/allPages';
import type { Column } from 'visma-net-client/resources/column';
import { BYTE_ORDER_MARK, csvHeader, csvRows } from 'visma-net-client/resources/csv';
import type { Page, Paging } from 'visma-net-client/resources/page';
import { isRefusal } from '../../../errors.ts';
import { signedInSession } from '../../../web/guard.ts';

export type ExportFormat = 'csv' | 'ndjson';

export interface WholeList<Row> {
  readonly tenantId: string;
  readonly format: ExportFormat;
  /** Of the file, with the company's behind it. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  /** Asks for one page; gives up when the signal says so. */
  readonly listPage: (paging: Required<Paging>, signal: AbortSignal) => Promise<Page<Row>>;
}

/** Rows of one call: a whole page is in memory at once, and larger ones keep the garbage collector busy (bench/export.js). */
const PAGE_ROWS = 250;

/** Rows of one piece of text: V8 keeps texts above 128 KB apart, and collects those late. */
const ROWS_AT_ONCE = 50;

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
} as const;

/**
 * Sends a whole list as a file, page by page as fast as the client takes it: two pages are in memory at most. A refusal
 * of the first page is a page of its own. One further on resets the connection, so that no client, and no proxy between,
 * takes the file for whole. When the client goes, the ERP is no longer asked.
 * @throws what `listPage` throws
 */
export async function exportList<Row>(req: Request, res: Response, list: WholeList<Row>): Promise<void> {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  const pages = allPages((paging) => list.listPage(paging, gone.signal), { pageSize: PAGE_ROWS });
  try {
    const first = await pages.next();
    res.attachment(fileName(req, list)).set('Content-Type', MEDIA_TYPES[list.format]);
    if (req.method === 'HEAD') res.end();
    else await pipeline(Readable.from(textOf(first, pages, list, res), { objectMode: false }), res);
  } catch (error) {
    if (isRefusal(error) || !gone.signal.aborted) throw error;
  } finally {
    await pages.return();
  }
}

async function* textOf<Row>(
  first: IteratorResult<Page<Row>, void>,
  pages: AsyncGenerator<Page<Row>, void>,
  list: WholeList<Row>,
  res: Response,
): AsyncGenerator<string> {
  if (list.format === 'csv') yield BYTE_ORDER_MARK + csvHeader(list.columns);
  if (first.done !== true) yield* textOfRows(first.value.rows, list);
  try {
    // What there is goes out while the next page comes, compressed or not.
    res.flush();
    for await (const { rows } of pages) {
      yield* textOfRows(rows, list);
      res.flush();
    }
  } catch (error) {
    // An end in order would be the end of the file for HTTP/1.0, which proxies still speak.
    res.socket?.resetAndDestroy();
    throw error;
  }
}

function* textOfRows<Row>(rows: readonly Row[], { format, columns }: WholeList<Row>): Generator<string> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    yield format === 'csv' ? csvRows(columns, some) : jsonLines(some);
  }
}

/** @see https://github.com/ndjson/ndjson-spec */
function jsonLines(rows: readonly unknown[]): string {
  let lines = '';
  for (const row of rows) lines += `${JSON.stringify(row)}\n`;
  return lines;
}

function fileName(req: Request, { name, tenantId, format }: Pick<WholeList<unknown>, 'name' | 'tenantId' | 'format'>) {
  const { companies } = signedInSession(req);
  const company = Object.hasOwn(companies, tenantId) ? companies[tenantId]?.name : undefined;
  const stem = [name, company ?? ''].join(' ').replace(/[^\p{L}\p{N} .-]+/gu, ' ');
  return `${stem.trim()}.${format}`;
}
