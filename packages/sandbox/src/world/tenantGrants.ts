import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const tenantGrantSchema = z.object({
  clientId: z.string(),
  tenantId: z.string(),
  scopes: z.array(z.string()),
  /** What the application asked for when it was granted: a scope that came later waits for the tenant's approval. */
  offeredScopes: z.array(z.string()).default([]),
  /** The person who granted it; null when nobody did, as in seeds. */
  grantedBy: z.string().nullable(),
  /** Epoch seconds. */
  grantedAt: z.number(),
  /** Epoch seconds; null while it is in force. */
  withdrawnAt: z.number().nullable(),
});

export type TenantGrant = z.infer<typeof tenantGrantSchema>;

export interface TenantGrants {
  /** In force or withdrawn. */
  readonly find: (clientId: string, tenantId: string) => TenantGrant | undefined;
  readonly all: () => TenantGrant[];
  readonly ofApplication: (clientId: string) => TenantGrant[];
  readonly ofTenant: (tenantId: string) => TenantGrant[];
  /** Grants exactly these scopes out of those offered, which are the same unless told; an empty list withdraws. */
  readonly grant: (
    clientId: string,
    tenantId: string,
    scopes: readonly string[],
    grantedBy: string | null,
    offeredScopes?: readonly string[],
  ) => void;
  readonly withdraw: (clientId: string, tenantId: string) => void;
  /** Forgets what was granted to an application that is deleted. */
  readonly removeAll: (clientId: string) => void;
  /** Empty without a grant in force. */
  readonly grantedScopes: (clientId: string, tenantId: string) => string[];
}

/** What tenants granted applications in the App Store. */
export function createTenantGrants({ sql, clock }: WorldContext): TenantGrants {
  const records = openWorldRecords(sql, 'tenant_grant', tenantGrantSchema, clock.now);
  const idOf = (clientId: string, tenantId: string): string => `${clientId} ${tenantId}`;
  const find = (clientId: string, tenantId: string): TenantGrant | undefined => records.find(idOf(clientId, tenantId));
  const withdraw = (clientId: string, tenantId: string): void => {
    const grant = find(clientId, tenantId);
    if (!grant) return;
    records.put(idOf(clientId, tenantId), { ...grant, withdrawnAt: grant.withdrawnAt ?? clock.seconds() });
  };
  return {
    find,
    withdraw,
    removeAll: (clientId) => {
      for (const { tenantId } of records.all().filter((grant) => grant.clientId === clientId))
        records.remove(idOf(clientId, tenantId));
    },
    all: records.all,
    ofApplication: (clientId) => records.all().filter((grant) => grant.clientId === clientId),
    ofTenant: (tenantId) => records.all().filter((grant) => grant.tenantId === tenantId),
    grant: (clientId, tenantId, scopes, grantedBy, offeredScopes = scopes) => {
      if (scopes.length === 0) {
        withdraw(clientId, tenantId);
        return;
      }
      const grantedAt = clock.seconds();
      const made = { clientId, tenantId, scopes: [...scopes], offeredScopes: [...offeredScopes], grantedBy, grantedAt };
      records.put(idOf(clientId, tenantId), { ...made, withdrawnAt: null });
    },
    grantedScopes: (clientId, tenantId) => {
      const grant = find(clientId, tenantId);
      return grant?.withdrawnAt === null ? grant.scopes : [];
    },
  };
}
