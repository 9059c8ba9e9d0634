import { createCallQuota, type CallQuota } from './api/callQuota.ts';
import type { ApiData } from './api/answerCall.ts';
import { nordfjordHandel } from './dataset/companies/nordfjordHandel.ts';
import { nordfjordService } from './dataset/companies/nordfjordService.ts';
import { sydhav } from './dataset/companies/sydhav.ts';
import { createDataset, type Dataset } from './dataset/dataset.ts';
import { background } from './erp/background/resource.ts';
import { customers } from './erp/customers/resource.ts';
import { seedCustomers } from './erp/customers/seedCustomers.ts';
import { inventory } from './erp/inventory/resource.ts';
import { seedSaleLines } from './erp/inventory/saleLines.ts';
import * as ERP_RESOURCES from './erp/resources.ts';
import { suppliers } from './erp/suppliers/resource.ts';
import type { SalesOrderTables } from './salesOrder/orderTables.ts';
import { orderStorage } from './salesOrder/orderStorage.ts';
import type { Database } from './world/database.ts';

export interface CompanyDataOptions {
  readonly database: Database;
  /** Inventory items of Nordfjord Handel AS. */
  readonly itemsOfFirstCompany: number;
  /** The sandbox clock in epoch milliseconds. */
  readonly now: () => number;
}

/** Everything that the ERP and Sales Order stand-ins know. */
export interface CompanyData extends Dataset, ApiData, SalesOrderTables {
  /** Calls counted in the current hour. */
  readonly quota: CallQuota;
}

/** Companies of more items are filled at once. */
const LARGE_ITEMS = 5000;

/** Opens the data of the companies: one set for both APIs. */
export function createCompanyData({ database, itemsOfFirstCompany, now }: CompanyDataOptions): CompanyData {
  const orders = orderStorage({ seedCustomers, seedSaleLines });
  const data = createDataset({
    database,
    companies: [nordfjordHandel(itemsOfFirstCompany), nordfjordService(), sydhav()],
    storages: [...Object.values(ERP_RESOURCES).map(({ storage }) => storage), orders],
    atOnce: itemsOfFirstCompany > LARGE_ITEMS,
  });
  const quota = createCallQuota(now);
  return {
    ...data,
    background: background.storage.table(data),
    orders: orders.table(data),
    customers: customers.storage.table(data),
    suppliers: suppliers.storage.table(data),
    items: inventory.storage.table(data),
    quota,
    reset: () => {
      data.reset();
      quota.reset();
    },
    reload: () => {
      data.reload();
      quota.reset();
    },
  };
}
