import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

export const tenantSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** A customer tenant is the contract; a company tenant is what the ERP knows. */
  kind: z.enum(['customer', 'company']),
  /** The customer that a company belongs to. */
  parentId: z.string().nullable(),
  organisationNumber: z.string(),
  country: z.string(),
});

export type Tenant = z.infer<typeof tenantSchema>;

export interface Tenants {
  readonly find: (id: string) => Tenant | undefined;
  readonly all: () => Tenant[];
  readonly put: (tenant: Tenant) => void;
}

/** Customers and their companies. */
export function createTenants({ sql, clock }: WorldContext): Tenants {
  const records = openWorldRecords(sql, 'tenant', tenantSchema, clock.now);
  return { find: records.find, all: records.all, put: (tenant) => records.put(tenant.id, tenant) };
}
