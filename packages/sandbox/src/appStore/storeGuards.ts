import type { Request } from 'express';
import { renderNotice } from '../systems/renderSystemPage.ts';
import { renderRoleMissing } from '../systems/renderRoleMissing.ts';
import { tenantsWithRole } from '../systems/roleHolders.ts';
import type { ContextMenu, SystemVisit } from '../systems/system.ts';
import { narrowGuard, requireSignIn, type GuardDeps, type Guard } from '../systems/guards.ts';
import type { Person } from '../world/people.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from './storeWorld.ts';
import { STORE, storeOf, storePaths, type StorePaths } from './storeSystem.ts';

export interface StoreDeps extends GuardDeps {
  readonly world: World;
}

/** A request of an Integration Administrator who has not chosen a company yet. */
export interface OpeningVisit extends SystemVisit {
  readonly tenants: readonly Tenant[];
}

/** A request of an Integration Administrator for one of their companies. */
export interface StoreVisit extends SystemVisit {
  readonly tenant: Tenant;
  readonly paths: StorePaths;
}

const NEEDED = {
  role: 'integration_administrator',
  purpose: 'To decide which applications your company uses,',
} as const;

/** Lets Integration Administrators in to the App Store. */
export function requireIntegrationAdministrator(deps: StoreDeps): Guard<OpeningVisit> {
  const { world } = deps;
  const guard = requireSignIn(deps, STORE, (person, req) => contextMenu(world, person, req));
  return narrowGuard(guard, (visit, _req, res) => {
    const tenants = tenantsWithRole(world, visit.person.id, NEEDED.role);
    if (tenants.length > 0) return { ...visit, tenants };
    renderRoleMissing(res, visit, world, NEEDED);
    return undefined;
  });
}

/** Lets in to what is below `/store/:tenant`: Integration Administrators of that company. */
export function requireCompany(opening: Guard<OpeningVisit>): Guard<StoreVisit> {
  return narrowGuard(opening, (visit, { params }, res) => {
    const tenant = visit.tenants.find(({ id }) => id === params.tenant);
    if (tenant) return { ...visit, system: storeOf(tenant.id), tenant, paths: storePaths(tenant.id) };
    renderNotice(res, visit, NOT_YOURS);
    return undefined;
  });
}

const NOT_YOURS = {
  status: 404,
  title: 'That is not one of your companies',
  text: 'There is no such company, or you are not its Integration Administrator. Your companies are in the menu in the top right corner.',
};

function contextMenu(world: World, { id }: Person, { params }: Request): ContextMenu | null {
  const choices = tenantsWithRole(world, id, NEEDED.role).map((tenant) => ({
    id: tenant.id,
    name: tenant.name,
    hint: `${KINDS[tenant.kind]}, tenant ID ${tenant.id}`,
    details: [
      { term: 'Tenant ID', value: tenant.id },
      { term: 'Organisation number', value: tenant.organisationNumber },
    ],
  }));
  if (choices.length === 0) return null;
  const current = choices.find((choice) => choice.id === params.tenant) ?? null;
  return { label: 'Company', current, choices, action: '/store/company', field: 'tenant_id' };
}

/** The two kinds of tenant, plainly. */
const KINDS: Readonly<Record<Tenant['kind'], string>> = { company: 'Company', customer: 'Customer' };
