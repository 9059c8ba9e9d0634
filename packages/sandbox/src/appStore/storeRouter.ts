import { Router } from 'express';
import { consentRoutes } from './consentRoutes.ts';
import { invitationRoutes } from './invitationRoutes.ts';
import { listingRoutes } from './listingRoutes.ts';
import { myAppRoutes } from './myAppRoutes.ts';
import { myAppsRoute } from './myAppsRoute.ts';
import { openingRoutes } from './openingRoutes.ts';
import { requireIntegrationAdministrator, requireCompany, type StoreDeps } from './storeGuards.ts';

/** The stand-in for apps.visma.com, to be mounted at the sandbox's root. */
export function storeRouter(deps: StoreDeps): Router {
  const { world } = deps;
  const opening = requireIntegrationAdministrator(deps);
  const guard = requireCompany(opening);
  return Router()
    .use(openingRoutes(opening))
    .use(myAppsRoute(world, guard))
    .use(myAppRoutes(world, guard))
    .use(invitationRoutes(world, guard))
    .use(listingRoutes(world, guard))
    .use(consentRoutes(world, guard));
}
