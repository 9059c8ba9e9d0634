import { STATUS_CODES } from 'node:http';
import { Router } from 'express';
import { z } from 'zod';
import { requireScope } from '../api/access.ts';
import type { AnswerDeps, ApiHost } from '../api/answerCall.ts';
import { apiRouter } from '../api/apiRouter.ts';
import type { ErpAnswer } from '../api/erpAnswer.ts';
import { orderRoutes, type SalesOrderTables } from './orderRoutes.ts';

const PATH = '/api/v3/SalesOrders';

const SALES_ORDERS: ApiHost = {
  path: PATH,
  answersPath: PATH,
  // Guess: for version 3 no limit is documented.
  rateLimit: {
    window: 'salesorder',
    policy: '4-fixed-window',
    perHour: (settings) => settings.salesOrderRateLimitPerHour,
    perCompany: true,
  },
  requireScope: ({ claims }, _method, settings, note) =>
    requireScope(claims, 'visma.net.erp.salesorder:read', settings, note),
  toRefusal: toProblem,
  unknownMethod: () => ({ status: 501, body: { message: 'This sandbox reads sales orders only.' } }),
  hasBackground: false,
};

/** The Sales Order API v3, reading only; to be mounted at the sandbox's root. */
export function salesOrderRouter(deps: AnswerDeps & { data: SalesOrderTables }): Router {
  return Router().use(PATH, apiRouter(deps, SALES_ORDERS, orderRoutes(deps.data)));
}

const messageSchema = z.object({ message: z.string() });

/** ProblemDetails (docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3) of a refusal in the ERP's form. */
function toProblem(answer: ErpAnswer): ErpAnswer {
  if (answer.body === undefined || answer.body === null || typeof answer.body === 'string') return answer;
  const detail = messageSchema.safeParse(answer.body).data?.message ?? null;
  return {
    ...answer,
    headers: { ...answer.headers, 'Content-Type': 'application/problem+json; charset=utf-8' },
    body: { type: 'about:blank', title: STATUS_CODES[answer.status] ?? null, status: answer.status, detail },
  };
}
