import { notFound, type ErpAnswer } from '../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../api/erpCall.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import type { RecordTable } from '../dataset/recordTable.ts';
import { orderVersion, toOrderDto, toOrderLineDto, type OrderCustomer } from './orderDto.ts';
import { readOrderFilter, readOrderSorting } from './orderFilter.ts';
import type { OrderRecord } from './orderRecord.ts';

/** The orders, and what is shown of their customers. */
export interface SalesOrderTables {
  readonly orders: RecordTable<OrderRecord>;
  readonly customers: { byNumber(company: CompanyDataset, number: string): OrderCustomer | undefined };
}

/**
 * Reading sales orders: list, list of a type, one, its lines.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3
 */
export function orderRoutes(tables: SalesOrderTables): ErpRoute[] {
  return [
    { method: 'get', path: '/', parameters: PARAMETERS, handle: (call) => listOrders(call, tables) },
    { method: 'get', path: '/:type', parameters: PARAMETERS, handle: (call) => listOrders(call, tables) },
    {
      method: 'get',
      path: '/:type/:orderId',
      parameters: ['expand'],
      handle: (call) => {
        const order = requireOrder(call, tables);
        const lines = readExpand(call) ? { orderLines: order.lines.map(toOrderLineDto) } : {};
        const body = { ...toOrderDto(order, customerOf(call, tables, order)), ...lines };
        return { status: 200, headers: { ETag: `"${orderVersion(order)}"` }, body };
      },
    },
    {
      method: 'get',
      path: '/:type/:orderId/lines',
      parameters: ['pageSize', 'pageIndex'],
      handle: (call) => {
        const { lines } = requireOrder(call, tables);
        return { status: 200, body: pageOf(call, lines, { usual: 1000, most: 1000 }, toOrderLineDto) };
      },
    },
    {
      method: 'get',
      path: '/:type/:orderId/lines/:lineId',
      handle: (call) => {
        const line = requireOrder(call, tables).lines.find(
          ({ lineNumber }) => String(lineNumber) === call.params.lineId,
        );
        if (!line) throw notFound('The order has no such line.');
        return { status: 200, body: toOrderLineDto(line) };
      },
    },
  ];
}

const PARAMETERS = ['customerId', 'status', 'modifiedSince', 'pageSize', 'pageIndex', 'orderBy', 'filter', 'expand'];

function listOrders(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const type = call.params.type?.toUpperCase();
  const expand = readExpand(call);
  const found = tables.orders
    .all(call.dataset)
    .filter((order) => type === undefined || order.type === type)
    .filter(readOrderFilter(call))
    .toSorted(readOrderSorting(call));
  // Any expand caps the page at 100 since release 10.92; the cap without one is a guess.
  const sizes = { usual: 100, most: expand ? 100 : call.settings.salesOrderMaxPageSize };
  const toRow = (order: OrderRecord) => ({
    ...toOrderDto(order, customerOf(call, tables, order)),
    ...(expand ? { orderLines: order.lines.map(toOrderLineDto) } : {}),
  });
  return { status: 200, body: pageOf(call, found, sizes, toRow) };
}

/** Pages count from 0 here. */
function pageOf<T, R>(
  call: ErpCall,
  rows: readonly T[],
  { usual, most }: { usual: number; most: number },
  toRow: (row: T) => R,
) {
  const asked = call.query.integer('pageSize');
  const wanted = asked !== undefined && asked > 0 ? asked : usual;
  if (wanted > most) call.note(`pageSize ${wanted} was cut to ${most}`);
  const pageSize = Math.min(wanted, most);
  const offset = Math.max(0, call.query.integer('pageIndex') ?? 0) * pageSize;
  return { value: rows.slice(offset, offset + pageSize).map(toRow), totalCount: rows.length };
}

/** Guess: the values of expand are not documented; every one brings the lines. */
function readExpand({ query }: ErpCall): boolean {
  return query.text('expand') !== undefined;
}

function requireOrder(call: ErpCall, { orders }: SalesOrderTables): OrderRecord {
  const order = orders.byNumber(call.dataset, call.params.orderId ?? '');
  const type = call.params.type?.toUpperCase();
  if (!order || order.type !== type) throw notFound('The sales order does not exist.');
  return order;
}

function customerOf(
  { dataset }: ErpCall,
  { customers }: SalesOrderTables,
  order: OrderRecord,
): OrderCustomer | undefined {
  return customers.byNumber(dataset, order.customerNumber);
}
