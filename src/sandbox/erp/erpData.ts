import { createCallQuota, type CallQuota } from './callQuota.ts';
import { openSql, type Database } from './database.ts';
import { openItemTable, type ItemTable } from './inventory/itemTable.ts';
import { createItemTables, fillItemTables } from './inventory/itemTables.ts';
import type { CompanyBook } from './seed/companyBook.ts';
import { nordfjordHandel } from './seed/nordfjordHandel.ts';
import { nordfjordService } from './seed/nordfjordService.ts';
import { sydhav } from './seed/sydhav.ts';

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
  /** Calls counted in the current hour. */
  quota: CallQuota;
  /** Back to the seeds, which are the same every time. */
  reset(): void;
}

/** Goes up when the seeds change, so that a file filled by an older version is filled anew. */
const SEED_VERSION = 1;

/** Opens the data, and fills it when the database is empty or was filled with other seeds. */
export function createErpData({ database, itemsOfFirstCompany, now }: ErpDataOptions): ErpData {
  const sql = openSql(database);
  const companies = [nordfjordHandel(itemsOfFirstCompany), nordfjordService(), sydhav()];
  const fingerprint = `${SEED_VERSION}/${itemsOfFirstCompany}`;
  const quota = createCallQuota(now);

  const fill = (): void =>
    sql.transaction(() => {
      sql.exec('DROP TABLE IF EXISTS erp_seed; CREATE TABLE erp_seed (fingerprint TEXT NOT NULL)');
      createItemTables(sql);
      fillItemTables(sql, companies);
      sql.run('INSERT INTO erp_seed VALUES (?)', [fingerprint]);
    });
  sql.exec('CREATE TABLE IF NOT EXISTS erp_seed (fingerprint TEXT NOT NULL)');
  if (sql.all('SELECT fingerprint FROM erp_seed', [])[0]?.fingerprint !== fingerprint) fill();

  const items = openItemTable(sql);
  return {
    company: (tenantId) => companies.find((company) => company.tenantId === tenantId),
    companies,
    items,
    quota,
    reset: () => {
      fill();
      items.forget();
      quota.reset();
    },
  };
}
