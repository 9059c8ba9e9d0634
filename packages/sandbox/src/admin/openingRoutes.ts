import { Router } from 'express';
import { z } from 'zod';
import type { Guard } from '../systems/guards.ts';
import { adminPaths } from './adminSystem.ts';
import type { OpeningVisit } from './adminGuards.ts';

const choice = z.object({ customer_id: z.string() });

/** The start of Visma Admin, and the customer switcher. */
export function openingRoutes({ page, form }: Guard<OpeningVisit>): Router {
  return Router()
    .get(
      '/admin',
      page(({ administered: [first] }, _req, res) => {
        res.redirect(303, adminPaths(first?.customer.id ?? '').people);
      }),
    )
    .post(
      '/admin/customer',
      form((_visit, { body }, res) => {
        res.redirect(303, adminPaths(choice.safeParse(body).data?.customer_id ?? '').people);
      }),
    )
    .get('/admin/:customer', ({ params }, res) => {
      res.redirect(303, adminPaths(params.customer).people);
    });
}
