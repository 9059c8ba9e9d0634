import { pendingRoles, type Role } from '../world/memberships.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from '../world/world.ts';
import { formatMoment } from './formatDate.ts';

/** The tenants in which a role of this person is in force: companies first, by name. */
export function tenantsWithRole({ memberships, settings, tenants }: World, personId: string, role: Role): Tenant[] {
  return memberships
    .tenantsWithRole(personId, role, settings.current().roleDelaySeconds)
    .map((tenantId) => tenants.find(tenantId))
    .filter((tenant) => tenant !== undefined)
    .sort(byKindAndName);
}

/** Companies before customers, then by name. */
export function byKindAndName(a: Tenant, b: Tenant): number {
  return a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name);
}

/** Who can give roles in a tenant: its customer administrators and those of its customer. */
function administratorsOf({ people, memberships, settings }: World, { id, parentId }: Tenant) {
  const delay = settings.current().roleDelaySeconds;
  const tenantIds = [id, ...(parentId === null ? [] : [parentId])];
  return people
    .all()
    .filter(({ disabled }) => !disabled)
    .filter((person) =>
      tenantIds.some((tenantId) => memberships.hasRole(person.id, tenantId, 'customer_administrator', delay)),
    );
}

/** A tenant that a person belongs to without a role, and the ways to get it. */
export interface MissingRole {
  readonly tenantName: string;
  readonly kind: Tenant['kind'];
  /** Set when it was given and does not work yet. */
  readonly worksAt: string | null;
  readonly givers: readonly { readonly name: string; readonly username: string }[];
}

/** Where a person lacks a role, tenant by tenant. */
export function missingRoles(world: World, personId: string, role: Role): MissingRole[] {
  const { memberships, tenants, settings, clock } = world;
  const delay = settings.current().roleDelaySeconds;
  return memberships
    .ofPerson(personId)
    .filter(({ tenantId }) => !memberships.hasRole(personId, tenantId, role, delay))
    .flatMap((membership) => {
      const tenant = tenants.find(membership.tenantId);
      if (!tenant) return [];
      const pending = pendingRoles(membership, clock.seconds(), delay).find((one) => one.role === role);
      const givers = administratorsOf(world, tenant).map(nameOf);
      const worksAt = pending ? formatMoment(pending.worksAt) : null;
      return [{ tenantName: tenant.name, kind: tenant.kind, worksAt, givers }];
    });
}

function nameOf({ givenName, familyName, username }: { givenName: string; familyName: string; username: string }) {
  return { name: `${givenName} ${familyName}`.trim(), username };
}
