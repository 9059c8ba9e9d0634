import { Router, type RequestHandler } from 'express';
import type { Annotate } from '../world/annotate.ts';

/** Addresses of the real systems that have ended, with what took their place. They answer 404 and say so. */
const ENDED: readonly { path: string; message: string }[] = [
  {
    path: '/api/v1/SalesOrders',
    message: 'Version 1 of the Sales Order API ended on 31 March 2026. Use /api/v3/SalesOrders.',
  },
  {
    path: '/api/v2/SalesOrders',
    message: 'Version 2 of the Sales Order API ended on 31 March 2026. Use /api/v3/SalesOrders.',
  },
  {
    path: '/API/resources/v1/subscription',
    message: 'Webhook subscriptions by REST ended on 30 April 2025. They are set up in the Developer Portal.',
  },
  {
    path: '/API/service/controller/api/v1',
    message: 'This path stood in Visma’s service demo of 2022 and nowhere else. Use /v1 of api.finance.visma.net.',
  },
];

/** The answers of addresses that have ended. */
export function endedRoutes(annotate: Annotate): Router {
  const router = Router();
  for (const { path, message } of ENDED) router.use(path, answer(annotate, message));
  return router;
}

function answer(annotate: Annotate, message: string): RequestHandler {
  return (req, res) => {
    annotate(req, { message });
    res.status(404).json({ message });
  };
}
