import { Router, type RequestHandler } from 'express';
import type { Annotate } from '../world/annotate.ts';

/** Addresses of the real systems that have ended, with what took their place. They answer 404 and say so. */
export const ENDED: readonly { path: string; words: string }[] = [
  {
    path: '/api/v1/SalesOrders',
    words: 'Version 1 of the Sales Order API ended on 31 March 2026. Use /api/v3/SalesOrders.',
  },
  {
    path: '/api/v2/SalesOrders',
    words: 'Version 2 of the Sales Order API ended on 31 March 2026. Use /api/v3/SalesOrders.',
  },
  {
    path: '/API/resources/v1/subscription',
    words: 'Webhook subscriptions by REST ended on 30 April 2025. They are set up in the Developer Portal.',
  },
  {
    path: '/API/service/controller/api/v1',
    words: 'This path stood in Visma’s service demo of 2022 and nowhere else. Use /v1 of api.finance.visma.net.',
  },
];

/** Resources below /v1 that have moved, and where to. */
const MOVED: readonly { pattern: RegExp; words: string }[] = [
  {
    pattern: /^\/(?:v1|API\/controller\/api\/v1)\/salesorder(?:basic)?(?:\/|$)/i,
    words: 'Sales orders have an API of their own: /api/v3/SalesOrders of salesorder.visma.net',
  },
  {
    pattern: /^\/(?:v1|API\/controller\/api\/v1)\/purchasereceipt(?:\/|$)/i,
    words: 'GET /v1/purchasereceipt ended on 15 September 2026; use /v2/purchasereceipt',
  },
];

/** The answers of addresses that have ended. */
export function endedRoutes(annotate: Annotate): Router {
  const router = Router();
  for (const { path, words } of ENDED) router.use(path, answer(annotate, words));
  return router.use((request, _response, next) => {
    const moved = MOVED.find(({ pattern }) => pattern.test(request.path));
    if (moved) annotate(request, { words: moved.words });
    next();
  });
}

function answer(annotate: Annotate, words: string): RequestHandler {
  return (request, response) => {
    annotate(request, { words });
    response.status(404).json({ message: words });
  };
}
