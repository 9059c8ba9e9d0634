import { addressOf, type QueryValue } from '../transport/addressOf.ts';
import type { ApiAnswer } from '../transport/apiCall.ts';
import { allPages } from './allPages.ts';
import { askedPage, cutPage, type AskedPage, type Page, type Paging } from './page.ts';
import type { Dialect } from './dialect.ts';
import type {
  ApiList,
  ApiPort,
  ListPlan,
  ListReader,
  PlainAddresses,
  PlainReader,
  ReadOptions,
  TenantPort,
} from './resource.ts';
import { camelCase } from './camelCase.ts';

export function listOf<Row extends object, Query extends Paging>(
  dialect: Dialect,
  plan: ListPlan<string, Row, Query>,
  { transport, origins }: ApiPort,
): ApiList<Query, Row> {
  const name = `${camelCase(plan.slug)}.list`;
  const readPage = (answer: ApiAnswer, query: Query | undefined): Page<Row> => {
    const asked = askedOf(dialect, plan, query);
    if (plan.pagedBy !== 'whole') return dialect.readPage(name, answer, plan.read, asked, plan.mostRows);
    return cutPage(dialect.readPage(name, answer, plan.read, WHOLE, WHOLE.pageSize), asked);
  };
  return {
    listAddress: (query) => listAddress(dialect, plan, { origins }, query),
    list: async (context, query) => {
      const url = listAddress(dialect, plan, { origins }, query);
      return readPage(await transport.send(context, { name, method: 'GET', url }), query);
    },
    parseList: (text, query) => readPage({ text, status: 200, headers: {}, quota: undefined }, query),
  };
}

/** A list without pages, as its only one. */
const WHOLE: AskedPage = { pageNumber: 1, pageSize: Number.MAX_SAFE_INTEGER };

function askedOf<Query extends Paging>(
  dialect: Dialect,
  { mostRows, mostRowsOf }: Pick<ListPlan<string, never, Query>, 'mostRows' | 'mostRowsOf'>,
  query: Query | undefined,
): AskedPage {
  return askedPage(query ?? {}, mostRowsOf?.(query) ?? mostRows ?? dialect.mostRows);
}

type AddressedList<Query> = Pick<
  ListPlan<string, never, Query>,
  'path' | 'parameters' | 'listPath' | 'mostRows' | 'mostRowsOf' | 'pagedBy'
>;

function listAddress<Query extends Paging>(
  dialect: Dialect,
  plan: AddressedList<Query>,
  { origins }: Pick<ApiPort, 'origins'>,
  query: Query | undefined,
): URL {
  const paging = pagingOf(dialect, plan, askedOf(dialect, plan, query));
  const path = plan.listPath?.(query) ?? plan.path;
  return addressOf(origins[dialect.api], path, { ...paging, ...plan.parameters(query) });
}

function pagingOf(
  dialect: Dialect,
  { pagedBy }: Pick<ListPlan<string, never, never>, 'pagedBy'>,
  asked: AskedPage,
): Record<string, QueryValue> {
  if (pagedBy === 'whole') return {};
  if (pagedBy !== 'skip') return dialect.paging(asked);
  return { numberToRead: asked.pageSize, skipRecords: (asked.pageNumber - 1) * asked.pageSize };
}

export function plainAddress<Query extends Paging>(
  dialect: Dialect,
  plan: AddressedList<Query> & Pick<ListPlan<string, never, Query>, 'toQuery'>,
  port: Pick<ApiPort, 'origins'>,
): PlainAddresses['list'] {
  return (plain) => listAddress(dialect, plan, port, plan.toQuery(plain));
}

export function plainList<Row extends object, Query extends Paging>(
  { toQuery }: Pick<ListPlan<string, Row, Query>, 'toQuery'>,
  { list, pages }: ListReader<Query, Row>,
): Pick<PlainReader<Row>, 'list' | 'pages'> {
  return {
    list: (query, options) => list(toQuery(query), options),
    pages: (query, options) => pages(toQuery(query), options),
  };
}

const MANY_ATTEMPTS = 4;

export function listReader<Query extends Paging, Row>(
  { list }: Pick<ApiList<Query, Row>, 'list'>,
  tenant: TenantPort,
): ListReader<Query, Row> {
  const listPage = (query: Query | undefined, options: ReadOptions | undefined) =>
    tenant.read(options, (context) => list(context, query));
  const pages = (query: Query | undefined, options: ReadOptions | undefined) => {
    const patient = { attempts: MANY_ATTEMPTS, ...options };
    return allPages((paging) => listPage(Object.assign({}, query, paging), patient), { pageSize: query?.pageSize });
  };
  return {
    list: (query, options) => listPage(query, options),
    pages: (query, options) => pages(query, options),
    rows: async function* (query, options) {
      for await (const { rows } of pages(query, options)) yield* rows;
    },
  };
}
