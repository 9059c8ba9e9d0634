import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

export const ROLES = ['api_user', 'integration_administrator', 'customer_administrator'] as const;

export type Role = (typeof ROLES)[number];

/** The names that Visma Admin shows. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  api_user: 'API User',
  integration_administrator: 'Integration Administrator',
  customer_administrator: 'Customer administrator',
};

const heldRole = z.object({
  role: z.enum(ROLES),
  /** Epoch seconds. */
  grantedAt: z.number(),
  /** Epoch seconds; null while held. */
  revokedAt: z.number().nullable(),
});

const membershipSchema = z.object({
  personId: z.string(),
  tenantId: z.string(),
  roles: z.array(heldRole),
  /** Epoch seconds; null while the person belongs to the tenant. */
  removedAt: z.number().nullable().default(null),
});

export type Membership = z.infer<typeof membershipSchema>;

export interface Memberships {
  /** Undefined also for somebody who was removed. */
  readonly find: (personId: string, tenantId: string) => Membership | undefined;
  readonly ofPerson: (personId: string) => Membership[];
  readonly ofTenant: (tenantId: string) => Membership[];
  /**
   * Makes the person a member with exactly these roles. Changes work after the delay for role changes; with `since`
   * (epoch seconds) new roles count as given then.
   */
  readonly setRoles: (personId: string, tenantId: string, roles: readonly Role[], since?: number) => void;
  /** Takes all roles, which work on for the delay of role changes. */
  readonly remove: (personId: string, tenantId: string) => void;
  /** Whether the role is in force, given that changes take `delaySeconds` to work. */
  readonly hasRole: (personId: string, tenantId: string, role: Role, delaySeconds: number) => boolean;
  /** The ids of tenants in which the role is in force, also where the person was removed moments ago. */
  readonly tenantsWithRole: (personId: string, role: Role, delaySeconds: number) => string[];
}

/** Who belongs to which tenant, with which roles. */
export function createMemberships({ sql, clock }: WorldContext): Memberships {
  const records = openWorldRecords(sql, 'membership', membershipSchema, clock.now);
  const idOf = (personId: string, tenantId: string): string => `${personId} ${tenantId}`;
  const kept = (personId: string, tenantId: string): Membership | undefined => records.find(idOf(personId, tenantId));
  const put = (membership: Membership): void => records.put(idOf(membership.personId, membership.tenantId), membership);
  const current = (): Membership[] => records.all().filter(({ removedAt }) => removedAt === null);
  const setRoles: Memberships['setRoles'] = (personId, tenantId, roles, since = clock.seconds()) => {
    const before = kept(personId, tenantId)?.roles ?? [];
    put({ personId, tenantId, roles: changedRoles(before, roles, clock.seconds(), since), removedAt: null });
  };
  return {
    find: (personId, tenantId) => {
      const membership = kept(personId, tenantId);
      return membership?.removedAt === null ? membership : undefined;
    },
    ofPerson: (personId) => current().filter((membership) => membership.personId === personId),
    ofTenant: (tenantId) => current().filter((membership) => membership.tenantId === tenantId),
    setRoles,
    remove: (personId, tenantId) => {
      setRoles(personId, tenantId, []);
      const membership = kept(personId, tenantId);
      if (membership) put({ ...membership, removedAt: clock.seconds() });
    },
    hasRole: (personId, tenantId, role, delaySeconds) =>
      isInForce(kept(personId, tenantId), role, clock.seconds() - delaySeconds),
    tenantsWithRole: (personId, role, delaySeconds) =>
      records
        .all()
        .filter((membership) => membership.personId === personId)
        .filter((membership) => isInForce(membership, role, clock.seconds() - delaySeconds))
        .map(({ tenantId }) => tenantId),
  };
}

/** The roles a membership holds now, delays aside: what Visma Admin shows. */
export function heldRoles(membership: Membership | undefined): Role[] {
  return (membership?.roles ?? []).filter(({ revokedAt }) => revokedAt === null).map(({ role }) => role);
}

/** A change of a role that does not work yet. */
export interface PendingRole {
  readonly role: Role;
  readonly change: 'given' | 'taken';
  /** Epoch seconds. */
  readonly worksAt: number;
}

/** The changes of a membership's roles that are still on their way at `now` (epoch seconds). */
export function pendingRoles(membership: Membership | undefined, now: number, delaySeconds: number): PendingRole[] {
  const held = heldRoles(membership);
  return ROLES.flatMap((role): PendingRole[] => {
    const entries = (membership?.roles ?? []).filter((one) => one.role === role);
    const inForce = isInForce(membership, role, now - delaySeconds);
    if (held.includes(role) === inForce) return [];
    const times = entries.map(({ grantedAt, revokedAt }) => (inForce ? (revokedAt ?? 0) : grantedAt));
    return [{ role, change: inForce ? 'taken' : 'given', worksAt: Math.max(...times) + delaySeconds }];
  });
}

type HeldRole = z.infer<typeof heldRole>;

/** Longer than any delay of role changes. */
const REMEMBERED_SECONDS = 86_400;

function changedRoles(before: readonly HeldRole[], roles: readonly Role[], now: number, since: number): HeldRole[] {
  const stays = before.filter(({ role, revokedAt }) => revokedAt === null && roles.includes(role));
  const ended = before
    .filter((held) => !stays.includes(held))
    .map((held) => ({ ...held, revokedAt: held.revokedAt ?? now }))
    .filter(({ revokedAt }) => revokedAt > now - REMEMBERED_SECONDS);
  const added = [...new Set(roles)]
    .filter((role) => !stays.some((held) => held.role === role))
    .map((role) => ({ role, grantedAt: since, revokedAt: null }));
  return [...stays, ...ended, ...added];
}

/** Whether the role was held at `then`, in epoch seconds. */
function isInForce(membership: Membership | undefined, role: Role, then: number): boolean {
  const entries = membership?.roles ?? [];
  return entries.some((one) => one.role === role && one.grantedAt <= then && (one.revokedAt ?? Infinity) > then);
}
