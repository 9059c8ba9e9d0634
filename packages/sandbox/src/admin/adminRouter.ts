import { Router } from 'express';
import { adminWays, openingWays, type AdminDeps } from './adminWays.ts';
import { companyRoutes } from './companyRoutes.ts';
import { newPersonRoutes } from './newPersonRoutes.ts';
import { openingRoutes } from './openingRoutes.ts';
import { peopleRoute } from './peopleRoute.ts';
import { personRoutes } from './personRoutes.ts';

/** The stand-in for Visma Admin, to be mounted at the sandbox's root. */
export function adminRouter(deps: AdminDeps): Router {
  const { world } = deps;
  const opening = openingWays(deps);
  const ways = adminWays(opening);
  return Router()
    .use(openingRoutes(opening))
    .use(peopleRoute(world, ways))
    .use(newPersonRoutes(world, ways))
    .use(personRoutes(world, ways))
    .use(companyRoutes(world, ways));
}
