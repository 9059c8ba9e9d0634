import type { Response } from 'express';
import { ROLE_NAMES, type Role } from '../world/memberships.ts';
import type { World } from '../world/world.ts';
import { renderSystemPage } from './renderSystemPage.ts';
import { missingRoles } from './roleHolders.ts';
import type { SystemVisit } from './system.ts';

export interface RoleNeeded {
  readonly role: Role;
  /** What the role is needed for, as in "To manage applications". */
  readonly purpose: string;
}

/** Tells a person which role they lack, where, and who can give it to them. */
export function renderRoleMissing(
  res: Response,
  visit: SystemVisit,
  world: World,
  { role, purpose }: RoleNeeded,
): void {
  renderSystemPage(res, visit, {
    view: 'systems/role-missing',
    title: `You need the role ${ROLE_NAMES[role]}`,
    status: 403,
    locals: {
      username: visit.person.username,
      role: ROLE_NAMES[role],
      purpose,
      tenants: missingRoles(world, visit.person.id, role),
    },
  });
}
