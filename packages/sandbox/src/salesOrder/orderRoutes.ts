import { notFound, type ErpAnswer } from '../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../api/erpCall.ts';
import { checkLinesExpand, readExpand } from './expand.ts';
import { rotRutOf, shipmentsOf, taxesOf } from './orderBesides.ts';
import { orderVersion, toOrderDto, type OrderContext } from './orderDto.ts';
import { readOrderFilter, readOrderSorting } from './orderFilter.ts';
import { toOrderLineDto } from './orderLineDto.ts';
import type { OrderRecord } from './orderRecord.ts';
import { toOrderRow } from './orderRow.ts';
import type { SalesOrderTables } from './orderTables.ts';
import { pagedResult } from './pagedResult.ts';
import { requireOrder } from './requireOrder.ts';

/** With `expand`, pages of a list have 100 rows at most (release notes 10.92). */
const MOST_EXPANDED = 100;

/**
 * Reading sales orders: list, list of a type, one, its lines, and what else belongs to it.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3
 */
export function orderRoutes(tables: SalesOrderTables): ErpRoute[] {
  const ofOrder = (path: string, answer: (order: OrderRecord, call: ErpCall) => unknown): ErpRoute => ({
    method: 'get',
    path: `/SalesOrders/:type/:orderId/${path}`,
    handle: (call) => ({ status: 200, body: answer(requireOrder(call, tables), call) }),
  });
  return [
    { method: 'get', path: '/SalesOrders', parameters: PARAMETERS, handle: (call) => listOrders(call, tables) },
    { method: 'get', path: '/SalesOrders/:type', parameters: PARAMETERS, handle: (call) => listOrders(call, tables) },
    {
      method: 'get',
      path: '/SalesOrders/:type/:orderId',
      parameters: ['expand'],
      handle: (call) => {
        const order = requireOrder(call, tables);
        const body = toOrderDto(contextOf(call, tables, order), readExpand(call));
        return { status: 200, headers: { ETag: `"${orderVersion(order)}"` }, body };
      },
    },
    {
      method: 'get',
      path: '/SalesOrders/:type/:orderId/lines',
      parameters: ['pageSize', 'pageIndex', 'expand'],
      handle: (call) => ({ status: 200, body: listLines(call, requireOrder(call, tables)) }),
    },
    ofOrder('lines/:lineId', (order, call) => {
      const line = order.lines.find(({ lineNumber }) => String(lineNumber) === call.params.lineId);
      if (!line) throw notFound('The order has no such line.');
      return toOrderLineDto(line, order, call.dataset);
    }),
    ofOrder('shipment', shipmentsOf),
    ofOrder('tax', (order, { dataset }) => taxesOf(order, dataset)),
    ofOrder('commissions', () => []),
    ofOrder('discounts', () => []),
    ofOrder('rotrut', rotRutOf),
  ];
}

const PARAMETERS = ['customerId', 'status', 'modifiedSince', 'pageSize', 'pageIndex', 'orderBy', 'filter', 'expand'];

function listOrders(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const type = call.params.type?.toUpperCase();
  const sections = readExpand(call);
  const found = tables.orders
    .all(call.dataset)
    .filter((order) => type === undefined || order.type === type)
    .filter(readOrderFilter(call))
    .toSorted(readOrderSorting(call));
  const sizes = { usual: 100, most: sections.size > 0 ? MOST_EXPANDED : call.settings.salesOrderMaxPageSize };
  const toRow = (order: OrderRecord) =>
    toOrderRow(contextOf(call, tables, order), sections, `${call.baseUrl}/SalesOrders/${order.type}/${order.number}`);
  return {
    status: 200,
    body: pagedResult(call, `/SalesOrders${type === undefined ? '' : `/${type}`}`, found, sizes, toRow),
  };
}

function listLines(call: ErpCall, order: OrderRecord) {
  checkLinesExpand(call);
  const sizes = { usual: 1000, most: Math.max(1000, call.settings.salesOrderMaxPageSize) };
  const toRow = (line: OrderRecord['lines'][number]) => toOrderLineDto(line, order, call.dataset);
  return pagedResult(call, `/SalesOrders/${order.type}/${order.number}/lines`, order.lines, sizes, toRow);
}

function contextOf({ dataset }: ErpCall, { customers }: SalesOrderTables, order: OrderRecord): OrderContext {
  return { order, customer: customers.byNumber(dataset, order.customerNumber), company: dataset };
}
