import express, { Router } from 'express';
import { requireAdminToken } from './adminToken.ts';
import { notFound, refuse } from './api/apiErrors.ts';
import { breakRoutes } from './api/breakRoutes.ts';
import { requestRoutes } from './api/requestRoutes.ts';
import { snapshotRoutes } from './api/snapshotRoutes.ts';
import { vniRoutes } from './api/vniRoutes.ts';
import { worldRoutes } from './api/worldRoutes.ts';
import type { ControlDeps } from './controlDeps.ts';

/** `/sandbox/api`: everything that the pages do, for programs that hold the admin token. */
export function controlApi(deps: ControlDeps): Router {
  const api = Router().use(requireAdminToken(deps.adminToken), express.json({ limit: '1mb' }));
  api.use(
    worldRoutes(deps),
    breakRoutes(deps),
    requestRoutes(deps),
    snapshotRoutes(deps),
    vniRoutes(deps),
    deps.additions.api,
  );
  return Router().use('/sandbox/api', api.use(notFound, refuse));
}
