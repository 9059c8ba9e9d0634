import { STATUS_CODES } from 'node:http';
import { Router } from 'express';
import { z } from 'zod';
import { unknownResource, type AnswerDeps, type ApiHost } from '../api/answerCall.ts';
import { apiRouter } from '../api/apiRouter.ts';
import type { ErpAnswer } from '../api/erpAnswer.ts';
import type { ErpRoute } from '../api/erpCall.ts';
import { customerRoutes } from './customerRoutes.ts';
import { inventoryRoutes } from './inventoryRoutes.ts';
import { orderRoutes } from './orderRoutes.ts';
import { requireOrderScope } from './orderScope.ts';
import type { SalesOrderTables } from './orderTables.ts';
import { orderWriteRoutes } from './writing/orderWriteRoutes.ts';

const PATH = '/api/v3';

const SALES_ORDERS: ApiHost = {
  prefix: '',
  version: PATH,
  // Guess: for version 3 no limit is documented.
  rateLimit: {
    window: 'salesorder',
    policy: '4-fixed-window',
    perHour: (settings) => settings.salesOrderRateLimitPerHour,
    perCompany: true,
  },
  requireScope: requireOrderScope,
  toRefusal: toProblem,
  // Guess: not documented; it is what ASP.NET Core answers.
  unknownMethod: (_settings, methods) => ({ ...unknownResource(405), headers: { Allow: methods.join(', ') } }),
  hasBackground: false,
};

/** The Sales Order API v3; to be mounted at the sandbox's root. */
export function salesOrderRouter(deps: AnswerDeps & { data: SalesOrderTables }): Router {
  return Router().use(PATH, apiRouter(deps, SALES_ORDERS, salesOrderRoutes(deps.data)));
}

/** What is emulated; paths are below `/api/v3`. */
export function salesOrderRoutes(data: SalesOrderTables): ErpRoute[] {
  return [...orderRoutes(data), ...orderWriteRoutes(data), ...customerRoutes(data), ...inventoryRoutes(data)];
}

const messageSchema = z.object({ message: z.string() });
const problemSchema = z.looseObject({ title: z.string(), status: z.number() });

/** ProblemDetails (docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3) of a refusal in the ERP's form. */
function toProblem(answer: ErpAnswer): ErpAnswer {
  if (answer.body === undefined || answer.body === null || typeof answer.body === 'string') return answer;
  const detail = messageSchema.safeParse(answer.body).data?.message ?? null;
  const problem = problemSchema.safeParse(answer.body).data;
  return {
    ...answer,
    headers: { ...answer.headers, 'Content-Type': 'application/problem+json; charset=utf-8' },
    body: problem ?? { type: 'about:blank', title: STATUS_CODES[answer.status] ?? null, status: answer.status, detail },
  };
}
