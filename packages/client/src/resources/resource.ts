import { addressOf, type IdForm, type QueryValue } from '../transport/addressOf.ts';
import type { CallContext, RecordedCall } from '../transport/callContext.ts';
import type { Transport } from '../transport/transport.ts';
import type { Reader } from '../transport/wire.ts';
import type { Marking } from '../sync/mark.ts';
import type { Quota } from '../errors.ts';
import type { Column } from './column.ts';
import { readErpPage } from './erpList.ts';
import { askedPage, type Page, type Paging, type Single } from './page.ts';
import type { PlainQuery, ResourceFilter } from './plainQuery.ts';
import { ERP, SALES_ORDER, type Dialect } from './dialect.ts';
import { listOf, listReader, plainAddress, plainList } from './listCalls.ts';
import { itemAddress, singleOf, singleReader } from './singleCalls.ts';
import { camelCase } from './camelCase.ts';

export type ApiName = 'erp' | 'salesOrder';

/** What is said of a resource once, for whoever lists, shows, exports or follows its rows. */
export interface ResourceDescription<Row extends object> {
  /** The property of the client, `salesOrders`: the slug in camelCase. */
  readonly name: string;
  /** The word of the command line and of addresses, `sales-orders`. */
  readonly slug: string;
  readonly api: ApiName;
  /** `/v1/inventory` for example. */
  readonly path: string;
  /** What a row says in one cell each: exports have all of them, in this order. */
  readonly columns: readonly Column<Row>[];
  /** Names of the columns that a table shows. */
  readonly tableColumns: readonly string[];
  /** What a list brings only when asked for. */
  readonly sections: readonly string[];
  /** What a list can be narrowed by through `PlainQuery.filters`. */
  readonly filters: readonly ResourceFilter[];
  /** Whether the API has a list; else single objects alone. */
  readonly isListed: boolean;
  /** What names a single object, one label for each step of its path; empty where the API has lists alone. */
  readonly identifier: readonly string[];
  /** What a service's scopes begin with; see scopeFor(). */
  readonly scope: string;
  /** The writes that this client has. */
  readonly writes: readonly WriteOperation[];
  /** Rows of a page when a whole list is read; surely given. */
  readonly pageSize: number;
  /** What a row is known by for ever, and in which state it is. */
  readonly identify: Marking<Row>;
  /** Reads of every resource alike; see PlainReader. */
  readonly read: (port: ApiPort, tenant: TenantPort) => PlainReader<Row>;
  /** Where those reads ask; for asCurl(). */
  readonly addresses: (port: Addressing) => PlainAddresses;
}

export type WriteOperation = 'create' | 'update' | 'delete';

/** The scope that a service needs for an operation: the Sales Order API has one for all its writes. */
export function scopeFor(
  { api, scope }: Pick<ResourceDescription<never>, 'api' | 'scope'>,
  operation: 'read' | WriteOperation,
): string {
  return `${scope}:${api === 'salesOrder' && operation !== 'read' ? 'write' : operation}`;
}

export interface PlainAddresses {
  readonly list: (query: PlainQuery) => URL;
  readonly item: (identifier: readonly string[]) => URL;
}

/**
 * Reads that every resource has in one form; `get` is undefined where the API has lists alone. Without `isListed`, a
 * list is a RangeError.
 */
export interface PlainReader<Row> {
  readonly list: (query: PlainQuery, options?: ReadOptions) => Promise<Page<Row>>;
  readonly pages: (query: PlainQuery, options?: ReadOptions) => AsyncGenerator<Page<Row>>;
  /** One object with all that belongs to it. */
  readonly get: ((identifier: readonly string[], options?: ReadOptions) => Promise<Single<object>>) | undefined;
}

/** A description with the calls of the API: those of a person's token, and those of a company's client. */
export interface Resource<Slug extends string, Row extends object, Api, TenantApi> extends ResourceDescription<Row> {
  readonly slug: Slug;
  readonly connect: (port: ApiPort) => Api;
  readonly forTenant: (port: ApiPort, tenant: TenantPort) => TenantApi;
  /** Hands over the description with the type of its rows, to whoever works on any resource. */
  readonly describe: <T>(use: <R extends object>(description: ResourceDescription<R>) => T) => T;
}

/** The way to the APIs. */
export interface ApiPort {
  readonly transport: Transport;
  readonly origins: Readonly<Record<ApiName, string>>;
  /** `b64` unless told. */
  readonly ids?: IdForm | undefined;
}

/** What an address is made of. */
export type Addressing = Pick<ApiPort, 'origins' | 'ids'>;

/** Calls on behalf of one company, with a token of its own. */
export interface TenantPort {
  readonly read: <T extends Counted>(options: ReadOptions | undefined, run: Run<T>) => Promise<T>;
  readonly write: <T extends Counted>(operation: WriteOperation, run: Run<T>) => Promise<T>;
}

interface Counted {
  readonly quota: Quota | undefined;
}

type Run<T> = (context: CallContext) => Promise<T>;

export interface ReadOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined;
  /** How often a read is tried while the API is away; 1 for single calls, 4 for pages and rows unless told. */
  readonly attempts?: number | undefined;
  /** Told of every HTTP exchange; it holds the token. */
  readonly onCall?: ((call: RecordedCall) => void) | undefined;
}

/** A list of an API, with the context of each call. Calls may throw ErpError. */
export interface ApiList<Query, Row> {
  readonly list: (context: CallContext, query?: Query) => Promise<Page<Row>>;
  /** Where `list` asks; for asCurl() and background.start(). */
  readonly listAddress: (query?: Query) => URL;
  /** Reads what a background call to `listAddress(query)` brought. */
  readonly parseList: (content: string, query?: Query) => Page<Row>;
}

/** Single objects of an API, each named by one or more steps of a path. */
export interface ApiSingle<Id extends string[], Row> {
  /** One object with all its sections, and the ETag where the API has one. @throws ErpError erp_not_found */
  readonly get: (context: CallContext, ...id: Id) => Promise<Single<Row>>;
  /** Where `get` asks. */
  readonly itemAddress: (...id: Id) => URL;
}

/** A list of a company. Calls may throw ServiceError. */
export interface ListReader<Query extends Paging, Row> {
  /** One page. */
  readonly list: (query?: Query, options?: ReadOptions) => Promise<Page<Row>>;
  /** All pages, one after the other: never more than two in memory. 500 rows each unless `pageSize` says otherwise. */
  readonly pages: (query?: Query, options?: ReadOptions) => AsyncGenerator<Page<Row>, void, undefined>;
  /** All rows, page by page. */
  readonly rows: (query?: Query, options?: ReadOptions) => AsyncGenerator<Row, void, undefined>;
}

export interface SingleReader<Id extends string[], Row> {
  readonly get: (...idAndOptions: [...id: Id, options?: ReadOptions]) => Promise<Single<Row>>;
}

/** One text for each label. */
export type IdOf<Labels extends readonly string[]> = { -readonly [Index in keyof Labels]: string };

/** What both kinds of resources need to be told. */
export interface CommonPlan<Slug extends string, Row extends object> {
  readonly slug: Slug;
  readonly path: string;
  readonly read: Reader<Row>;
  readonly columns: readonly Column<Row>[];
  /** Names among the columns. */
  readonly tableColumns: readonly string[];
  readonly identify: Marking<Row>;
}

export interface ListPlan<Slug extends string, Row extends object, Query> extends CommonPlan<Slug, Row> {
  /** The parameters of a query, without paging. */
  readonly parameters: (query: Query | undefined) => Record<string, QueryValue>;
  /** The query that says the same. */
  readonly toQuery: (plain: PlainQuery) => Query;
  /** What a list brings only when asked for. */
  readonly sections: readonly string[];
  readonly filters?: readonly ResourceFilter[];
  /** How the API numbers its pages; by `pageNumber` and `pageSize` unless told. */
  readonly pagedBy?: 'skip' | 'whole';
  /** Where a list lies elsewhere when it is narrowed. */
  readonly listPath?: ((query: Query | undefined) => string) | undefined;
  /** The largest page of this list, if it is published; without, larger pages than the API's may be asked for. */
  readonly mostRows?: number | undefined;
  /** The same where it depends on what is asked for. */
  readonly mostRowsOf?: ((query: Query | undefined) => number | undefined) | undefined;
}

export interface FullPlan<
  Slug extends string,
  Row extends object,
  Query,
  Labels extends readonly string[],
> extends ListPlan<Slug, Row, Query> {
  readonly identifier: Labels;
}

/** What a resource needs to be told whose single objects can be read, but not listed. */
export interface SinglePlan<Slug extends string, Row extends object, Labels extends readonly string[]> {
  readonly slug: Slug;
  readonly path: string;
  readonly read: Reader<Row>;
  readonly identifier: Labels;
}

export type FullApi<Query, Row, Id extends string[]> = ApiList<Query, Row> & ApiSingle<Id, Row>;

export type FullTenantApi<Query extends Paging, Row, Id extends string[]> = ListReader<Query, Row> &
  SingleReader<Id, Row>;

/** A resource of the ERP API v1 with a list and single objects. */
export function erpResource<
  const Slug extends string,
  Row extends object,
  Query extends Paging,
  const Labels extends readonly string[],
>(plan: FullPlan<Slug, Row, Query, Labels>) {
  return fullResource(ERP, plan);
}

/** A resource of the ERP API v1 whose objects come by their list alone. */
export function erpList<const Slug extends string, Row extends object, Query extends Paging>(
  plan: ListPlan<Slug, Row, Query>,
) {
  return listResource(ERP, plan);
}

/** A list of the Sales Order API v3, whose rows are others than the single object: that one comes by `withCalls`. */
export function salesOrderList<const Slug extends string, Row extends object, Query extends Paging>(
  plan: ListPlan<Slug, Row, Query>,
) {
  return listResource(SALES_ORDER, plan);
}

function listResource<Slug extends string, Row extends object, Query extends Paging>(
  dialect: Dialect,
  plan: ListPlan<Slug, Row, Query>,
): Resource<Slug, Row, ApiList<Query, Row>, ListReader<Query, Row>> {
  return {
    ...describe(dialect, plan, []),
    addresses: (port) => ({ list: plainAddress(dialect, plan, port), item: noItems(plan) }),
    read: (port, tenant) => ({ ...plainList(plan, listReader(listOf(dialect, plan, port), tenant)), get: undefined }),
    connect: (port) => listOf(dialect, plan, port),
    forTenant: (port, tenant) => listReader(listOf(dialect, plan, port), tenant),
    describe(use) {
      return use(this);
    },
  };
}

/** A resource of the ERP API v1 whose objects are read one by one: there is no list. */
export function erpSingle<const Slug extends string, Row extends object, const Labels extends readonly string[]>(
  single: SinglePlan<Slug, Row, Labels>,
): Resource<Slug, Row, ApiSingle<IdOf<Labels>, Row>, SingleReader<IdOf<Labels>, Row>> {
  const { slug, path, read, identifier } = single;
  const identify = { markOf: noList(slug), markOfLine: noList(slug) };
  const plan = { slug, path, read, identify, columns: [], tableColumns: [], sections: [] };
  return {
    ...describe(ERP, plan, identifier),
    isListed: false,
    addresses: (port) => ({ list: noList(slug), item: (id) => itemAddress(ERP, single, port, id) }),
    read: (port, tenant) => {
      const { get } = singleReader(singleOf(ERP, single, port), tenant);
      const none = noList(slug);
      return { list: none, pages: none, get: (id, options) => get(...id, options) };
    },
    connect: (port) => singleOf(ERP, single, port),
    forTenant: (port, tenant) => singleReader(singleOf(ERP, single, port), tenant),
    describe(use) {
      return use(this);
    },
  };
}

function noList(slug: string): () => never {
  return () => {
    throw new RangeError(`${slug} has no list`);
  };
}

function noItems({ slug }: { readonly slug: string }): () => never {
  return () => {
    throw new RangeError(`${slug} has a list alone`);
  };
}

function fullResource<Slug extends string, Row extends object, Query extends Paging, Labels extends readonly string[]>(
  dialect: Dialect,
  plan: FullPlan<Slug, Row, Query, Labels>,
): Resource<Slug, Row, FullApi<Query, Row, IdOf<Labels>>, FullTenantApi<Query, Row, IdOf<Labels>>> {
  const connect = (port: ApiPort): FullApi<Query, Row, IdOf<Labels>> => ({
    ...listOf(dialect, plan, port),
    ...singleOf(dialect, plan, port),
  });
  return {
    ...describe(dialect, plan, plan.identifier),
    addresses: (port) => ({
      list: plainAddress(dialect, plan, port),
      item: (id) => itemAddress(dialect, plan, port, id),
    }),
    read: (port, tenant) => {
      const { get } = singleReader(singleOf(dialect, plan, port), tenant);
      return {
        ...plainList(plan, listReader(listOf(dialect, plan, port), tenant)),
        get: (identifier, options) => get(...identifier, options),
      };
    },
    connect,
    forTenant: (port, tenant) => ({
      ...listReader(listOf(dialect, plan, port), tenant),
      ...singleReader(singleOf(dialect, plan, port), tenant),
    }),
    describe(use) {
      return use(this);
    },
  };
}

/** A resource with calls besides: writes, and reads of its own. */
export function withCalls<Slug extends string, Row extends object, Api, TenantApi, Calls, TenantCalls>(
  resource: Resource<Slug, Row, Api, TenantApi>,
  more: {
    readonly connect: (port: ApiPort) => Calls;
    readonly forTenant: (calls: Calls, tenant: TenantPort) => TenantCalls;
    /** Those among the calls that write. */
    readonly writes?: readonly WriteOperation[];
    /** The single object with all that belongs to it, where it is another than a row of the list. */
    readonly single?:
      | {
          readonly identifier: readonly string[];
          /** Where one asks for the object. */
          readonly address: (port: Addressing, identifier: readonly string[]) => URL;
          readonly get: (
            calls: TenantCalls,
            identifier: readonly string[],
            options: ReadOptions | undefined,
          ) => Promise<Single<object>>;
        }
      | undefined;
  },
): Resource<Slug, Row, Api & Calls, TenantApi & TenantCalls> {
  const { single } = more;
  return {
    ...resource,
    writes: more.writes ?? resource.writes,
    identifier: single?.identifier ?? resource.identifier,
    addresses: (port) => {
      const plain = resource.addresses(port);
      return single ? { ...plain, item: (identifier) => single.address(port, identifier) } : plain;
    },
    read: (port, tenant) => {
      const plain = resource.read(port, tenant);
      if (!single) return plain;
      const calls = more.forTenant(more.connect(port), tenant);
      return { ...plain, get: (identifier, options) => single.get(calls, identifier, options) };
    },
    connect: (port) => Object.assign({}, resource.connect(port), more.connect(port)),
    forTenant: (port, tenant) =>
      Object.assign({}, resource.forTenant(port, tenant), more.forTenant(more.connect(port), tenant)),
    describe(use) {
      return use(this);
    },
  };
}

function describe<Slug extends string, Row extends object>(
  { api, scope, pageSize }: Dialect,
  plan: CommonPlan<Slug, Row> & Pick<ListPlan<Slug, Row, never>, 'sections' | 'filters'>,
  identifier: readonly string[],
) {
  const { slug, path, columns, tableColumns, sections, filters = [], identify } = plan;
  const writes: readonly WriteOperation[] = [];
  return {
    name: camelCase(slug),
    slug,
    api,
    path,
    columns,
    tableColumns,
    sections,
    filters,
    isListed: true,
    identifier,
    scope,
    writes,
    pageSize,
    identify,
  };
}

/** A list besides, without filters, such as the classes of items. */
export function choiceList<T>(
  { transport, origins }: ApiPort,
  { name, path }: { readonly name: string; readonly path: string },
  row: Reader<T>,
): (context: CallContext, paging?: Paging) => Promise<Page<T>> {
  return async (context, paging = {}) => {
    const asked = askedPage(paging, ERP.mostRows);
    const url = addressOf(origins.erp, path, ERP.paging(asked));
    return readErpPage(name, await transport.send(context, { name, method: 'GET', url }), row, asked);
  };
}

/** The sections that exist among those that were asked for. */
export function among<Section extends string>(
  all: readonly Section[],
  asked: readonly string[] | undefined,
): readonly Section[] | undefined {
  return asked && all.filter((section) => asked.includes(section));
}
