import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { asCurl } from 'visma-net-client/asCurl';
import type { CallContext } from 'visma-net-client/transport/callContext';
import type { Page, Paging } from 'visma-net-client/resources/page';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { parseParams, parseQuery } from '../../../web/input.ts';
import { isAllowed } from '../../../web/permissions.ts';
import { renderPage } from '../../../web/rendering/renderPage.ts';
import { exportList, type ExportFormat } from './exportList.ts';
import { listPaging } from './listAddress.ts';
import type { ListFilters, ListPlan } from './listPlan.ts';
import { toListView } from './listView.ts';

/** What a list needs of its resource. */
export interface ListApi<Row, Query> {
  readonly list: (context: CallContext, query?: Query) => Promise<Page<Row>>;
  readonly listAddress: (query?: Query) => URL;
}

export interface ListDeps<Row, Query> {
  readonly api: ListApi<Row, Query>;
  readonly withCompanyToken: WithCompanyToken;
}

const params = z.object({ tenant: z.string() });

/** A list of a company's records: page by page in the browser, whole as a file. */
export function companyList<Row, Filters extends ListFilters, Query extends Paging>(
  plan: ListPlan<Row, Filters, Query>,
  deps: ListDeps<Row, Query>,
): Router {
  const path = `/companies/:tenant/${plan.slug}`;
  const download = (format: ExportFormat) => (req: Request, res: Response) => sendWhole(plan, deps, format, req, res);
  const router = Router();
  router.get(path, (req, res) => showPage(plan, deps, req, res));
  router.get(`${path}/export.csv`, download('csv'));
  router.get(`${path}/export.ndjson`, download('ndjson'));
  return router;
}

async function showPage<Row, Filters extends ListFilters, Query extends Paging>(
  plan: ListPlan<Row, Filters, Query>,
  { api, withCompanyToken }: ListDeps<Row, Query>,
  req: Request,
  res: Response,
): Promise<void> {
  const filters = parseQuery(req, plan.filters);
  const paging = parseQuery(req, listPaging);
  const { tenant: tenantId } = parseParams(req, params);
  const asked = plan.toQuery(filters, { pageNumber: paging.page, pageSize: Number(paging.page_size) });
  const page = await withCompanyToken(req, tenantId, (context) => api.list(context, asked));
  const curl = asCurl(api.listAddress(asked));
  const mayCreate = isAllowed(req, tenantId, 'create');
  const data = toListView(plan, { tenantId, filters, paging, page, curl, mayCreate });
  renderPage(req, res, { view: 'pages/list', title: plan.title, data });
}

function sendWhole<Row, Filters extends ListFilters, Query extends Paging>(
  plan: ListPlan<Row, Filters, Query>,
  { api, withCompanyToken }: ListDeps<Row, Query>,
  format: ExportFormat,
  req: Request,
  res: Response,
): Promise<void> {
  const filters = parseQuery(req, plan.filters);
  const { tenant: tenantId } = parseParams(req, params);
  return exportList(req, res, {
    tenantId,
    format,
    name: plan.slug,
    columns: plan.exported,
    // The token may run out on the way: each page asks for it anew.
    listPage: (paging, signal) =>
      withCompanyToken(req, tenantId, (context) => api.list({ ...context, signal }, plan.toQuery(filters, paging))),
  });
}
