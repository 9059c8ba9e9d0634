import type { Request } from 'express';
import { renderNotice } from '../systems/renderSystemPage.ts';
import { renderRoleMissing } from '../systems/renderRoleMissing.ts';
import { tenantsWithRole } from '../systems/roleHolders.ts';
import type { ContextMenu, SystemVisit } from '../systems/system.ts';
import { narrowWays, systemPages, type SystemPagesDeps, type Ways } from '../systems/systemPages.ts';
import type { Person } from '../world/people.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from './storeWorld.ts';
import { STORE, storeOf, storePaths, type StorePaths } from './storeSystem.ts';

export interface StoreDeps extends SystemPagesDeps {
  world: World;
}

/** A request of an Integration Administrator who has not chosen a company yet. */
export interface OpeningVisit extends SystemVisit {
  tenants: readonly Tenant[];
}

/** A request of an Integration Administrator for one of their companies. */
export interface StoreVisit extends SystemVisit {
  tenant: Tenant;
  paths: StorePaths;
}

const NEEDED = {
  role: 'integration_administrator',
  purpose: 'To decide which applications your company uses,',
} as const;

/** The ways in to the App Store, for Integration Administrators only. */
export function openingWays(deps: StoreDeps): Ways<OpeningVisit> {
  const { world } = deps;
  const ways = systemPages(deps, STORE, (person, request) => contextMenu(world, person, request));
  return narrowWays(ways, (visit, _request, response) => {
    const tenants = tenantsWithRole(world, visit.person.id, NEEDED.role);
    if (tenants.length > 0) return { ...visit, tenants };
    renderRoleMissing(response, visit, world, NEEDED);
    return undefined;
  });
}

/** The ways in to what is below `/store/:tenant`: for Integration Administrators of that company. */
export function storeWays(opening: Ways<OpeningVisit>): Ways<StoreVisit> {
  return narrowWays(opening, (visit, { params }, response) => {
    const tenant = visit.tenants.find(({ id }) => id === params.tenant);
    if (tenant) return { ...visit, system: storeOf(tenant.id), tenant, paths: storePaths(tenant.id) };
    renderNotice(response, visit, NOT_YOURS);
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
export const KINDS: Readonly<Record<Tenant['kind'], string>> = { company: 'Company', customer: 'Customer' };
