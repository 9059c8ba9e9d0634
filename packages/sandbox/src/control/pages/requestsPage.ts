import { Router, type Request } from 'express';
import { z } from 'zod';
import { renderNotice, renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import { passesFilter, requestFilterSchema, type RequestFilter } from '../requestFilter.ts';
import { SYSTEMS } from '../systemOf.ts';
import { verdictOf } from '../verdictOf.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { requestView } from './requestView.ts';

const PATH = '/sandbox/requests';
const SHOWN = 100;
const STATUSES = ['2xx', '3xx', '4xx', '5xx', 'none'];

/** The request log, live; each request with what it was held against, the verdict and the nearest miss. */
export function requestsPage(deps: ControlPagesDeps, { page }: Guard<Shell>): Router {
  const { requestLog } = deps;
  return Router()
    .get(
      PATH,
      page((shell, req, res) => {
        const filter = filterOf(req);
        const requests = requestLog.latest(SHOWN, (one) => passesFilter(one, filter)).map(requestView);
        renderSystemPage(res, shell, {
          view: 'control/requests',
          title: 'Requests',
          section: PATH,
          locals: { requests, shown: SHOWN, ...filterView(deps, filter) },
        });
      }),
    )
    .get(
      `${PATH}.json`,
      page((_shell, req, res) => {
        const filter = filterOf(req);
        const found = requestLog.latest(1000, (one) => passesFilter(one, filter));
        res.set('Cache-Control', 'no-store');
        res.json({ requests: found.map((one) => ({ ...one, verdict: verdictOf(one).message })) });
      }),
    )
    .get(
      `${PATH}/:id`,
      page((shell, { params }, res) => {
        const found = requestLog.find(z.coerce.number().int().catch(0).parse(params.id));
        const crumbs = [{ label: 'Requests', href: PATH }];
        if (!found) {
          renderNotice(res, shell, { status: 404, title: 'There is no such request', text: GONE, links: crumbs });
          return;
        }
        const locals = { request: requestView(found), json: JSON.stringify(found, null, 2) };
        const title = `Request ${found.id}`;
        renderSystemPage(res, shell, { view: 'control/request', title, section: PATH, crumbs, locals });
      }),
    );
}

const GONE = 'The log keeps the last thousand requests. This one is not among them.';

/** The filter in an address; nonsense counts as none. */
export function filterOf({ query }: Request): RequestFilter {
  return requestFilterSchema.safeParse(query).data ?? {};
}

function filterView({ world, requestLog }: ControlPagesDeps, filter: RequestFilter) {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  const newest = requestLog.latest(1)[0]?.id ?? 0;
  const applications = world.applications.all().map(({ clientId }) => clientId);
  const choices = (all: readonly string[], any: string) => [
    { value: '', label: any },
    ...all.map((value) => ({ value, label: value })),
  ];
  return {
    form: { values: Object.fromEntries(given), errors: {} },
    isNarrowed: query !== '',
    systems: choices(SYSTEMS, 'All systems'),
    applications: choices(applications, 'All applications'),
    statuses: choices(STATUSES, 'All'),
    liveHref: `${PATH}/stream?${new URLSearchParams([...given, ['after', String(newest)]]).toString()}`,
    jsonHref: `${PATH}.json?${query}`,
  };
}
