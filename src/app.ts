import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from './log.ts';
import { accountPage, type AccountPageDeps } from './pages/account/accountPage.ts';
import { companiesPage, type CompaniesPageDeps } from './pages/companies/companiesPage.ts';
import type { ErpPagesDeps } from './pages/erp/resourceSection.ts';
import { resourceMenu } from './pages/erp/sections.ts';
import { homePage, type HomePageDeps } from './pages/companies/homePage.ts';
import { erpPages } from './pages/erp/erpPages.ts';
import { healthPages, type HealthDeps } from './pages/healthPages.ts';
import {
  backChannelLogout,
  frontChannelLogout,
  type BackChannelDeps,
  type FrontChannelDeps,
} from './pages/signIn/logoutNotices.ts';
import { initiateLoginPage, type InitiateLoginDeps } from './pages/signIn/initiateLoginPage.ts';
import { protocolPages, visitorProtocolPages, type ProtocolPagesDeps } from './pages/protocol/protocolPages.ts';
import { refusedSignInPages } from './pages/signIn/refusedSignIns.ts';
import { signInPages, type SignInPagesDeps } from './pages/signIn/signInPages.ts';
import { signOutPages, signOutWithoutStore, type SignOutPagesDeps } from './pages/signIn/signOutPages.ts';
import { startPage, type StartPageDeps } from './pages/startPage.ts';
import { compressAnswers } from './web/compression.ts';
import { csrfProtection } from './web/forms/csrf.ts';
import { currentCompany } from './web/session/currentCompany.ts';
import { errorPages, notFound, type ErrorPagesDeps } from './web/errors/errorPages.ts';
import { formBodies } from './web/forms/formBodies.ts';
import { lostForms } from './web/forms/lostForms.ts';
import { guard } from './web/guard.ts';
import { language, languageChoice } from './web/languageChoice.ts';
import { setUpViews, type Shell } from './web/rendering/renderPage.ts';
import { requestLog } from './web/requestLog.ts';
import { noStore, securityHeaders } from './web/securityHeaders.ts';
import type { ProtocolRecorder } from './web/recording/protocolRecorder.ts';
import { session, type SessionOptions } from './web/session/session.ts';
import type { StaticAssets } from './web/rendering/staticAssets.ts';

/** Everything the application is made of; compose.ts makes it. */
export interface AppDeps {
  readonly logger: Logger;
  readonly now: () => number;
  readonly baseUrl: string;
  readonly trustProxyHops: number;
  readonly security: { readonly https: boolean; readonly issuer: string };
  readonly shell: Omit<Shell, 'menu'>;
  readonly assets: StaticAssets;
  /** Whether views are compiled once. */
  readonly keepViews: boolean;
  readonly session: SessionOptions;
  readonly health: HealthDeps;
  readonly start: StartPageDeps;
  readonly signIn: SignInPagesDeps;
  readonly initiateLogin: InitiateLoginDeps;
  readonly signOut: SignOutPagesDeps;
  readonly frontChannel: FrontChannelDeps;
  readonly backChannel: BackChannelDeps;
  readonly companies: CompaniesPageDeps;
  readonly home: HomePageDeps;
  readonly account: AccountPageDeps;
  readonly erp: ErpPagesDeps;
  /** Only where the protocol view is on. */
  readonly protocol:
    | (ProtocolPagesDeps &
        Pick<ErrorPagesDeps, 'noteRefusal'> & { readonly recorder: Pick<ProtocolRecorder, 'middleware'> })
    | undefined;
  readonly limits: { readonly backChannel: RequestHandler };
}

/** The web application: what every request goes through, in order. Reads as a table of contents of the site. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  // No cache keeps a page, so that an ETag of it would be for nobody.
  app.disable('x-powered-by').disable('etag').set('trust proxy', deps.trustProxyHops).set('query parser', 'simple');
  const menu = resourceMenu();
  setUpViews(app, { ...deps.shell, menu }, { keep: deps.keepViews });

  app.use(requestLog(deps.logger));
  app.use(securityHeaders(deps.security));
  app.use(deps.assets.router);
  app.use(compressAnswers());
  app.use(healthPages(deps.health));
  app.use(noStore);
  app.use(language(deps.security));
  app.use(languageChoice(deps.security));

  app.use('/backchannel-logout', deps.limits.backChannel);
  app.use(formBodies());
  app.use(backChannelLogout(deps.backChannel));

  app.use(session(deps.session));
  app.use(signOutWithoutStore({ https: deps.security.https, baseUrl: deps.baseUrl }));
  if (deps.protocol) app.use(deps.protocol.recorder.middleware);
  app.use(frontChannelLogout(deps.frontChannel));
  app.use(lostForms(deps.erp.forms));
  app.use(csrfProtection({ exemptPaths: ['/initiate-login'] }));
  if (deps.protocol) app.use(visitorProtocolPages(deps.protocol));
  app.use(refusedSignInPages(deps.signIn.refused));
  app.use(guard({ baseUrl: deps.baseUrl }));
  app.use(currentCompany(deps.security));

  app.use(startPage(deps.start));
  app.use(signInPages(deps.signIn));
  app.use(initiateLoginPage(deps.initiateLogin));
  app.use(signOutPages(deps.signOut));
  app.use(companiesPage(deps.companies));
  app.use(homePage({ ...deps.home, menu }));
  app.use(accountPage(deps.account));
  if (deps.protocol) app.use(protocolPages(deps.protocol));
  app.use(erpPages(deps.erp));

  app.use(notFound);
  const { logger, now, baseUrl, protocol } = deps;
  app.use(errorPages({ logger, now, baseUrl, noteRefusal: protocol?.noteRefusal }));
  return app;
}
