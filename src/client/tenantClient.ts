import type { RecordedCall } from './transport/callContext.ts';
import type { Customer } from './resources/customers/customer.ts';
import type { CustomerChange } from './resources/customers/customerChange.ts';
import type { CustomerQuery } from './resources/customers/query.ts';
import type { ErpClient } from './erpClient.ts';
import { allPages } from './resources/allPages.ts';
import type { CallContext } from './transport/callContext.ts';
import type { InventoryItem } from './resources/inventory/item.ts';
import type { ItemChange } from './resources/inventory/itemChange.ts';
import type { InventoryQuery } from './resources/inventory/query.ts';
import type { Invoice } from './resources/invoices/invoice.ts';
import type { InvoiceQuery } from './resources/invoices/query.ts';
import type { Page, Paging, Single } from './resources/page.ts';
import type { SalesOrder, SalesOrderLine } from './resources/salesOrders/salesOrder.ts';
import type { SalesOrderQuery } from './resources/salesOrders/resource.ts';
import type { Supplier } from './resources/suppliers/supplier.ts';
import type { SupplierQuery } from './resources/suppliers/query.ts';
import type { Created, Written } from './resources/writes.ts';
import type { Quota } from '../errors.ts';
import type { Call, PlannedCall } from './caller.ts';

/** The data of one company. Every call may throw ServiceError. */
export interface TenantClient {
  readonly tenantId: string;
  readonly inventory: ListReader<InventoryQuery, InventoryItem> & {
    get: (inventoryNumber: string, options?: ReadOptions) => Promise<Single<InventoryItem>>;
    create: (fields: ItemChange) => Promise<Created>;
    update: (inventoryNumber: string, change: ItemChange) => Promise<Written>;
  };
  readonly customers: ListReader<CustomerQuery, Customer> & {
    get: (number: string, options?: ReadOptions) => Promise<Single<Customer>>;
    create: (fields: CustomerChange) => Promise<Created>;
    /** With the ETag of `get`, a customer whom somebody else has changed meanwhile is left alone (`conflict`). */
    update: (number: string, change: CustomerChange, etag?: string) => Promise<Written>;
  };
  readonly suppliers: ListReader<SupplierQuery, Supplier> & {
    get: (number: string, options?: ReadOptions) => Promise<Single<Supplier>>;
  };
  readonly invoices: ListReader<InvoiceQuery, Invoice> & {
    get: (referenceNumber: string, options?: ReadOptions) => Promise<Single<Invoice>>;
    /** An invoice that is released stays (`rejected`). */
    delete: (referenceNumber: string) => Promise<Written>;
  };
  readonly salesOrders: ListReader<SalesOrderQuery, SalesOrder> & {
    get: (type: string, orderId: string, options?: ReadOptions) => Promise<Single<SalesOrder>>;
    lines: (type: string, orderId: string, paging?: Paging, options?: ReadOptions) => Promise<Page<SalesOrderLine>>;
  };
}

/** A list of the API. */
export interface ListReader<Query extends Paging, Row> {
  /** One page. */
  list: (query?: Query, options?: ReadOptions) => Promise<Page<Row>>;
  /** All pages, one after the other: never more than two in memory. 500 rows each unless `pageSize` says otherwise. */
  pages: (query?: Query, options?: ReadOptions) => AsyncGenerator<Page<Row>, void, undefined>;
  /** All rows, page by page. */
  rows: (query?: Query, options?: ReadOptions) => AsyncGenerator<Row, void, undefined>;
}

export interface ReadOptions {
  /** Gives the call up. */
  signal?: AbortSignal | undefined;
  /** How often a read is tried while the API is away; 1 for single calls, 4 for pages and rows unless told. */
  attempts?: number | undefined;
  /** Told of every HTTP exchange; it holds the token. */
  onCall?: ((call: RecordedCall) => void) | undefined;
}

const MANY_ATTEMPTS = 4;

/** The APIs for one company. */
export function createTenantClient(erp: ErpClient, call: Call, tenantId: string): TenantClient {
  const erpScope = (operation: string) => `vismanet_erp_service_api:${operation}`;
  const planned = (scope: string): Pick<PlannedCall<never>, 'tenantId' | 'api' | 'scope'> => ({
    tenantId,
    scope,
    api: scope.startsWith('visma.net.erp.salesorder') ? 'salesOrders' : 'erp',
  });
  const read = <T extends { quota: Quota | undefined }>(
    scope: string,
    { signal, onCall, attempts = 1 }: ReadOptions | undefined = {},
    run: (context: CallContext) => Promise<T>,
  ): Promise<T> => call({ ...planned(scope), signal, onCall, attempts, run });
  const write = <T extends { quota: Quota | undefined }>(
    operation: string,
    run: (context: CallContext) => Promise<T>,
  ): Promise<T> => call({ ...planned(erpScope(operation)), signal: undefined, onCall: undefined, attempts: 1, run });
  const lists = <Query extends Paging, Row>(
    scope: string,
    list: (context: CallContext, query?: Query) => Promise<Page<Row>>,
  ): ListReader<Query, Row> => listReader((query, options) => read(scope, options, (context) => list(context, query)));

  const [readErp, readOrders] = [erpScope('read'), 'visma.net.erp.salesorder:read'];
  const { inventory, customers, suppliers, invoices, salesOrders } = erp;
  return {
    tenantId,
    inventory: {
      ...lists(readErp, inventory.list),
      get: (number, options) => read(readErp, options, (context) => inventory.get(context, number)),
      create: (fields) => write('create', (context) => inventory.create(context, fields)),
      update: (number, change) => write('update', (context) => inventory.update(context, number, change)),
    },
    customers: {
      ...lists(readErp, customers.list),
      get: (number, options) => read(readErp, options, (context) => customers.get(context, number)),
      create: (fields) => write('create', (context) => customers.create(context, fields)),
      update: (number, change, etag) => write('update', (context) => customers.update(context, number, change, etag)),
    },
    suppliers: {
      ...lists(readErp, suppliers.list),
      get: (number, options) => read(readErp, options, (context) => suppliers.get(context, number)),
    },
    invoices: {
      ...lists(readErp, invoices.list),
      get: (number, options) => read(readErp, options, (context) => invoices.get(context, number)),
      delete: (number) => write('delete', (context) => invoices.delete(context, number)),
    },
    salesOrders: {
      ...lists(readOrders, salesOrders.list),
      get: (type, orderId, options) => read(readOrders, options, (context) => salesOrders.get(context, type, orderId)),
      lines: (type, orderId, paging, options) =>
        read(readOrders, options, (context) => salesOrders.lines(context, type, orderId, paging)),
    },
  };
}

function listReader<Query extends Paging, Row>(
  list: (query: Query | undefined, options: ReadOptions | undefined) => Promise<Page<Row>>,
): ListReader<Query, Row> {
  const pages = (query: Query | undefined, options: ReadOptions | undefined) => {
    const patient = { attempts: MANY_ATTEMPTS, ...options };
    return allPages((paging) => list(Object.assign({}, query, paging), patient), { pageSize: query?.pageSize });
  };
  return {
    list: (query, options) => list(query, options),
    pages: (query, options) => pages(query, options),
    rows: async function* (query, options) {
      for await (const { rows } of pages(query, options)) yield* rows;
    },
  };
}
