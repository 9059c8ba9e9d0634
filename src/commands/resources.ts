import { z } from 'zod';
import type { Column } from '../client/resources/column.ts';
import { CUSTOMER_COLUMNS } from '../client/resources/customers/columns.ts';
import { INVOICE_COLUMNS } from '../client/resources/invoices/columns.ts';
import { ITEM_COLUMN_SECTIONS, ITEM_COLUMNS } from '../client/resources/inventory/columns.ts';
import { SALES_ORDER_COLUMNS } from '../client/resources/salesOrders/columns.ts';
import { SUPPLIER_COLUMNS } from '../client/resources/suppliers/columns.ts';
import type { Customer } from '../client/resources/customers/customer.ts';
import type { CustomerSection } from '../client/resources/customers/query.ts';
import type { InventoryItem } from '../client/resources/inventory/item.ts';
import { ALL_SECTIONS } from '../client/resources/inventory/query.ts';
import type { Invoice } from '../client/resources/invoices/invoice.ts';
import type { InvoiceSection } from '../client/resources/invoices/query.ts';
import type { Page, Paging } from '../client/resources/page.ts';
import type { SalesOrder } from '../client/resources/salesOrders/salesOrder.ts';
import type { Supplier } from '../client/resources/suppliers/supplier.ts';
import type { SupplierSection } from '../client/resources/suppliers/query.ts';
import { marking, type Marking } from '../client/sync/mark.ts';
import type { ReadOptions, TenantClient } from '../client/tenantClient.ts';

export const RESOURCE_NAMES = ['inventory', 'customers', 'suppliers', 'invoices', 'orders'] as const;

export type ResourceName = (typeof RESOURCE_NAMES)[number];

export interface ResourceQuery extends Paging {
  readonly changedSince?: string | undefined;
  /** Names of sections to bring; undefined: what the columns need. */
  readonly sections?: readonly string[] | undefined;
}

/** What the commands do with a list of the ERP. */
export interface Resource<Row> {
  readonly name: ResourceName;
  /** All of them, as CSV has them. */
  readonly columns: readonly Column<Row>[];
  /** Names of those that a table shows. */
  readonly tableColumns: readonly string[];
  /** What a list brings only when asked for. */
  readonly sections: readonly string[];
  /** How `get` names one. */
  readonly identifier: readonly string[];
  /** 500 rows and more come in one page. */
  readonly pageSize: number;
  readonly list: (client: TenantClient, query: ResourceQuery, options: ReadOptions) => Promise<Page<Row>>;
  readonly pages: (client: TenantClient, query: ResourceQuery, options: ReadOptions) => AsyncGenerator<Page<Row>>;
  readonly get: (client: TenantClient, identifier: readonly string[], options: ReadOptions) => Promise<object>;
  /** What a row is known by for ever, and in which state it is. */
  readonly marking: Marking<Row>;
}

/** Hands over the resource of that name, with the type of its rows. */
export function withResource<T>(name: ResourceName, use: <Row extends object>(resource: Resource<Row>) => T): T {
  switch (name) {
    case 'inventory':
      return use(INVENTORY);
    case 'customers':
      return use(CUSTOMERS);
    case 'suppliers':
      return use(SUPPLIERS);
    case 'invoices':
      return use(INVOICES);
    case 'orders':
      return use(ORDERS);
  }
}

/** The sections that exist among those that were asked for. */
function among<S extends string>(all: readonly S[], asked: readonly string[] | undefined): readonly S[] | undefined {
  return asked && all.filter((section) => asked.includes(section));
}

const text = z.string();
const internalId = z.number().optional();

const byInternalId = marking(z.object({ internalId, number: text }), ({ internalId: id, number }) =>
  id === undefined ? number : String(id),
);

/** ERP lists other than inventory are said to give 1000 rows at most (guess), and surely give 500. */
const PAGE_SIZE = 500;

const inventoryQuery = ({ sections, ...query }: ResourceQuery) => ({
  ...query,
  with: among(ALL_SECTIONS, sections) ?? ITEM_COLUMN_SECTIONS,
});

const INVENTORY: Resource<InventoryItem> = {
  name: 'inventory',
  columns: ITEM_COLUMNS,
  tableColumns: ['inventoryNumber', 'description', 'status', 'type', 'defaultPrice', 'quantityAvailable'],
  sections: ALL_SECTIONS,
  identifier: ['inventory number'],
  pageSize: PAGE_SIZE,
  list: ({ inventory }, query, options) => inventory.list(inventoryQuery(query), options),
  pages: ({ inventory }, query, options) => inventory.pages(inventoryQuery(query), options),
  get: async ({ inventory }, [number = ''], options) => (await inventory.get(number, options)).value,
  marking: marking(
    z.object({ inventoryId: internalId, inventoryNumber: text }),
    ({ inventoryId: id, inventoryNumber }) => (id === undefined ? inventoryNumber : String(id)),
  ),
};

const CUSTOMER_SECTIONS: readonly CustomerSection[] = ['accounts', 'paymentMethods', 'directDebit'];

const customerQuery = ({ sections, ...query }: ResourceQuery) => ({
  ...query,
  with: among(CUSTOMER_SECTIONS, sections),
});

const CUSTOMERS: Resource<Customer> = {
  name: 'customers',
  columns: CUSTOMER_COLUMNS,
  tableColumns: ['number', 'name', 'status', 'city', 'countryId', 'email'],
  sections: CUSTOMER_SECTIONS,
  identifier: ['customer number'],
  pageSize: PAGE_SIZE,
  list: ({ customers }, query, options) => customers.list(customerQuery(query), options),
  pages: ({ customers }, query, options) => customers.pages(customerQuery(query), options),
  get: async ({ customers }, [number = ''], options) => (await customers.get(number, options)).value,
  marking: byInternalId,
};

const SUPPLIER_SECTIONS: readonly SupplierSection[] = ['accounts', 'note'];

const supplierQuery = ({ sections, ...query }: ResourceQuery) => ({
  ...query,
  with: among(SUPPLIER_SECTIONS, sections),
});

const SUPPLIERS: Resource<Supplier> = {
  name: 'suppliers',
  columns: SUPPLIER_COLUMNS,
  tableColumns: ['number', 'name', 'status', 'city', 'countryId', 'email'],
  sections: SUPPLIER_SECTIONS,
  identifier: ['supplier number'],
  pageSize: PAGE_SIZE,
  list: ({ suppliers }, query, options) => suppliers.list(supplierQuery(query), options),
  pages: ({ suppliers }, query, options) => suppliers.pages(supplierQuery(query), options),
  get: async ({ suppliers }, [number = ''], options) => (await suppliers.get(number, options)).value,
  marking: byInternalId,
};

const INVOICE_SECTIONS: readonly InvoiceSection[] = ['applications', 'dunning', 'attachments', 'vat', 'invoiceAddress'];

const invoiceQuery = ({ sections, ...query }: ResourceQuery) => ({ ...query, with: among(INVOICE_SECTIONS, sections) });

const INVOICES: Resource<Invoice> = {
  name: 'invoices',
  columns: INVOICE_COLUMNS,
  tableColumns: ['documentType', 'referenceNumber', 'status', 'customerName', 'documentDate', 'amount', 'balance'],
  sections: INVOICE_SECTIONS,
  identifier: ['reference number'],
  pageSize: PAGE_SIZE,
  list: ({ invoices }, query, options) => invoices.list(invoiceQuery(query), options),
  pages: ({ invoices }, query, options) => invoices.pages(invoiceQuery(query), options),
  get: async ({ invoices }, [number = ''], options) => (await invoices.get(number, options)).value,
  marking: marking(z.object({ documentType: text.optional(), referenceNumber: text }), (invoice) =>
    [invoice.documentType, invoice.referenceNumber].join(' '),
  ),
};

const ORDERS: Resource<SalesOrder> = {
  name: 'orders',
  columns: SALES_ORDER_COLUMNS,
  tableColumns: ['type', 'orderId', 'status', 'date', 'customerName', 'currencyId', 'orderTotal'],
  sections: [],
  identifier: ['type', 'order number'],
  pageSize: 100,
  list: ({ salesOrders }, { sections: _none, ...query }, options) => salesOrders.list(query, options),
  pages: ({ salesOrders }, { sections: _none, ...query }, options) => salesOrders.pages(query, options),
  get: ({ salesOrders }, [type = '', orderId = ''], options) => orderWithLines(salesOrders, type, orderId, options),
  marking: marking(z.object({ type: text, orderId: text }), ({ type, orderId }) => `${type} ${orderId}`),
};

async function orderWithLines(
  orders: TenantClient['salesOrders'],
  type: string,
  orderId: string,
  options: ReadOptions,
): Promise<object> {
  const { value } = await orders.get(type, orderId, options);
  const lines = await allLines((pageNumber) => orders.lines(type, orderId, { pageNumber }, options));
  return { ...value, lines };
}

async function allLines<T>(read: (pageNumber: number) => Promise<Page<T>>): Promise<T[]> {
  const lines: T[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await read(pageNumber);
    lines.push(...page.rows);
    if (page.isLast) return lines;
  }
}
