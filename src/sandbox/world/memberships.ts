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

const membershipSchema = z.object({ personId: z.string(), tenantId: z.string(), roles: z.array(heldRole) });

export type Membership = z.infer<typeof membershipSchema>;

export interface Memberships {
  find: (personId: string, tenantId: string) => Membership | undefined;
  ofPerson: (personId: string) => Membership[];
  ofTenant: (tenantId: string) => Membership[];
  /** Makes the person a member with exactly these roles; changes work after the delay for role changes. */
  setRoles: (personId: string, tenantId: string, roles: readonly Role[]) => void;
  remove: (personId: string, tenantId: string) => void;
  /** Whether the role is in force, given that changes take `delaySeconds` to work. */
  hasRole: (personId: string, tenantId: string, role: Role, delaySeconds: number) => boolean;
}

/** Who belongs to which tenant, with which roles. */
export function createMemberships({ sql, clock }: WorldContext): Memberships {
  const records = openWorldRecords(sql, 'membership', membershipSchema, clock.now);
  const idOf = (personId: string, tenantId: string): string => `${personId} ${tenantId}`;
  const find = (personId: string, tenantId: string): Membership | undefined => records.find(idOf(personId, tenantId));
  return {
    find,
    ofPerson: (personId) => records.all().filter((membership) => membership.personId === personId),
    ofTenant: (tenantId) => records.all().filter((membership) => membership.tenantId === tenantId),
    setRoles: (personId, tenantId, roles) => {
      const now = clock.seconds();
      const before = find(personId, tenantId)?.roles ?? [];
      const kept = before.filter(({ role, revokedAt }) => revokedAt === null && roles.includes(role));
      const ended = before
        .filter(({ role }) => !roles.includes(role))
        .map((held) => ({ ...held, revokedAt: held.revokedAt ?? now }));
      const added = roles
        .filter((role) => !kept.some((held) => held.role === role))
        .map((role) => ({ role, grantedAt: now, revokedAt: null }));
      records.put(idOf(personId, tenantId), { personId, tenantId, roles: [...kept, ...ended, ...added] });
    },
    remove: (personId, tenantId) => records.remove(idOf(personId, tenantId)),
    hasRole: (personId, tenantId, role, delaySeconds) => {
      const then = clock.seconds() - delaySeconds;
      const held = find(personId, tenantId)?.roles ?? [];
      return held.some((one) => one.role === role && one.grantedAt <= then && (one.revokedAt ?? Infinity) > then);
    },
  };
}

/** The roles a membership holds now, delays aside: what Visma Admin shows. */
export function heldRoles(membership: Membership | undefined): Role[] {
  return (membership?.roles ?? []).filter(({ revokedAt }) => revokedAt === null).map(({ role }) => role);
}
