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
import { portalGuards, type PortalDeps } from './portalGuards.ts';
import { startPage } from './startPage.ts';
import { teamPage } from './teamPage.ts';
import { welcomePage } from './welcomePage.ts';

/** The stand-in for oauth.developers.visma.com, to be mounted at the sandbox's root. */
export function portalRouter(deps: PortalDeps): Router {
  const guards = portalGuards(deps);
  return Router()
    .use(startPage(guards))
    .use(welcomePage(deps, guards))
    .use(onboardingPage(deps, guards))
    .use(teamPage(deps, guards))
    .use(apisPage(deps, guards))
    .use(documentationPage(deps, guards))
    .use(debuggerPage(deps, guards))
    .use(approvalsPage(deps, guards))
    .use(applicationsPage(deps, guards))
    .use(newApplicationPage(deps, guards))
    .use(detailsPage(deps, guards))
    .use(iconPage(deps, guards))
    .use(credentialsPage(deps, guards))
    .use(integrationsPage(deps, guards))
    .use(newIntegrationPages(deps, guards))
    .use(policyPage(deps, guards))
    .use(brandingPage(deps, guards))
    .use(appStorePage(deps, guards))
    .use(customersPage(deps, guards));
}
