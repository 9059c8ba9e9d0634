import { Router } from 'express';
import { z } from 'zod';
import type { ResourceSlug } from 'visma-net-client/resources';
import { AppError } from '../../errors.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import { companyHomePath, companyPath } from '../../web/addresses/companyPath.ts';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { signedInSession } from '../../web/guard.ts';
import { parseParams } from '../../web/input.ts';
import type { Quotas } from '../../web/limits/quotas.ts';
import type { Fact, Label } from '../../web/rendering/dataTable.ts';
import { AREA_NAMES, AREAS, type MenuEntry } from '../../web/rendering/navigation.ts';
import { renderPage } from '../../web/rendering/renderPage.ts';
import { quotaFacts } from '../account/quotaFacts.ts';
import type { SandboxGuide } from '../startPage.ts';

export interface HomePageDeps {
  readonly quotas: Pick<Quotas, 'of'>;
  /** What the sandbox offers; undefined with the real systems. */
  readonly sandbox: SandboxGuide | undefined;
}

/** What views/pages/home.ejs shows. */
export interface HomeView extends Pick<HomePageDeps, 'sandbox'> {
  readonly company: string;
  readonly areas: readonly HomeArea[];
  /** What is known of the calls that the APIs still allow. */
  readonly quotas: readonly Fact[];
}

export interface HomeArea {
  readonly name: TextKey;
  readonly lists: readonly { readonly href: string; readonly title: Label; readonly about: TextKey }[];
}

const ABOUT: Readonly<Record<ResourceSlug, TextKey>> = {
  inventory: 'home.about.inventory',
  customers: 'home.about.customers',
  suppliers: 'home.about.suppliers',
  invoices: 'home.about.invoices',
  'sales-orders': 'home.about.salesOrders',
};

const params = z.object({ tenant: z.string() });

/** `GET /companies/:tenant`: where a company begins. */
export function homePage({ menu, quotas, sandbox }: HomePageDeps & { readonly menu: readonly MenuEntry[] }): Router {
  const router = Router();
  router
    .route('/companies/:tenant')
    .get((req, res) => {
      const { tenant } = parseParams(req, params);
      const { companies } = signedInSession(req);
      const company = Object.hasOwn(companies, tenant) ? companies[tenant] : undefined;
      if (!company)
        throw new AppError('company_not_connected', { tenantId: tenant, returnTo: companyHomePath(tenant) });
      const data: HomeView = {
        company: company.name,
        areas: homeAreas(tenant, menu),
        quotas: quotaFacts(tenant, quotas),
        sandbox,
      };
      renderPage(req, res, { view: 'pages/home', title: 'home.title', data });
    })
    .all(methodNotAllowed('GET'));
  return router;
}

/** The lists of a company, area by area. Pure. */
export function homeAreas(tenantId: string, menu: readonly MenuEntry[]): HomeArea[] {
  return AREAS.flatMap((area) => {
    const lists = menu
      .filter((entry) => entry.area === area)
      .map(({ slug, title }) => ({ href: companyPath(tenantId, slug), title, about: ABOUT[slug] }));
    return lists.length === 0 ? [] : [{ name: AREA_NAMES[area], lists }];
  });
}
