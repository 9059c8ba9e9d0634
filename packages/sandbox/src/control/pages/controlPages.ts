import { Router } from 'express';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { requireControlSession } from './controlGuard.ts';
import { enterPages } from './enterPages.ts';
import { faultsPage } from './faultsPage.ts';
import { leavePage } from './leavePage.ts';
import { overviewPage } from './overviewPage.ts';
import { requestsPage } from './requestsPage.ts';
import { requestStream } from './requestStream.ts';
import { resetPage } from './resetPage.ts';
import { sessionsPage } from './sessionsPage.ts';
import { settingsPage } from './settingsPage.ts';
import { snapshotsPage } from './snapshotsPage.ts';
import { timePage } from './timePage.ts';

/** `/sandbox`: the controls as pages, to be mounted at the sandbox's root. */
export function controlPages(deps: ControlPagesDeps): Router {
  const guard = requireControlSession(deps);
  return Router()
    .use(enterPages(deps))
    .use(leavePage(deps, guard))
    .use(overviewPage(deps, guard))
    .use(faultsPage(deps, guard))
    .use(requestStream(deps, guard))
    .use(requestsPage(deps, guard))
    .use(timePage(deps, guard))
    .use(sessionsPage(deps, guard))
    .use(settingsPage(deps, guard))
    .use(snapshotsPage(deps, guard))
    .use(deps.additions.pages(guard))
    .use(resetPage(deps, guard));
}
