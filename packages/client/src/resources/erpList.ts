import type { AskedPage, Page } from './page.ts';
import { fit, parseAnswer, readJson } from '../transport/readJson.ts';
import type { ApiAnswer } from '../transport/apiCall.ts';
import { isFields, neededList, rowsOf, type Fields, type Reader } from '../transport/wire.ts';

/**
 * Pages of up to so many rows come as asked for, as far as is known (a guess: no cap but that of inventory is
 * published). A larger page may have been cut without a word, so that being short does not make it the last.
 */
const SURELY_GIVEN = 500;

/**
 * Reads a list of the ERP API v1: bare rows of which each may carry `metadata`, or rows wrapped as `records`.
 * @throws ErpError erp_nonsense
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/features/pagination
 */
export function readErpPage<T>(
  name: string,
  answer: ApiAnswer,
  row: Reader<T>,
  asked: AskedPage,
  surelyGiven = SURELY_GIVEN,
): Page<T> {
  const json = parseAnswer(name, answer);
  const envelope = isFields(json) && Array.isArray(json.records) ? json : undefined;
  const rows = fit(name, answer, () => rowsOf(envelope?.records ?? json, row));
  const counted = countsOf(envelope ?? metadataOf(json));
  const pageSize = counted.maxPageSize ? Math.min(asked.pageSize, counted.maxPageSize) : asked.pageSize;
  const { pageNumber } = asked;
  const totalCount = totalOf(counted, rows.length, (pageNumber - 1) * pageSize);
  const isShort = rows.length < pageSize && pageSize <= surelyGiven;
  const isLast = rows.length === 0 || (totalCount === undefined ? isShort : pageNumber * pageSize >= totalCount);
  return { rows, totalCount, pageNumber, pageSize, isLast, quota: answer.quota };
}

interface Counts {
  readonly totalCount: number | undefined;
  readonly maxPageSize: number | undefined;
}

/** Of the first row: they all say the same. */
function metadataOf(json: unknown): Fields | undefined {
  const first: unknown = Array.isArray(json) ? json.find((row) => row !== null) : undefined;
  return isFields(first) && isFields(first.metadata) ? first.metadata : undefined;
}

function countsOf(from: Fields = {}): Counts {
  return { totalCount: count(from, 'totalCount'), maxPageSize: count(from, 'maxPageSize') };
}

/** Undefined for what cannot be a count. */
function count(from: Fields, name: string): number | undefined {
  const value = from[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Some answers carry 0 as a total that nobody counted. */
function totalOf({ totalCount }: Counts, rows: number, before: number): number | undefined {
  if (rows === 0) return before === 0 ? 0 : totalCount;
  return totalCount !== undefined && totalCount >= before + rows ? totalCount : undefined;
}

/** The Sales Order API gives so many rows at least when asked for them. */
const SALES_ORDER_PAGE = 100;

/**
 * Reads a list of the Sales Order API v3: `{value, totalCount, nextPage}`, of which the total may be null. The link to the
 * next page says whether there is one and how large pages are; it is not followed, because pages are counted.
 * @throws ErpError erp_nonsense
 */
export function readSalesOrderPage<T>(
  name: string,
  answer: ApiAnswer,
  row: Reader<T>,
  { pageNumber, pageSize: askedSize }: AskedPage,
): Page<T> {
  const { rows, counted, next } = readJson(name, answer, (from) => ({
    rows: neededList(from, 'value', row),
    counted: count(from, 'totalCount'),
    next: nextPageOf(from),
  }));
  const isCut = pageNumber === 1 && rows.length > 0 && rows.length < askedSize && (counted ?? 0) > rows.length;
  const pageSize = next.pageSize ?? (isCut ? rows.length : askedSize);
  const end = (pageNumber - 1) * pageSize + rows.length;
  // An empty page lies behind the end, wherever that is.
  const totalCount = counted ?? (next.isThere === false && rows.length > 0 ? end : undefined);
  const isShort = rows.length < askedSize && askedSize <= SALES_ORDER_PAGE;
  const isLast = rows.length === 0 || !(next.isThere ?? (totalCount === undefined ? !isShort : end < totalCount));
  return { rows, totalCount, pageNumber, pageSize, isLast, quota: answer.quota };
}

interface NextPage {
  /** Undefined when the answer does not say. */
  readonly isThere: boolean | undefined;
  readonly pageSize: number | undefined;
}

function nextPageOf({ nextPage }: Fields): NextPage {
  if (nextPage === null || nextPage === '') return { isThere: false, pageSize: undefined };
  if (typeof nextPage !== 'string') return { isThere: undefined, pageSize: undefined };
  const query = URL.canParse(nextPage, 'http://api.invalid')
    ? new URL(nextPage, 'http://api.invalid').searchParams
    : [];
  const [, written = ''] = [...query].find(([name]) => name.toLowerCase() === 'pagesize') ?? [];
  return { isThere: true, pageSize: /^[1-9]\d{0,5}$/.test(written) ? Number(written) : undefined };
}
