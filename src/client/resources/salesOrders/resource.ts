import { addressOf, pathStep, type QueryValue } from '../../transport/addressOf.ts';
import type { CallContext } from '../../transport/callContext.ts';
import { askedPage, type AskedPage, type Page, type Paging, type Single } from '../page.ts';
import { oneReader, salesOrderListReader } from '../reads.ts';
import { toErpTime } from '../timeFilter.ts';
import type { Transport } from '../../transport/transport.ts';
import { toOrderLine, toSalesOrder, type SalesOrder, type SalesOrderLine } from './salesOrder.ts';

/** What the list of sales orders can be sorted by. */
export const ORDER_SORTINGS = ['created', 'lastModified', 'orderId'] as const;

/** The filters of the list of sales orders; all that are given must hold. */
export interface SalesOrderQuery extends Paging {
  /** `SO`, `QT`, …: orders of one type. */
  type?: string | undefined;
  /** A customer's number. */
  customer?: string | undefined;
  status?: string | undefined;
  /** Orders changed at this moment or later. ISO text. */
  changedSince?: string | undefined;
  orderBy?: { field: (typeof ORDER_SORTINGS)[number]; descending?: boolean | undefined } | undefined;
}

/** Sales orders of the Sales Order API v3, reading only. Every call may throw ErpError. */
export interface SalesOrdersApi {
  list: (context: CallContext, query?: SalesOrderQuery) => Promise<Page<SalesOrder>>;
  /** One order without its lines. @throws ErpError erp_not_found */
  get: (context: CallContext, type: string, orderId: string) => Promise<Single<SalesOrder>>;
  /** The lines of an order. @throws ErpError erp_not_found */
  lines: (context: CallContext, type: string, orderId: string, paging?: Paging) => Promise<Page<SalesOrderLine>>;
  /** Where `list` asks; for asCurl(). */
  listAddress: (query?: SalesOrderQuery) => URL;
  /** Where `get` asks. */
  itemAddress: (type: string, orderId: string) => URL;
  /** Where `lines` asks. */
  linesAddress: (type: string, orderId: string, paging?: Paging) => URL;
}

const PATH = '/api/v3/SalesOrders';

/** Guess: 100 rows are the default and the documented cap with `expand`; without it, the default of lines. */
const MOST_ROWS = 1000;

/** @see https://docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3 */
export function createSalesOrdersApi(transport: Transport, salesOrderUrl: string): SalesOrdersApi {
  const readList = salesOrderListReader(transport, 'salesOrders.list', toSalesOrder);
  const readLines = salesOrderListReader(transport, 'salesOrders.lines', toOrderLine);
  const readOrder = oneReader(transport, 'salesOrders.get', toSalesOrder);
  const asked = (paging: Paging = {}) => askedPage(paging, MOST_ROWS);
  const pathOf = (type: string, orderId: string): string => `${PATH}/${pathStep(type)}/${pathStep(orderId)}`;
  const listAddress = (query: SalesOrderQuery = {}): URL =>
    addressOf(salesOrderUrl, query.type === undefined ? PATH : `${PATH}/${pathStep(query.type)}`, {
      ...pageParameters(asked(query)),
      ...filterParameters(query),
    });
  const itemAddress = (type: string, orderId: string): URL => addressOf(salesOrderUrl, pathOf(type, orderId));
  const linesAddress = (type: string, orderId: string, paging?: Paging): URL =>
    addressOf(salesOrderUrl, `${pathOf(type, orderId)}/lines`, pageParameters(asked(paging)));
  return {
    listAddress,
    itemAddress,
    linesAddress,
    list: async (context, query) => readList(context, listAddress(query), asked(query)),
    get: async (context, type, orderId) => readOrder(context, itemAddress(type, orderId)),
    lines: async (context, type, orderId, paging) =>
      readLines(context, linesAddress(type, orderId, paging), asked(paging)),
  };
}

/** Pages count from 0 here. */
function pageParameters({ pageNumber, pageSize }: AskedPage): Record<string, QueryValue> {
  return { pageIndex: pageNumber - 1, pageSize };
}

function filterParameters({ customer, status, changedSince, orderBy }: SalesOrderQuery): Record<string, QueryValue> {
  return {
    customerId: customer,
    status,
    // UTC is assumed by the API.
    modifiedSince: changedSince === undefined ? undefined : `${toErpTime(changedSince)}Z`,
    // Guess: the fields are documented, how the direction is written is not.
    orderBy: orderBy && (orderBy.descending ? `${orderBy.field} desc` : orderBy.field),
  };
}
