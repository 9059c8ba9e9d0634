import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { asCurl } from 'visma-net-client/asCurl';
import { ORDER_SECTIONS } from 'visma-net-client/resources/salesOrders/query';
import type { SalesOrdersApi } from 'visma-net-client/resources/salesOrders/resource';
import type { SalesOrder } from 'visma-net-client/resources/salesOrders/salesOrder';
import { say } from '../../../languages/spoken.ts';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { parseParams } from '../../../web/input.ts';
import { renderPage } from '../../../web/rendering/renderPage.ts';
import { changesOf } from '../details/detailPage.ts';
import { recordTitle, type DetailChanges } from '../details/detailView.ts';
import { isEnded } from './orderState.ts';
import { toSalesOrderView } from './salesOrderView.ts';

export interface SalesOrderPageDeps {
  readonly salesOrders: Pick<
    SalesOrdersApi,
    'get' | 'lines' | 'shipments' | 'taxes' | 'discounts' | 'itemAddress' | 'linesAddress'
  >;
  readonly withCompanyToken: WithCompanyToken;
}

const params = z.object({ tenant: z.string(), type: z.string().max(10), orderId: z.string().max(100) });

/** More are not shown; the page says so. */
const MOST_LINES = 1000;

/** One sales order with its lines and what else belongs to it, under its type and number. */
export function salesOrderPage(deps: SalesOrderPageDeps): Router {
  const router = Router();
  router.get('/companies/:tenant/sales-orders/:type/:orderId', (req, res) => showOrder(deps, req, res));
  return router;
}

async function showOrder(deps: SalesOrderPageDeps, req: Request, res: Response): Promise<void> {
  const { salesOrders, withCompanyToken } = deps;
  const { tenant: tenantId, type, orderId } = parseParams(req, params);
  const paging = { pageNumber: 1, pageSize: MOST_LINES };
  const [{ value: order }, lines, shipments, taxes, discounts] = await Promise.all([
    withCompanyToken(req, tenantId, (context) => salesOrders.get(context, type, orderId, ORDER_SECTIONS)),
    withCompanyToken(req, tenantId, (context) => salesOrders.lines(context, type, orderId, paging)),
    withCompanyToken(req, tenantId, (context) => salesOrders.shipments(context, type, orderId)),
    withCompanyToken(req, tenantId, (context) => salesOrders.taxes(context, type, orderId)),
    withCompanyToken(req, tenantId, (context) => salesOrders.discounts(context, type, orderId)),
  ]);
  const curls = [
    salesOrders.itemAddress(type, orderId, ORDER_SECTIONS),
    salesOrders.linesAddress(type, orderId, paging),
  ].map(asCurl);
  const data = toSalesOrderView(tenantId, {
    order,
    lines,
    shipments: shipments.rows,
    taxes: taxes.rows,
    discounts: discounts.rows,
    curls,
    changes: changesOfOrder(changesOf(req, tenantId, 'sales-orders', order.type, order.orderId), order),
  });
  renderPage(req, res, { view: 'pages/detail', title: recordTitle(data), data });
}

/** Of an order that has ended only the note is offered, and the page says why. */
function changesOfOrder(changes: DetailChanges, order: SalesOrder): DetailChanges {
  if (!isEnded(order) || changes.links.length === 0) return changes;
  return {
    ...changes,
    links: changes.links.map((link) => ({ ...link, label: 'salesOrders.editNote' })),
    why: say('salesOrders.ended', { status: { code: order.status?.description ?? '' } }),
  };
}
