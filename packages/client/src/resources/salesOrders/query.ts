import type { QueryValue } from '../../transport/addressOf.ts';
import type { Paging } from '../page.ts';
import { toErpTime } from '../timeFilter.ts';

/** What the list of sales orders can be sorted by. */
export const ORDER_SORTINGS = ['created', 'lastModified', 'orderId'] as const;

/** The filters of the list of sales orders; all that are given must hold. */
export interface SalesOrderQuery extends Paging {
  /** `SO`, `QT`, …: orders of one type. */
  readonly type?: string | undefined;
  /** A customer's number. */
  readonly customer?: string | undefined;
  readonly status?: string | undefined;
  /** Orders changed at this moment or later. ISO text. */
  readonly changedSince?: string | undefined;
  readonly orderBy?: { field: (typeof ORDER_SORTINGS)[number]; descending?: boolean | undefined } | undefined;
}

/** The parameters of GET /api/v3/SalesOrders, without paging; the type is a step of the path. */
export function salesOrderParameters(query: SalesOrderQuery = {}): Record<string, QueryValue> {
  const { customer, status, changedSince, orderBy } = query;
  return {
    customerId: customer,
    status,
    // UTC is assumed by the API.
    modifiedSince: changedSince === undefined ? undefined : `${toErpTime(changedSince)}Z`,
    // Guess: the fields are documented, how the direction is written is not.
    orderBy: orderBy && (orderBy.descending ? `${orderBy.field} desc` : orderBy.field),
  };
}
