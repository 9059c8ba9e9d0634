import { json, Router, type NextFunction, type Request, type Response } from 'express';
import { answerCall, type AnswerDeps, type ErpHost } from './answerCall.ts';
import { badRequest } from './erpAnswer.ts';
import type { ErpRoute } from './erpCall.ts';
import type { ErpData } from './erpData.ts';
import { inventoryRoutes } from './inventory/inventoryRoutes.ts';
import { sendAnswer } from './sendAnswer.ts';

export interface ErpRouterDeps extends AnswerDeps {
  data: ErpData;
}

const CURRENT: ErpHost = { path: '/v1', policy: '4-fixed-window', legacy: false };

/** integration.visma.net: the same data, throttled per application since February 2026 (visma-facts 0.3). */
const LEGACY: ErpHost = { path: '/API/controller/api/v1', policy: '6-fixed-window', legacy: true };

/** The Visma.net ERP API v1 at the paths of both its hosts; to be mounted at the sandbox's root. */
export function erpRouter(deps: ErpRouterDeps): Router {
  const router = Router();
  const routes = inventoryRoutes(deps.data.items);
  router.use(CURRENT.path, hostRouter(deps, CURRENT, routes));
  router.use(LEGACY.path, hostRouter(deps, LEGACY, routes));
  return router;
}

function hostRouter(deps: ErpRouterDeps, host: ErpHost, routes: readonly ErpRoute[]): Router {
  const router = Router();
  const serve = (target: ErpRoute | 'no such path' | 'no such method') => (request: Request, response: Response) =>
    answerCall(deps, host, target, request, response);
  router.use(json({ limit: '2mb', strict: false }));
  for (const route of routes) router[route.method](route.path, serve(route));
  for (const { path } of routes) router.all(path, serve('no such method'));
  router.use(serve('no such path'));
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const unreadable = error instanceof Error && 'type' in error;
    if (unreadable) sendAnswer(response, badRequest('The body is not JSON that can be read.').answer, {});
    else next(error);
  });
  return router;
}
