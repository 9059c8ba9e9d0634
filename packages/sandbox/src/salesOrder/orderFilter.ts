import { badRequest } from '../api/erpAnswer.ts';
import type { ErpCall } from '../api/erpCall.ts';
import { readChoices } from '../api/filterValues.ts';
import { parseTime } from '../api/timeFilter.ts';
import { ORDER_STATUSES, type OrderRecord } from './orderRecord.ts';

/**
 * The filters of GET /api/v3/SalesOrders, all of which a row must pass.
 * @throws ErpRefusal 400 for what cannot be read, and for `filter`, whose language is not documented
 */
export function readOrderFilter(call: ErpCall): (order: OrderRecord) => boolean {
  const { query } = call;
  if (query.text('filter') !== undefined) {
    throw badRequest('This sandbox does not emulate the parameter filter: its language is not documented.');
  }
  const customerId = query.text('customerId');
  const statuses = readChoices(call, 'status', ORDER_STATUSES, query.list('status'));
  const since = query.text('modifiedSince');
  // UTC is assumed (docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3). Guess: the very moment is taken in.
  const sinceIso = since === undefined ? undefined : parseTime('modifiedSince', since);
  return (order) =>
    statuses !== undefined &&
    (statuses.length === 0 || statuses.includes(order.status)) &&
    (customerId === undefined || order.customerNumber === customerId) &&
    (sinceIso === undefined || order.modifiedAt >= sinceIso);
}

/**
 * `created`, `lastModified` or `orderId`, and `desc` behind a blank or colon for the other way round.
 * Guess: how the direction is written is not documented, nor the order without the parameter.
 * @throws ErpRefusal 400 for another field
 */
export function readOrderSorting({ query }: ErpCall): (a: OrderRecord, b: OrderRecord) => number {
  const [field = '', direction = 'asc'] = (query.text('orderBy') ?? 'orderId').toLowerCase().split(/[ :]+/);
  const key = KEYS[field];
  if (!key || (direction !== 'asc' && direction !== 'desc')) {
    throw badRequest('orderBy must be created, lastModified or orderId, with asc or desc behind it.');
  }
  const sign = direction === 'desc' ? -1 : 1;
  return (a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id);
}

const KEYS: Readonly<Record<string, (order: OrderRecord) => string>> = {
  created: (order) => order.createdAt,
  lastmodified: (order) => order.modifiedAt,
  orderid: (order) => order.number,
};
