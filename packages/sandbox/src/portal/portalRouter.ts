import { Router } from 'express';
import { apisPage } from './apisPage.ts';
import { applicationsPage } from './applicationsPage.ts';
import { approvalsPage } from './approvalsPage.ts';
import { appStorePage } from './appStorePage.ts';
import { brandingPage } from './brandingPage.ts';
import { credentialsPage } from './credentialsPage.ts';
import { customersPage } from './customersPage.ts';
import { debuggerPage } from './debuggerPage.ts';
import { detailsPage } from './detailsPage.ts';
import { documentationPage } from './documentationPage.ts';
import { iconPage } from './iconPage.ts';
import { integrationsPage } from './integrationsPage.ts';
import { newApplicationPage } from './newApplicationPage.ts';
import { newIntegrationPages } from './newIntegrationPages.ts';
import { onboardingPage } from './onboardingPage.ts';
import { policyPage } from './policyPage.ts';
import { portalWays, type PortalDeps } from './portalWays.ts';
import { startPage } from './startPage.ts';
import { teamPage } from './teamPage.ts';
import { welcomePage } from './welcomePage.ts';

/** The stand-in for oauth.developers.visma.com, to be mounted at the sandbox's root. */
export function portalRouter(deps: PortalDeps): Router {
  const ways = portalWays(deps);
  return Router()
    .use(startPage(ways))
    .use(welcomePage(deps, ways))
    .use(onboardingPage(deps, ways))
    .use(teamPage(deps, ways))
    .use(apisPage(deps, ways))
    .use(documentationPage(deps, ways))
    .use(debuggerPage(deps, ways))
    .use(approvalsPage(deps, ways))
    .use(applicationsPage(deps, ways))
    .use(newApplicationPage(deps, ways))
    .use(detailsPage(deps, ways))
    .use(iconPage(deps, ways))
    .use(credentialsPage(deps, ways))
    .use(integrationsPage(deps, ways))
    .use(newIntegrationPages(deps, ways))
    .use(policyPage(deps, ways))
    .use(brandingPage(deps, ways))
    .use(appStorePage(deps, ways))
    .use(customersPage(deps, ways));
}
