import { Writable } from 'node:stream';
import express, { type Express, type RequestHandler } from 'express';
import type { ConnectedCompany, PersonSession } from '../../src/connections/personSession.ts';
import { createLogger, silentLogger } from '../../src/log.ts';
import { resourceMenu } from '../../src/pages/erp/sections.ts';
import { compressAnswers } from '../../src/web/compression.ts';
import { errorPages, notFound } from '../../src/web/errors/errorPages.ts';
import { formBodies } from '../../src/web/forms/formBodies.ts';
import { setUpViews, type Shell } from '../../src/web/rendering/renderPage.ts';
import { requestLog } from '../../src/web/requestLog.ts';
import { language } from '../../src/web/languageChoice.ts';
import { securityHeaders } from '../../src/web/securityHeaders.ts';
import { staticAssets } from '../../src/web/rendering/staticAssets.ts';

/** 24 November 2026, 20:43:21 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 24, 20, 43, 21);

export interface PageAppOptions extends Partial<Omit<Shell, 'assetUrl' | 'menu'>> {
  /** Who is signed in; nobody unless told. */
  readonly signedIn?: PersonSession | undefined;
  /** Takes the lines of the log. */
  readonly logLines?: string[];
  readonly baseUrl?: string;
}

/** The surroundings of a page as the application has them, but for the session, which is simply there. */
export function pageApp(mount: (app: Express) => unknown, options: PageAppOptions = {}): Express {
  const { signedIn, logLines, baseUrl = 'http://app.test', sandboxUrl, protocolView = false } = options;
  const { appName = 'visma-connect-express' } = options;
  const logger = logLines ? createLogger('info', linesInto(logLines)) : silentLogger();
  const assets = staticAssets({ keep: false });
  const app = express();
  app.disable('x-powered-by');
  const shell = { appName, assetUrl: assets.url, menu: resourceMenu() };
  setUpViews(app, { ...shell, sandboxUrl, protocolView }, { keep: true });
  app.use(requestLog(logger), securityHeaders({ https: false, issuer: 'https://connect.test' }), assets.router);
  app.use(language({ https: false }));
  app.use(compressAnswers(), formBodies(), sessionOf(signedIn));
  mount(app);
  app.use(notFound, errorPages({ logger, now: () => NOW_MS, baseUrl }));
  return app;
}

/** Kari, with two companies, one of them current. */
export function aSignedInPerson(change: Partial<PersonSession> = {}): PersonSession {
  const companies = [aCompany('t1', 'Nordfjord Handel AS'), aCompany('t2', 'Nordfjord Service AS')];
  return {
    sessionId: 'session-1',
    person: { issuer: 'https://connect.test', sub: 'kari', name: 'Kari Nordmann', email: 'kari@nordfjord.example' },
    companies: Object.fromEntries(companies.map((company) => [company.tenantId, company])),
    currentTenantId: 't1',
    startedAt: NOW_MS / 1000 - 3600,
    device: 'Firefox on Linux',
    address: '203.0.113.0',
    ...change,
  };
}

export function aCompany(tenantId: string, name: string): ConnectedCompany {
  return {
    tenantId,
    name,
    connectionId: `connection-${tenantId}`,
    sid: 'sid-1',
    scopes: [],
    connectedAt: NOW_MS / 1000 - 3600,
  };
}

function sessionOf(signedIn: PersonSession | undefined): RequestHandler {
  return (req, _res, next) => {
    if (signedIn) Object.assign(req, { session: { signedIn: structuredClone(signedIn), csrfToken: 'form-token' } });
    next();
  };
}

function linesInto(lines: string[]): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      done();
    },
  });
}
