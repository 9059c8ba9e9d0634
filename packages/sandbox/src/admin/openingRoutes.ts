import { Router } from 'express';
import { z } from 'zod';
import type { Ways } from '../systems/systemPages.ts';
import { adminPaths } from './adminSystem.ts';
import type { OpeningVisit } from './adminWays.ts';

const choice = z.object({ customer_id: z.string() });

/** The start of Visma Admin, and the customer switcher. */
export function openingRoutes({ shown, taken }: Ways<OpeningVisit>): Router {
  return Router()
    .get(
      '/admin',
      shown(({ administered: [first] }, _request, response) => {
        response.redirect(303, adminPaths(first?.customer.id ?? '').people);
      }),
    )
    .post(
      '/admin/customer',
      taken((_visit, { body }, response) => {
        response.redirect(303, adminPaths(choice.safeParse(body).data?.customer_id ?? '').people);
      }),
    )
    .get('/admin/:customer', ({ params }, response) => {
      response.redirect(303, adminPaths(params.customer).people);
    });
}
