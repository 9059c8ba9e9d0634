import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createErpClient } from './erpClient.ts';
import { ConfigError } from './errors.ts';
import { SILENT_LOGGER, type Logger } from './logger.ts';
import type { ServiceToken } from './connect/clientCredentials.ts';
import { createConnectClient } from './connect/connectClient.ts';
import { createCaller } from './caller.ts';
import { explain } from './explain.ts';
import type { Wait } from './pace.ts';
import { createServiceTokens } from './serviceTokens.ts';
import { createTenantClient, type TenantClient } from './tenantClient.ts';

export { ConfigError } from './errors.ts';
export { ServiceError } from './serviceError.ts';
export type { Logger } from './logger.ts';
export type { ServiceErrorCode, ConnectRefusal, ErpRefusal } from './serviceError.ts';
export type { ServiceToken } from './connect/clientCredentials.ts';
export type { TenantClient } from './tenantClient.ts';
export type { ListReader, PlainReader, ReadOptions, ResourceDescription } from './resources/resource.ts';
export { RESOURCES, RESOURCE_SLUGS, withResource, type ResourceName, type ResourceSlug } from './resources.ts';
export type { Wait, WaitReason } from './pace.ts';
export type { Page, Paging, Single } from './resources/page.ts';
export type { Created, Written } from './resources/writes.ts';
export type { TimeFilter } from './resources/timeFilter.ts';
export type { RecordedCall } from './transport/callContext.ts';
export type { InventoryItem } from './resources/inventory/item.ts';
export type { ItemChange } from './resources/inventory/itemChange.ts';
export type { InventoryQuery } from './resources/inventory/query.ts';
export type { Customer } from './resources/customers/customer.ts';
export type { CustomerChange } from './resources/customers/customerChange.ts';
export type { CustomerQuery } from './resources/customers/query.ts';
export type { Supplier } from './resources/suppliers/supplier.ts';
export type { SupplierQuery } from './resources/suppliers/query.ts';
export type { Invoice } from './resources/invoices/invoice.ts';
export type { InvoiceLine } from './resources/invoices/invoiceLine.ts';
export type { InvoiceQuery } from './resources/invoices/query.ts';
export type { SalesOrder } from './resources/salesOrders/salesOrder.ts';
export type {
  NewOrderLine,
  NewSalesOrder,
  OrderLineChange,
  SalesOrderChange,
} from './resources/salesOrders/orderChange.ts';
export type { SalesOrderRow } from './resources/salesOrders/orderRow.ts';
export type { SalesOrderLine } from './resources/salesOrders/orderLine.ts';
export type { SalesOrderQuery } from './resources/salesOrders/query.ts';
export type { ErpProblem, Quota, RefusedField } from './errors.ts';

export interface ServiceClientConfig {
  /** The issuer: https://connect.visma.com. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The origin of the ERP API: https://api.finance.visma.net. */
  readonly erpUrl: string;
  /** The origin of the Sales Order API: https://salesorder.visma.net. */
  readonly salesOrderUrl: string;
  /** Asked for at every token, in place of what the calls need. */
  readonly scopes?: readonly string[] | undefined;
  /** How the secret is sent: as Basic unless told. */
  readonly clientAuthentication?: 'basic' | 'post' | undefined;
  /** The longest pause that the rate limit may ask for; an hour and five minutes unless told. */
  readonly maxWaitSeconds?: number | undefined;
  /** Told of every pause as it begins. */
  readonly onWait?: ((wait: Wait) => void) | undefined;
  /** How ids with special characters stand in addresses of the ERP API: `b64(…)` unless told, or escaped. */
  readonly ids?: 'b64' | 'escaped' | undefined;
  /** Limit for one call of the ERP in milliseconds, all attempts included; 60 s unless told. */
  readonly callTimeoutMs?: number | undefined;
  readonly logger?: Logger | undefined;
  /** Name and version of the product that uses this client, `acme-sync/2.1`: goes before the client's own in User-Agent. */
  readonly product?: string | undefined;
  /** Epoch milliseconds; the machine's clock unless told. */
  readonly now?: (() => number) | undefined;
  /** Pauses; for tests. */
  readonly wait?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

/** The service application: its tokens, and the data of the companies that granted it. */
export interface ServiceClient {
  /** The data of one company. Asks nothing yet. */
  readonly tenant: (tenantId: string) => TenantClient;
  /**
   * A token of the company, the kept one while it is good; with every scope that is allowed unless told.
   * @throws ServiceError
   */
  readonly token: (tenantId: string, scopes?: readonly string[]) => Promise<ServiceToken>;
  /** Lets running calls finish and closes all connections. */
  readonly close: () => Promise<void>;
}

const HOUR_AND_A_BIT = 3900;
const CALL_TIMEOUT_MS = 60_000;

const text = z.string().min(1);
const address = z.string().refine((value) => URL.canParse(value), 'must be an address');
const required = z.object({
  issuer: address,
  clientId: text,
  clientSecret: text,
  erpUrl: address,
  salesOrderUrl: address,
});

/**
 * A client for the service application (client credentials). It asks for tokens when they are needed, keeps one per
 * company, respects the rate limits, and reads lists of any length page by page.
 * @throws ConfigError naming what is missing
 */
export function createServiceClient(config: ServiceClientConfig): ServiceClient {
  check(config);
  const { issuer, clientId, clientSecret, clientAuthentication, scopes: fixedScopes } = config;
  const { logger = SILENT_LOGGER, now = Date.now, onWait = () => undefined } = config;
  const connect = createConnectClient({ issuer, clientId, clientSecret, clientAuthentication, logger, now });
  const erp = createErpClient({
    erpUrl: config.erpUrl,
    salesOrderUrl: config.salesOrderUrl,
    product: config.product,
    ids: config.ids,
    now,
    timeouts: { callMs: config.callTimeoutMs ?? CALL_TIMEOUT_MS },
  });
  const tokens = createServiceTokens({ connect, fixedScopes });
  const call = createCaller({
    tokens,
    clientId,
    issuer,
    now,
    onWait,
    maxWaitSeconds: config.maxWaitSeconds ?? HOUR_AND_A_BIT,
    wait: config.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
  });
  return {
    tenant: (tenantId) => createTenantClient(erp.port, call, tenantId),
    token: (tenantId, scopes = []) =>
      tokens.get(tenantId, scopes).catch((error: unknown) => {
        throw explain(error, { clientId, issuer, tenantId, scopes: fixedScopes ?? scopes });
      }),
    close: async () => {
      await Promise.all([erp.close(), connect.close()]);
    },
  };
}

function check(config: ServiceClientConfig): void {
  const { error } = required.safeParse(config);
  if (error) throw new ConfigError(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
}
