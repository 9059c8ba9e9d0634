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
import { listPaging, pagingNotices } from './listAddress.ts';
import type { ListFilters, ListPlan } from './listPlan.ts';
import { toListView, type ListContext } from './listView.ts';
import { readFilters, refusedFilters } from './readFilters.ts';

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
  const read = readFilters(plan, req.query);
  const paging = parseQuery(req, listPaging);
  const { tenant: tenantId } = parseParams(req, params);
  const mayCreate = isAllowed(req, tenantId, 'create');
  const common = { tenantId, paging, mayCreate, filters: read.filters, notices: pagingNotices(req.query) };
  const show = (loaded: Pick<ListContext<Row>, 'page' | 'problems' | 'curl'>) => {
    const data = toListView(plan, { ...common, ...loaded });
    const status = loaded.page ? 200 : 422;
    renderPage(req, res, { view: 'pages/list', title: data.windowTitle, data, status });
  };
  if (read.problems) {
    show({ page: undefined, problems: read.problems, curl: undefined });
    return;
  }
  const asked = plan.toQuery(read.filters, { pageNumber: paging.page, pageSize: Number(paging.page_size) });
  const answer = await withCompanyToken(req, tenantId, (context) => api.list(context, asked)).catch(
    (error: unknown) => {
      const refused = refusedFilters(plan.fields, read.filters, error);
      if (!refused) throw error;
      return refused;
    },
  );
  const curl = asCurl(api.listAddress(asked));
  show('rows' in answer ? { page: answer, problems: [], curl } : { page: undefined, problems: answer, curl });
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
