import { Router } from 'express';
import { z } from 'zod';
import type { Ways } from '../systems/systemPages.ts';
import type { OpeningVisit } from './storeWays.ts';
import { storePaths } from './storeSystem.ts';

const choice = z.object({ tenant_id: z.string() });

/** The start of the App Store, and the company switcher. */
export function openingRoutes({ shown, taken }: Ways<OpeningVisit>): Router {
  return Router()
    .get(
      '/store',
      shown(({ tenants: [first] }, _request, response) => {
        response.redirect(303, storePaths(first?.id ?? '').myApps);
      }),
    )
    .post(
      '/store/company',
      taken((_visit, { body }, response) => {
        response.redirect(303, storePaths(choice.safeParse(body).data?.tenant_id ?? '').myApps);
      }),
    )
    .get('/store/:tenant', ({ params }, response) => {
      response.redirect(303, storePaths(params.tenant).myApps);
    });
}
