import { addressOf, type QueryValue } from '../../transport/addressOf.ts';
import type { CallContext } from '../../transport/callContext.ts';
import { fit, parseAnswer, readJson } from '../../transport/readJson.ts';
import { rowsOf, type Reader } from '../../transport/wire.ts';
import type { Quota } from '../../errors.ts';
import { readSalesOrderPage } from '../erpList.ts';
import type { AskedPage, Page, Single } from '../page.ts';
import type { ApiPort } from '../resource.ts';

/** What belongs to an order or to a customer and comes whole, without pages. */
export interface Whole<T> {
  readonly rows: readonly T[];
  readonly quota: Quota | undefined;
}

/** Reads of the Sales Order API; each call is named `salesOrders.<part>`. */
export interface OrderAsker {
  readonly address: (path: string, query?: Readonly<Record<string, QueryValue>>) => URL;
  readonly single: <T>(context: CallContext, part: string, url: URL, read: Reader<T>) => Promise<Single<T>>;
  readonly whole: <T>(context: CallContext, part: string, url: URL, row: Reader<T>) => Promise<Whole<T>>;
  readonly page: <T>(
    context: CallContext,
    part: string,
    url: URL,
    row: Reader<T>,
    asked: AskedPage,
  ) => Promise<Page<T>>;
}

export function orderAsker({ transport, origins }: ApiPort): OrderAsker {
  const ask = async (context: CallContext, part: string, url: URL) => {
    const name = `salesOrders.${part}`;
    return { name, answer: await transport.send(context, { name, method: 'GET', url }) };
  };
  return {
    address: (path, query) => addressOf(origins.salesOrder, path, query),
    single: async (context, part, url, read) => {
      const { name, answer } = await ask(context, part, url);
      return { value: readJson(name, answer, read), etag: answer.headers.etag, quota: answer.quota };
    },
    whole: async (context, part, url, row) => {
      const { name, answer } = await ask(context, part, url);
      return { rows: fit(name, answer, () => rowsOf(parseAnswer(name, answer), row)), quota: answer.quota };
    },
    page: async (context, part, url, row, asked) => {
      const { name, answer } = await ask(context, part, url);
      return readSalesOrderPage(name, answer, row, asked);
    },
  };
}
