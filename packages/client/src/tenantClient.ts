import type { Call } from './caller.ts';
import { offerAll, RESOURCES, type TenantApis } from './resources.ts';
import {
  scopeFor,
  type ApiPort,
  type PlainReader,
  type ResourceDescription,
  type TenantPort,
} from './resources/resource.ts';

/** The data of one company. Every call may throw ServiceError. */
export interface TenantClient extends TenantApis {
  readonly tenantId: string;
  /** Reads of any resource by its description, all in one form. */
  readonly reader: <Row extends object>(resource: ResourceDescription<Row>) => PlainReader<Row>;
}

/** The APIs for one company. */
export function createTenantClient(port: ApiPort, call: Call, tenantId: string): TenantClient {
  const tenantPort = (resource: Pick<ResourceDescription<never>, 'api' | 'scope'>): TenantPort => ({
    read: ({ signal, onCall, attempts = 1 } = {}, run) =>
      call({ tenantId, api: resource.api, scope: scopeFor(resource, 'read'), signal, onCall, attempts, run }),
    write: (operation, run) => {
      const once = { signal: undefined, onCall: undefined, attempts: 1 };
      return call({ tenantId, api: resource.api, scope: scopeFor(resource, operation), ...once, run });
    },
  });
  return Object.assign(
    {},
    offerAll(port, (name) => tenantPort(RESOURCES[name])),
    {
      tenantId,
      reader: <Row extends object>(resource: ResourceDescription<Row>) => resource.read(port, tenantPort(resource)),
    },
  );
}
