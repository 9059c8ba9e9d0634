import { Router } from 'express';
import type { TenantGrant } from '../world/tenantGrants.ts';
import type { World } from './portalWorld.ts';
import { timeText } from '../systems/timeText.ts';
import { renderTab } from './applicationFrame.ts';
import type { PortalDeps, PortalGuards } from './portalGuards.ts';
import { requireTab } from './requireTab.ts';

/** The tab Customers: the tenants that granted the application access, with their ids. */
export function customersPage({ world }: PortalDeps, guards: PortalGuards): Router {
  const own = requireTab(guards, 'customers');
  return Router().get(
    '/portal/applications/:clientId/customers',
    own.page((visit, _req, res) => {
      const grants = world.tenantGrants.ofApplication(visit.application.clientId);
      renderTab(res, visit, 'customers', {
        view: 'portal/customers',
        title: visit.application.name,
        locals: { customers: grants.map((grant) => toRow(world, grant)) },
      });
    }),
  );
}

function toRow({ tenants }: World, { tenantId, scopes, grantedAt, withdrawnAt }: TenantGrant) {
  const tenant = tenants.find(tenantId);
  return {
    id: tenantId,
    name: tenant?.name ?? 'Deleted tenant',
    kind: tenant?.kind === 'customer' ? 'Customer tenant' : 'Company',
    scopes,
    granted: timeText(grantedAt),
    withdrawn: withdrawnAt === null ? null : timeText(withdrawnAt),
  };
}
