import { createBackgroundTable, openBackgroundTable, type BackgroundTable } from '../api/background/backgroundTable.ts';
import { parseOrder, type OrderRecord } from '../salesOrder/orderRecord.ts';
import { createCallQuota, type CallQuota } from '../api/callQuota.ts';
import { openSql, preparedSql, type Database, type Sql } from '../world/database.ts';
import { parseCustomer, type CustomerRecord } from './customers/customerRecord.ts';
import { openItemTable, type ItemTable } from './inventory/itemTable.ts';
import { createItemTables, fillItemTables, reindexItems } from './inventory/itemTables.ts';
import { parseInvoice, type InvoiceRecord } from './invoices/invoiceRecord.ts';
import { createRecordTable, fillRecords, openRecordTable, type RecordTable } from '../dataset/recordTable.ts';
import type { CompanyBook } from '../dataset/companies/companyDataset.ts';
import { seedDocuments } from './seed/documents.ts';
import { nordfjordHandel } from '../dataset/companies/nordfjordHandel.ts';
import { nordfjordService } from '../dataset/companies/nordfjordService.ts';
import { sydhav } from '../dataset/companies/sydhav.ts';
import { parseSupplier, type SupplierRecord } from './suppliers/supplierRecord.ts';

export interface ErpDataOptions {
  /** Open, for a file or ':memory:'; the tables in it whose names begin with erp_ are ours. */
  database: Database;
  /** Inventory items of Nordfjord Handel AS. */
  itemsOfFirstCompany: number;
  /** The sandbox clock in epoch milliseconds. */
  now: () => number;
}

/** Everything the ERP and Sales Order stand-ins know. */
export interface ErpData {
  /** The company of a tenant id, undefined when there is none. */
  company(tenantId: string): CompanyBook | undefined;
  companies: readonly CompanyBook[];
  items: ItemTable;
  customers: RecordTable<CustomerRecord>;
  suppliers: RecordTable<SupplierRecord>;
  invoices: RecordTable<InvoiceRecord>;
  orders: RecordTable<OrderRecord>;
  background: BackgroundTable;
  /** Calls counted in the current hour. */
  quota: CallQuota;
  /** Which seeds the data grew from. */
  seeds: string;
  /** Makes what was not asked for so far. */
  complete: () => void;
  /** Back to the seeds, which are the same every time; no work where nothing was changed. */
  reset(): void;
  /** Reads the tables anew, after they were put back as they once were. */
  reload(): void;
}

/** Goes up when the seeds change, so that a file filled by an older version is filled anew. */
const SEED_VERSION = 2;

/** Companies of more items are filled at once: a caller would give up before they are. */
const LARGE_ITEMS = 5000;

/**
 * Opens the data. What the database lacks, or holds of other seeds, is made when it is first asked for: most who start a
 * sandbox, or reset one, never ask.
 */
export function createErpData({ database, itemsOfFirstCompany, now }: ErpDataOptions): ErpData {
  const whole = openSql(database);
  const companies = [nordfjordHandel(itemsOfFirstCompany), nordfjordService(), sydhav()];
  const fingerprint = `${SEED_VERSION}/${itemsOfFirstCompany}`;
  const quota = createCallQuota(now);

  whole.exec('CREATE TABLE IF NOT EXISTS erp_seed (fingerprint TEXT NOT NULL)');
  let isFilled = whole.all('SELECT fingerprint FROM erp_seed', [])[0]?.fingerprint === fingerprint;
  // What a file holds may have been changed by whoever had it before.
  let isTouched = isFilled;
  const touch = (): void => {
    isTouched = true;
  };
  const complete = (): void => {
    if (isFilled) return;
    fill(whole, companies, fingerprint);
    isFilled = true;
    isTouched = false;
  };
  const begin = (): void => {
    if (itemsOfFirstCompany > LARGE_ITEMS) complete();
  };
  begin();

  const sql = preparedSql(whole, complete, touch);
  const items = openItemTable(sql);
  const customers = openRecordTable(sql, 'customer', parseCustomer);
  const suppliers = openRecordTable(sql, 'supplier', parseSupplier);
  const invoices = openRecordTable(sql, 'invoice', parseInvoice);
  const orders = openRecordTable(sql, 'order', parseOrder);
  const forget = (): void => {
    for (const table of [items, customers, suppliers, invoices, orders]) table.forget();
    quota.reset();
  };
  return {
    company: (tenantId) => companies.find((company) => company.tenantId === tenantId),
    companies,
    items,
    customers,
    suppliers,
    invoices,
    orders,
    background: openBackgroundTable(sql),
    quota,
    seeds: fingerprint,
    complete,
    reset: () => {
      if (isTouched) {
        whole.run('DELETE FROM erp_seed', []);
        isFilled = false;
      }
      forget();
      begin();
    },
    reload: () => {
      touch();
      reindexItems(sql);
      forget();
    },
  };
}

function fill(sql: Sql, companies: readonly CompanyBook[], fingerprint: string): void {
  sql.transaction(() => {
    sql.exec('DROP TABLE IF EXISTS erp_seed; CREATE TABLE erp_seed (fingerprint TEXT NOT NULL)');
    createItemTables(sql);
    createRecordTable(sql);
    createBackgroundTable(sql);
    fillItemTables(sql, companies);
    for (const book of companies)
      for (const { kind, records } of seedDocuments(book)) fillRecords(sql, kind, book, records);
    sql.run('INSERT INTO erp_seed VALUES (?)', [fingerprint]);
  });
}
