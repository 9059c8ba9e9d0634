import { createBackgroundApi, type BackgroundApi } from './background.ts';
import { createCustomersApi, type CustomersApi } from './resources/customers/resource.ts';
import { createInventoryApi, type InventoryApi } from './resources/inventory/resource.ts';
import { createInvoicesApi, type InvoicesApi } from './resources/invoices/resource.ts';
import { createSalesOrdersApi, type SalesOrdersApi } from './resources/salesOrders/resource.ts';
import { createSuppliersApi, type SuppliersApi } from './resources/suppliers/resource.ts';
import { createTransport, type TransportOptions } from './transport/transport.ts';

export interface ErpClientOptions extends Omit<TransportOptions, 'origins'> {
  /** The origin of the ERP API; `/v1/…` is appended. */
  erpUrl: string;
  /** The origin of the Sales Order API; `/api/v3/…` is appended. */
  salesOrderUrl: string;
}

/** The ERP and Sales Order APIs. Every call takes the context first: the token of the company it is about. */
export interface ErpClient {
  inventory: InventoryApi;
  customers: CustomersApi;
  suppliers: SuppliersApi;
  invoices: InvoicesApi;
  salesOrders: SalesOrdersApi;
  background: BackgroundApi;
  /** Lets running calls finish and closes all connections. */
  close: () => Promise<void>;
}

/** A client that keeps connections open until it is closed; it holds no token. */
export function createErpClient({ erpUrl, salesOrderUrl, ...options }: ErpClientOptions): ErpClient {
  const transport = createTransport({ ...options, origins: [erpUrl, salesOrderUrl] });
  return {
    inventory: createInventoryApi(transport, erpUrl),
    customers: createCustomersApi(transport, erpUrl),
    suppliers: createSuppliersApi(transport, erpUrl),
    invoices: createInvoicesApi(transport, erpUrl),
    salesOrders: createSalesOrdersApi(transport, salesOrderUrl),
    background: createBackgroundApi(transport, erpUrl),
    close: transport.close,
  };
}
