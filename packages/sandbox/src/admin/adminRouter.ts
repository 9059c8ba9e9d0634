import { Router } from 'express';
import { requireCustomer, requireCustomerAdministrator, type AdminDeps } from './adminGuards.ts';
import { companyRoutes } from './companyRoutes.ts';
import { newPersonRoutes } from './newPersonRoutes.ts';
import { openingRoutes } from './openingRoutes.ts';
import { peopleRoute } from './peopleRoute.ts';
import { personRoutes } from './personRoutes.ts';

/** The stand-in for Visma Admin, to be mounted at the sandbox's root. */
export function adminRouter(deps: AdminDeps): Router {
  const { world } = deps;
  const opening = requireCustomerAdministrator(deps);
  const guard = requireCustomer(opening);
  return Router()
    .use(openingRoutes(opening))
    .use(peopleRoute(world, guard))
    .use(newPersonRoutes(world, guard))
    .use(personRoutes(world, guard))
    .use(companyRoutes(world, guard));
}
