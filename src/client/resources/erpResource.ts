import { addressOf, pathStep, type QueryValue } from '../transport/addressOf.ts';
import type { CallContext } from '../transport/callContext.ts';
import { askedPage, type Page, type Paging, type Single } from './page.ts';
import { erpListParser, erpListReader, oneReader } from './reads.ts';
import type { Transport } from '../transport/transport.ts';
import type { Reader } from '../transport/wire.ts';

/** What can be read of every resource. Calls may throw ErpError. */
export interface ErpResource<Query, T> {
  list: (context: CallContext, query?: Query) => Promise<Page<T>>;
  /** One object with all its sections, and the ETag where the API has one. @throws ErpError erp_not_found */
  get: (context: CallContext, number: string) => Promise<Single<T>>;
  /** Where `list` asks; for asCurl() and background.start(). */
  listAddress: (query?: Query) => URL;
  /** Reads what a background call to `listAddress(query)` brought. */
  parseList: (content: string, query?: Query) => Page<T>;
  /** Where `get` asks. */
  itemAddress: (number: string) => URL;
}

interface ResourcePlan<Query, T> {
  /** For logs, `inventory` for example. */
  name: string;
  erpUrl: string;
  /** `/v1/inventory` for example. */
  path: string;
  read: Reader<T>;
  /** The parameters of a query, without paging. */
  parameters: (query: Query | undefined) => Record<string, QueryValue>;
  /** The largest page of this list, if it is published; without, larger pages than the API's may be asked for. */
  mostRows?: number;
}

/** No list is known to give more. */
const MOST_ROWS = 5000;

/** A resource of the ERP API v1. */
export function erpResource<Query extends Paging, T>(
  transport: Transport,
  { name, erpUrl, path, read, parameters, mostRows }: ResourcePlan<Query, T>,
): ErpResource<Query, T> {
  const readList = erpListReader(transport, `${name}.list`, read, mostRows);
  const parseList = erpListParser(`${name}.list`, read, mostRows);
  const readOne = oneReader(transport, `${name}.get`, read);
  const asked = (query: Paging = {}) => askedPage(query, mostRows ?? MOST_ROWS);
  const listAddress = (query?: Query): URL => addressOf(erpUrl, path, { ...asked(query), ...parameters(query) });
  const itemAddress = (number: string): URL => addressOf(erpUrl, `${path}/${pathStep(number)}`);
  return {
    listAddress,
    itemAddress,
    parseList: (content, query) => parseList(content, asked(query)),
    list: (context, query) => readList(context, listAddress(query), asked(query)),
    get: async (context, number) => readOne(context, itemAddress(number)),
  };
}

/** A list without filters, such as the classes of items. */
export function plainList<T>(
  transport: Transport,
  { name, erpUrl, path }: { name: string; erpUrl: string; path: string },
  row: Reader<T>,
): (context: CallContext, paging?: Paging) => Promise<Page<T>> {
  const readList = erpListReader(transport, name, row);
  return (context, paging = {}) => {
    const asked = askedPage(paging, MOST_ROWS);
    return readList(context, addressOf(erpUrl, path, { ...asked }), asked);
  };
}
