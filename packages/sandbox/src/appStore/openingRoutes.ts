import { Router } from 'express';
import { z } from 'zod';
import type { Guard } from '../systems/guards.ts';
import type { OpeningVisit } from './storeGuards.ts';
import { storePaths } from './storeSystem.ts';

const choice = z.object({ tenant_id: z.string() });

/** The start of the App Store, and the company switcher. */
export function openingRoutes({ page, form }: Guard<OpeningVisit>): Router {
  return Router()
    .get(
      '/store',
      page(({ tenants: [first] }, _req, res) => {
        res.redirect(303, storePaths(first?.id ?? '').myApps);
      }),
    )
    .post(
      '/store/company',
      form((_visit, { body }, res) => {
        res.redirect(303, storePaths(choice.safeParse(body).data?.tenant_id ?? '').myApps);
      }),
    )
    .get('/store/:tenant', ({ params }, res) => {
      res.redirect(303, storePaths(params.tenant).myApps);
    });
}
