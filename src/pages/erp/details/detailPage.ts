import { Router, type Request } from 'express';
import { z } from 'zod';
import { changePath, companyPath } from '../../../web/addresses/companyPath.ts';
import type { ResourceSlug } from 'visma-net-client/resources';
import { oneOf, parseParams, parseQuery } from '../../../web/input.ts';
import { stepUpPath } from '../../../web/addresses/loginPath.ts';
import { isAllowed } from '../../../web/permissions.ts';
import { renderPage } from '../../../web/rendering/renderPage.ts';
import { recordTitle, type DetailChanges, type DetailLink, type DetailView } from './detailView.ts';

const params = z.object({ tenant: z.string(), number: z.string().max(100) });

/** The page of one record of a company, under the number that the ERP gives it. */
export function detailPage(
  slug: ResourceSlug,
  load: (req: Request, tenantId: string, number: string) => Promise<DetailView>,
): Router {
  const router = Router();
  router.get(`/companies/:tenant/${slug}/:number`, async (req, res) => {
    const { tenant, number } = parseParams(req, params);
    const data = await load(req, tenant, number);
    renderPage(req, res, { view: 'pages/detail', title: recordTitle(data), data });
  });
  return router;
}

const savedQuery = z.object({ saved: oneOf('new', 'changed', 'nothing') });

const SAVED_MESSAGES = { new: 'records.saved', changed: 'records.saved', nothing: 'records.nothingChanged' } as const;

/** What the person may do with a record that the API lets be changed, or the way to the permission. */
export function changesOf(req: Request, tenantId: string, slug: ResourceSlug, ...id: readonly string[]): DetailChanges {
  if (!isAllowed(req, tenantId, 'update')) {
    return { links: [], allowHref: stepUpPath(tenantId, companyPath(tenantId, slug, ...id)), saved: undefined };
  }
  const { saved } = parseQuery(req, savedQuery);
  const links: readonly DetailLink[] = [{ label: 'records.edit', href: changePath('edit', tenantId, slug, ...id) }];
  return { links, allowHref: undefined, saved: saved && SAVED_MESSAGES[saved] };
}
