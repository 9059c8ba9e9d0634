import type { Request } from 'express';
import { renderNotice } from '../systems/renderSystemPage.ts';
import { renderRoleMissing } from '../systems/renderRoleMissing.ts';
import type { ContextMenu, SystemVisit } from '../systems/system.ts';
import { narrowGuard, requireSignIn, type GuardDeps, type Guard } from '../systems/guards.ts';
import type { World } from '../world/world.ts';
import { administeredBy, type Administered } from './administration.ts';
import { ADMIN, adminOf, adminPaths, type AdminPaths } from './adminSystem.ts';

export interface AdminDeps extends GuardDeps {
  readonly world: World;
}

/** A request of a customer administrator before the customer is known. */
export interface OpeningVisit extends SystemVisit {
  readonly administered: readonly Administered[];
}

/** A request of a customer administrator for one customer. */
export interface AdminVisit extends SystemVisit, Administered {
  readonly paths: AdminPaths;
}

const NEEDED = { role: 'customer_administrator', purpose: 'To manage people and their roles,' } as const;

/** Lets customer administrators in to Visma Admin. */
export function requireCustomerAdministrator(deps: AdminDeps): Guard<OpeningVisit> {
  const { world } = deps;
  const guard = requireSignIn(deps, ADMIN, (person, req) => contextMenu(administeredBy(world, person.id), req));
  return narrowGuard(guard, (visit, _req, res) => {
    const administered = administeredBy(world, visit.person.id);
    if (administered.length > 0) return { ...visit, administered };
    renderRoleMissing(res, visit, world, NEEDED);
    return undefined;
  });
}

/** Lets in to what is below `/admin/:customer`: its customer administrators. */
export function requireCustomer(opening: Guard<OpeningVisit>): Guard<AdminVisit> {
  return narrowGuard(opening, (visit, { params }, res) => {
    const found = visit.administered.find(({ customer }) => customer.id === params.customer);
    if (found) return { ...visit, ...found, system: adminOf(found.customer.id), paths: adminPaths(found.customer.id) };
    renderNotice(res, visit, NOT_YOURS);
    return undefined;
  });
}

const NOT_YOURS = {
  status: 404,
  title: 'You do not administer that customer',
  text: 'There is no such customer, or you are not one of its customer administrators.',
};

function contextMenu(administered: readonly Administered[], { params }: Request): ContextMenu | null {
  const choices = administered.map(({ customer }) => ({
    id: customer.id,
    name: customer.name,
    details: [{ term: 'Organisation number', value: customer.organisationNumber }],
  }));
  if (choices.length === 0) return null;
  const current = choices.find(({ id }) => id === params.customer) ?? null;
  return { label: 'Customer', current, choices, action: '/admin/customer', field: 'customer_id' };
}
