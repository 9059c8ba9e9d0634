import { createBackgroundApi, type BackgroundApi } from './background.ts';
import { connectAll, type ResourceApis } from './resources.ts';
import type { ApiPort } from './resources/resource.ts';
import type { IdForm } from './transport/addressOf.ts';
import { createTransport, type TransportOptions } from './transport/transport.ts';
import { packageVersion } from './version.ts';

export interface ErpClientOptions extends Omit<TransportOptions, 'origins' | 'userAgent'> {
  /** The origin of the ERP API; `/v1/…` is appended. */
  readonly erpUrl: string;
  /** The origin of the Sales Order API; `/api/v3/…` is appended. */
  readonly salesOrderUrl: string;
  /** Name and version of the product that uses this client, `acme-sync/2.1`: goes before the client's own in User-Agent. */
  readonly product?: string | undefined;
  /** How ids with special characters stand in addresses of the ERP API; `b64` unless told. */
  readonly ids?: IdForm | undefined;
}

/** The ERP and Sales Order APIs. Every call takes the context first: the token of the company it is about. */
export interface ErpClient extends ResourceApis {
  readonly background: BackgroundApi;
  /** For reads of any resource by its description. */
  readonly port: ApiPort;
  /** Lets running calls finish and closes all connections. */
  readonly close: () => Promise<void>;
}

/** A client that keeps connections open until it is closed; it holds no token. */
export function createErpClient({ erpUrl, salesOrderUrl, product, ids, ...options }: ErpClientOptions): ErpClient {
  const userAgent = [product, `visma-net-client/${packageVersion()}`].filter(Boolean).join(' ');
  const transport = createTransport({ ...options, origins: [erpUrl, salesOrderUrl], userAgent });
  const port: ApiPort = { transport, origins: { erp: erpUrl, salesOrder: salesOrderUrl }, ids };
  return Object.assign({}, connectAll(port), {
    background: createBackgroundApi(transport, erpUrl),
    port,
    close: transport.close,
  });
}
