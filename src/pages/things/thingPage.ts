import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Section } from '../../web/companyPath.ts';
import { parseParams } from '../../web/input.ts';
import { renderPage } from '../../web/renderPage.ts';
import type { ThingView } from './thingView.ts';

const params = z.object({ tenant: z.string(), number: z.string().max(100) });

/** The page of one thing of a company, under the number that the ERP gives it. */
export function thingPage(
  section: Section,
  load: (req: Request, tenantId: string, number: string) => Promise<ThingView>,
): Router {
  const router = Router();
  router.get(`/companies/:tenant/${section}/:number`, async (req, res) => {
    const { tenant, number } = parseParams(req, params);
    const data = await load(req, tenant, number);
    renderPage(req, res, { view: 'pages/thing', title: data.heading, data });
  });
  return router;
}
