import { formatMoment } from '../systems/formatDate.ts';
import { heldRoles, pendingRoles, ROLE_NAMES, ROLES, type Role } from '../world/memberships.ts';
import type { Person } from '../world/people.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from '../world/world.ts';

/** A person's place in a tenant: the roles there, and changes on their way. */
export interface Place {
  readonly tenant: Tenant;
  readonly isMember: boolean;
  readonly roles: readonly Role[];
  readonly roleNames: readonly string[];
  /** In words, such as "API User takes effect at 24 November 2026, 21:10 UTC". */
  readonly pending: readonly string[];
}

/** The places of a person in these tenants, those where they are no member among them. */
export function placesOf(world: World, { id }: Person, tenants: readonly Tenant[]): Place[] {
  const { memberships, settings, clock } = world;
  return tenants.map((tenant) => {
    const membership = memberships.find(id, tenant.id);
    const roles = ROLES.filter((role) => heldRoles(membership).includes(role));
    const pending = pendingRoles(membership, clock.seconds(), settings.current().roleDelaySeconds);
    return {
      tenant,
      isMember: membership !== undefined,
      roles,
      roleNames: roles.map((role) => ROLE_NAMES[role]),
      pending: pending.map(({ role, change, worksAt }) => {
        const verb = change === 'given' ? 'takes effect at' : 'was taken, and works until';
        return `${ROLE_NAMES[role]} ${verb} ${formatMoment(worksAt)}`;
      }),
    };
  });
}

/** Everybody who belongs to at least one of these tenants, by name. */
export function peopleOf({ people, memberships }: World, tenants: readonly Tenant[]): Person[] {
  return people
    .all()
    .filter(({ id }) => tenants.some((tenant) => memberships.find(id, tenant.id)))
    .sort((a, b) => fullName(a).localeCompare(fullName(b)));
}

export function fullName({ givenName, familyName }: Person): string {
  return `${givenName} ${familyName}`.trim();
}
