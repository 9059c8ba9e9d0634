import type { CallContext } from '../transport/callContext.ts';
import { readErpPage, readSalesOrderPage } from './erpList.ts';
import type { AskedPage, Page, Single } from './page.ts';
import { readJson } from '../transport/readJson.ts';
import type { ApiAnswer } from '../transport/apiCall.ts';
import type { Transport } from '../transport/transport.ts';
import type { Reader } from '../transport/wire.ts';

export type ReadList<T> = (context: CallContext, url: URL, asked: AskedPage) => Promise<Page<T>>;
export type ReadOne<T> = (context: CallContext, url: URL) => Promise<Single<T>>;

/** Reads lists of the ERP API v1; see readErpPage(). */
export function erpListReader<T>(
  transport: Transport,
  name: string,
  row: Reader<T>,
  surelyGiven?: number,
): ReadList<T> {
  return async (context, url, asked) =>
    readErpPage(name, await get(transport, context, name, url), row, asked, surelyGiven);
}

/** Reads such a list from a text that came in another way. */
export function erpListParser<T>(name: string, row: Reader<T>, surelyGiven?: number) {
  return (text: string, asked: AskedPage): Page<T> =>
    readErpPage(name, { text, status: 200, headers: {}, quota: undefined }, row, asked, surelyGiven);
}

/** Reads lists of the Sales Order API v3. */
export function salesOrderListReader<T>(transport: Transport, name: string, row: Reader<T>): ReadList<T> {
  return async (context, url, asked) => readSalesOrderPage(name, await get(transport, context, name, url), row, asked);
}

/** Reads one object of either API. */
export function oneReader<T>(transport: Transport, name: string, read: Reader<T>): ReadOne<T> {
  return async (context, url) => {
    const answer = await get(transport, context, name, url);
    return { value: readJson(name, answer, read), etag: answer.headers.etag, quota: answer.quota };
  };
}

function get(transport: Transport, context: CallContext, name: string, url: URL): Promise<ApiAnswer> {
  return transport.send(context, { name, method: 'GET', url });
}
