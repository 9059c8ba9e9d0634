import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { adminRouter } from './admin/adminRouter.ts';
import { storeRouter } from './appStore/storeRouter.ts';
import { checkToken } from './connect/token/accessToken.ts';
import type { ConnectDeps } from './connect/connectDeps.ts';
import { connectRouter } from './connect/connectRouter.ts';
import type { FirstParty } from './connect/signIn/firstParty.ts';
import type { EndSessionParts } from './connect/logout/endSessionRoutes.ts';
import { pageMessages, type PageMessages } from './connect/pageMessages.ts';
import { renderPage } from './systems/renderPage.ts';
import { consentsPage } from './consents/consentsPage.ts';
import { controlApi } from './control/controlApi.ts';
import type { ControlDeps } from './control/controlDeps.ts';
import { controlPages } from './control/pages/controlPages.ts';
import type { ControlSessions } from './control/pages/controlSession.ts';
import type { RequestRecorder } from './control/recordRequests.ts';
import type { CompanyData } from './companyData.ts';
import { erpRouter } from './erp/erpRouter.ts';
import { legacyRouter } from './vni/legacyRouter.ts';
import { createVniAccess, VNI_ISSUER } from './vni/vniAccess.ts';
import type { VniRecords } from './vni/vniRecords.ts';
import { portalRouter } from './portal/portalRouter.ts';
import type { FaultName } from './faults.ts';
import { salesOrderRouter } from './salesOrder/salesOrderRouter.ts';
import type { SandboxSettings } from './settings.ts';
import type { AccessTokenClaims } from './world/accessTokenClaims.ts';
import type { Faults } from './world/faults.ts';
import type { World } from './world/world.ts';

declare module './systems/renderPage.ts' {
  interface SandboxViews {
    index: { readonly messages: PageMessages; readonly systems: readonly System[] };
  }
}

interface System {
  readonly name: string;
  readonly href: string | null;
  readonly description: string;
}

export interface SandboxAppDeps extends ConnectDeps, EndSessionParts {
  readonly world: World<SandboxSettings>;
  readonly faults: Faults<FaultName>;
  readonly recorder: RequestRecorder;
  readonly erpData: CompanyData;
  readonly control: ControlDeps;
  readonly sessions: ControlSessions;
  readonly firstParty: FirstParty;
  readonly vni: VniRecords;
  readonly vniIsOn: boolean;
}

/** Every stand-in on one origin, in order: the table of contents of the sandbox. */
export function createSandboxApp(deps: SandboxAppDeps): Express {
  const { recorder, control, firstParty, sessions, formKey } = deps;
  const app = express();
  app.disable('x-powered-by').set('views', pathTo('views')).set('view engine', 'ejs').enable('view cache');
  app.use('/sandbox/static', express.static(pathTo('public'), { index: false }));
  app.use(recorder.middleware);
  app.use(controlApi(control)).use(controlPages({ ...control, sessions, formKey }));
  app.use(connectRouter(deps, deps)).use(firstParty.routes());
  app.use(portalRouter(deps));
  app.use(storeRouter(deps)).use(adminRouter(deps)).use(consentsPage(deps));
  app.use(legacyRouter(deps, deps.vniIsOn));
  app.use(erpRouter(apiDeps(deps)));
  app.use(salesOrderRouter(apiDeps(deps)));
  app.get('/', (_req, res) => renderPage(res, 'index', { messages: pageMessages('en'), systems: SYSTEMS }));
  app.use(notFound, failed(deps));
  return app;
}

/** The systems that the sandbox stands in for; those without pages have no address. */
export const SYSTEMS = [
  { name: 'Developer Portal', href: '/portal', description: 'Register applications and ask for access to APIs' },
  { name: 'App Store', href: '/store', description: 'Grant applications access to your company' },
  { name: 'Visma Admin', href: '/admin', description: 'People, companies and who has which role' },
  { name: 'My consents', href: '/consents', description: 'What you allowed applications, and how to take it back' },
  {
    name: 'Sandbox controls',
    href: '/sandbox',
    description: 'Faults, clock, requests, snapshots, and the move from VNI',
  },
  {
    name: 'Visma Connect',
    href: '/.well-known/openid-configuration',
    description: 'Sign-in, consent, tokens and sign-out',
  },
  { name: 'Visma.net ERP API', href: null, description: 'Below /v1, with a token' },
  { name: 'Sales Order API', href: null, description: 'Below /api/v3, with a token' },
];

/** What the ERP API and the Sales Order API work with. */
type ApiDeps = Parameters<typeof erpRouter>[0] & Parameters<typeof salesOrderRouter>[0];

function apiDeps(deps: SandboxAppDeps): ApiDeps {
  const { world, faults, annotate, issuer, erpData } = deps;
  return {
    data: erpData,
    now: world.clock.now,
    origin: () => issuer,
    settings: () => world.settings.current(),
    checkToken: (bearer) => checkToken(deps, bearer),
    tenantKind: (tenantId) => world.tenants.find(tenantId)?.kind,
    hasApiRole: (personId, tenantId) =>
      world.memberships.hasRole(personId, tenantId, 'api_user', world.settings.current().roleDelaySeconds),
    fault: (name, application) => faults.take(name, application),
    faultDelayMs: () => world.settings.current().faultDelayMs,
    legacyTokens: deps.vniIsOn ? createVniAccess(deps.vni) : undefined,
    identify: (req, claims) => identify(deps, req, claims),
    note: (req, message) => annotate(req, { message }),
  };
}

function identify({ world, annotate }: SandboxAppDeps, request: object, claims: AccessTokenClaims): void {
  annotate(request, { clientId: claims.client_id });
  if (claims.iss === VNI_ISSUER) {
    annotate(request, { credential: 'VNI token', checked: 'ipp-company-id against the companies of the person' });
    return;
  }
  const company = claims.tenant_id === undefined ? 'none' : world.tenants.find(claims.tenant_id)?.name;
  annotate(request, { credential: 'Connect token', checked: 'The access token against this issuer’s keys' });
  annotate(request, { checked: `Its company: ${company ?? claims.tenant_id ?? ''}` });
  annotate(request, { checked: `Its scopes: ${claims.scope.join(' ')}` });
}

/** From src and from dist alike. */
function pathTo(folder: string): string {
  return fileURLToPath(new URL(`../${folder}`, import.meta.url));
}

const notFound: RequestHandler = (_req, res) => {
  const messages = pageMessages('en');
  const locals = { messages, title: messages.notFoundTitle, text: messages.notFoundMore };
  renderPage(res, 'connect/notice', locals, { status: 404 });
};

/** Damaged requests are 400, anything else 500; never a stack. */
function failed({ logger }: ConnectDeps): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) logger.error({ err: error }, 'sandbox: a request failed');
    const messages = pageMessages('en');
    const [title, text] =
      status >= 500
        ? [messages.unexpectedTitle, messages.unexpectedMore]
        : [messages.badRequestTitle, messages.badRequestMore];
    renderPage(res, 'connect/notice', { messages, title, text }, { status });
  };
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
