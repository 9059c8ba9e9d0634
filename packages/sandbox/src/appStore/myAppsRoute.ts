import { Router } from 'express';
import { z } from 'zod';
import { formatMoment } from '../systems/formatDate.ts';
import { aForm } from '../systems/formState.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Guard } from '../systems/guards.ts';
import type { TenantGrant } from '../world/tenantGrants.ts';
import type { World } from './storeWorld.ts';
import { applicationCard } from './applicationCard.ts';
import { byApi, permissionsOf, waitingPermissions } from './permissions.ts';
import type { StoreVisit } from './storeGuards.ts';

const query = z.object({ withdrawn: z.string().optional() });

/** My apps: the applications that have access to the company, and those that had it. */
export function myAppsRoute(world: World, { page }: Guard<StoreVisit>): Router {
  return Router().get(
    '/store/:tenant/my-apps',
    page((visit, req, res) => {
      const { withdrawn } = query.safeParse(req.query).data ?? {};
      const name = world.applications.find(withdrawn ?? '')?.name;
      renderSystemPage(res, visit, {
        view: 'appStore/my-apps',
        title: 'My apps',
        section: visit.paths.myApps,
        notice: name === undefined ? null : `${name} has no access to ${visit.tenant.name} any more.`,
        locals: { ...toMyAppsView(world, visit), form: aForm() },
      });
    }),
  );
}

function toMyAppsView(world: World, { tenant, paths }: StoreVisit) {
  const rows = world.tenantGrants.ofTenant(tenant.id).flatMap((grant) => toRow(world, grant, paths));
  return {
    tenant,
    paths,
    granted: rows.filter(({ withdrawn }) => withdrawn === null),
    withdrawn: rows.filter(({ withdrawn }) => withdrawn !== null),
  };
}

function toRow(world: World, grant: TenantGrant, paths: StoreVisit['paths']) {
  const application = world.applications.find(grant.clientId);
  if (!application) return [];
  const row = {
    app: applicationCard(world, application),
    href: paths.myApp(grant.clientId),
    apis: byApi(permissionsOf(world, application).filter((scope) => grant.scopes.includes(scope))),
    granted: formatMoment(grant.grantedAt),
    withdrawn: grant.withdrawnAt === null ? null : formatMoment(grant.withdrawnAt),
    waiting: grant.withdrawnAt === null ? waitingPermissions(world, application, grant).length : 0,
  };
  return [row];
}
