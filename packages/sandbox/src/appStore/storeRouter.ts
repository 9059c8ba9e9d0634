import { Router } from 'express';
import { consentRoutes } from './consentRoutes.ts';
import { invitationRoutes } from './invitationRoutes.ts';
import { listingRoutes } from './listingRoutes.ts';
import { myAppRoutes } from './myAppRoutes.ts';
import { myAppsRoute } from './myAppsRoute.ts';
import { openingRoutes } from './openingRoutes.ts';
import { openingWays, storeWays, type StoreDeps } from './storeWays.ts';

/** The stand-in for apps.visma.com, to be mounted at the sandbox's root. */
export function storeRouter(deps: StoreDeps): Router {
  const { world } = deps;
  const opening = openingWays(deps);
  const ways = storeWays(opening);
  return Router()
    .use(openingRoutes(opening))
    .use(myAppsRoute(world, ways))
    .use(myAppRoutes(world, ways))
    .use(invitationRoutes(world, ways))
    .use(listingRoutes(world, ways))
    .use(consentRoutes(world, ways));
}
