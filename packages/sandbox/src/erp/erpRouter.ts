import { Router } from 'express';
import { requireErpScope, type Operation } from '../api/access.ts';
import { unknownResource, type AnswerDeps, type ApiData, type ApiHost } from '../api/answerCall.ts';
import { apiRouter } from '../api/apiRouter.ts';
import type { ErpRoute } from '../api/erpCall.ts';
import type { DataSource } from '../dataset/storage.ts';
import * as RESOURCES from './resources.ts';
import { notEmulatedRoutes } from './notEmulated.ts';

const CURRENT: ApiHost = {
  path: '/v1',
  answersPath: '/v1',
  rateLimit: {
    window: 'erp',
    policy: '4-fixed-window',
    perHour: (settings) => settings.erpRateLimitPerHour,
    perCompany: true,
  },
  requireScope: (access, method, settings, note) => requireErpScope(access, OPERATIONS[method], settings, note),
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
  path: '/API/controller/api/v1',
  rateLimit: {
    window: 'legacy',
    policy: '6-fixed-window',
    perHour: (settings) => settings.erpLegacyRateLimitPerHour,
    perCompany: false,
  },
  takesLegacyTokens: true,
  hint: 'This is the old host; use the paths of api.finance.visma.net',
};

const OPERATIONS: Readonly<Record<ErpRoute['method'], Operation>> = {
  get: 'read',
  post: 'create',
  put: 'update',
  delete: 'delete',
};

export interface ErpDeps extends AnswerDeps {
  readonly data: ApiData & DataSource;
}

/** The Visma.net ERP API v1 at the paths of both its hosts; to be mounted at the sandbox's root. */
export function erpRouter(deps: ErpDeps): Router {
  const router = Router();
  const own = Object.values(RESOURCES).flatMap(({ routes }) => routes(deps.data));
  const routes = [...notEmulatedRoutes(), ...own];
  // Creating invoices moved to version 2 (published description).
  router.use('/v2', apiRouter(deps, CURRENT, notEmulatedRoutes(['post /customerinvoice'])));
  for (const host of [CURRENT, LEGACY]) router.use(host.path, apiRouter(deps, host, routes));
  return router;
}
