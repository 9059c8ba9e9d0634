import { Router } from 'express';
import { requireErpScope, type Operation } from '../api/access.ts';
import { unknownResource, type AnswerDeps, type ApiData, type ApiHost } from '../api/answerCall.ts';
import { apiRouter } from '../api/apiRouter.ts';
import type { ErpRoute } from '../api/erpCall.ts';
import type { DataSource } from '../dataset/storage.ts';
import * as RESOURCES from './resources.ts';

const CURRENT: ApiHost = {
  prefix: '',
  version: '/v1',
  rateLimit: {
    window: 'erp',
    policy: '4-fixed-window',
    perHour: (settings) => settings.erpRateLimitPerHour,
    perCompany: true,
  },
  requireScope: (access, method, settings, note) =>
    requireErpScope(access, OPERATIONS[method] ?? 'update', settings, note),
  toRefusal: (answer) => answer,
  unknownMethod: (settings) => unknownResource(settings.erpUnknownMethodStatus),
  hasBackground: true,
};

/**
 * integration.visma.net: the same data, throttled per application since February 2026. Addresses in its answers point
 * to the new host.
 * @see https://docs.vismasoftware.no/vismanetapi/end-of-life-notices/change-base-url
 */
const LEGACY: ApiHost = {
  ...CURRENT,
  prefix: '/API/controller/api',
  rateLimit: {
    window: 'legacy',
    policy: '6-fixed-window',
    perHour: (settings) => settings.erpLegacyRateLimitPerHour,
    perCompany: false,
  },
  takesLegacyTokens: true,
  hint: 'This is the old host; use the paths of api.finance.visma.net',
};

const OPERATIONS: Readonly<Record<string, Operation>> = {
  GET: 'read',
  POST: 'create',
  PUT: 'update',
  DELETE: 'delete',
};

export interface ErpDeps extends AnswerDeps {
  readonly data: ApiData & DataSource;
}

/** The Visma.net ERP API at the paths of both its hosts; to be mounted at the sandbox's root. */
export function erpRouter(deps: ErpDeps): Router {
  const router = Router();
  const routes = erpRoutes(deps.data);
  for (const host of [CURRENT, LEGACY]) {
    router.use([`${host.prefix}/v1`, `${host.prefix}/v2`], apiRouter(deps, host, routes));
  }
  return router;
}

/** What is emulated; paths are below `/v1` unless they name a version. */
export function erpRoutes(source: DataSource): ErpRoute[] {
  return Object.values(RESOURCES).flatMap(({ routes }) => routes(source));
}
