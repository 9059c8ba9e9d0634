import { Router } from 'express';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { controlWays } from './controlWays.ts';
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
  const ways = controlWays(deps);
  return Router()
    .use(enterPages(deps))
    .use(leavePage(deps, ways))
    .use(overviewPage(deps, ways))
    .use(faultsPage(deps, ways))
    .use(requestStream(deps, ways))
    .use(requestsPage(deps, ways))
    .use(timePage(deps, ways))
    .use(sessionsPage(deps, ways))
    .use(settingsPage(deps, ways))
    .use(snapshotsPage(deps, ways))
    .use(deps.additions.pages(ways))
    .use(resetPage(deps, ways));
}
