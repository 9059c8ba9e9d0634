import { byKindAndName, tenantsWithRole } from '../systems/roleHolders.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from '../world/world.ts';

/** A customer with those of its tenants, itself among them, that a person administers. */
export interface Administered {
  readonly customer: Tenant;
  /** Never empty; companies first. */
  readonly tenants: readonly Tenant[];
}

/**
 * What a person administers, by customer. Guess: who administers a customer administers all companies of it; who
 * administers a company administers nothing else.
 */
export function administeredBy(world: World, personId: string): Administered[] {
  const own = tenantsWithRole(world, personId, 'customer_administrator');
  const ownIds = own.map(({ id }) => id);
  const all = world.tenants.all().filter(({ id, parentId }) => ownIds.includes(id) || ownIds.includes(parentId ?? ''));
  const customers = new Map(all.map((tenant) => [customerOf(world, tenant).id, customerOf(world, tenant)]));
  return [...customers.values()]
    .sort(byKindAndName)
    .map((customer) => ({ customer, tenants: all.filter(isOf(world, customer)).sort(byKindAndName) }));
}

/** The customer that a tenant belongs to; a company without one stands for itself. */
function customerOf({ tenants }: World, tenant: Tenant): Tenant {
  return tenants.find(tenant.parentId ?? '') ?? tenant;
}

function isOf(world: World, customer: Tenant) {
  return (tenant: Tenant): boolean => customerOf(world, tenant).id === customer.id;
}
