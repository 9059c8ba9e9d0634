import { heldRoles, type Role } from '../world/memberships.ts';
import type { Person } from '../world/people.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from '../world/world.ts';

const ROLE: Role = 'customer_administrator';

export interface RoleChange {
  /** Who makes the change. */
  readonly actor: Person;
  /** Whose roles change. */
  readonly person: Person;
  readonly tenant: Tenant;
  /** The roles that would be left; none for somebody who is removed. */
  readonly roles: readonly Role[];
  /** All that the actor administers of this customer. */
  readonly administered: readonly Tenant[];
}

/** Why a change would lock people out of Visma Admin, in words; undefined when it does not. */
export function lockOut(world: World, change: RoleChange): string | undefined {
  const { actor, person, tenant, roles, administered } = change;
  const isTaken = holds(world, person, tenant) && !roles.includes(ROLE);
  if (!isTaken) return undefined;
  const others = world.people.all().filter(({ id, disabled }) => id !== person.id && !disabled);
  if (tenant.kind === 'customer' && !others.some((other) => holds(world, other, tenant)))
    return `${tenant.name} would be left without a customer administrator. Give the role to somebody else first.`;
  const isOwn = actor.id === person.id;
  if (isOwn && !administered.some((other) => other.id !== tenant.id && holds(world, person, other)))
    return 'This is your own last administrator role: without it you could not open this page again. Ask another customer administrator to take it from you.';
  return undefined;
}

function holds({ memberships }: World, { id }: Person, tenant: Tenant): boolean {
  return heldRoles(memberships.find(id, tenant.id)).includes(ROLE);
}
