import { badRequest } from '../api/erpAnswer.ts';
import type { ErpCall } from '../api/erpCall.ts';
import { readChoices } from '../api/filterValues.ts';
import { parseTime } from '../api/timeFilter.ts';
import { ORDER_STATUSES, type OrderRecord } from './orderRecord.ts';

/**
 * The filters of GET /api/v3/SalesOrders, all of which a row must pass.
 * @throws ErpRefusal 400 for what cannot be read
 */
export function readOrderFilter(call: ErpCall): (order: OrderRecord) => boolean {
  const { query } = call;
  const customerId = query.text('customerId');
  const statuses = readChoices(call, 'status', ORDER_STATUSES, query.list('status'));
  const since = query.text('modifiedSince');
  // Guess: documented is that it is about orderId, not how it compares.
  const part = query.text('filter')?.toLowerCase();
  // UTC is assumed (docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3). Guess: the very moment is taken in.
  const sinceIso = since === undefined ? undefined : parseTime('modifiedSince', since);
  return (order) =>
    statuses !== undefined &&
    (statuses.length === 0 || statuses.includes(order.status)) &&
    (customerId === undefined || order.customerNumber === customerId) &&
    (part === undefined || order.number.toLowerCase().includes(part)) &&
    (sinceIso === undefined || order.modifiedAt >= sinceIso);
}

/**
 * `created`, `lastModified` or `orderId`, then `asc` or `desc`; ascending when that is left out.
 * Guess: the order without the parameter is not documented.
 * @throws ErpRefusal 400 for another field or direction
 */
export function readOrderSorting({ query }: ErpCall): (a: OrderRecord, b: OrderRecord) => number {
  const [field = '', direction = 'asc', ...more] = (query.text('orderBy') ?? 'orderId')
    .trim()
    .toLowerCase()
    .split(/ +/);
  const key = KEYS.get(field);
  if (!key || (direction !== 'asc' && direction !== 'desc') || more.length > 0) {
    throw badRequest('orderBy must be created, lastModified or orderId, with asc or desc behind it.');
  }
  const sign = direction === 'desc' ? -1 : 1;
  return (a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id);
}

const KEYS: ReadonlyMap<string, (order: OrderRecord) => string> = new Map([
  ['created', (order: OrderRecord) => order.createdAt],
  ['lastmodified', (order) => order.modifiedAt],
  ['orderid', (order) => order.number],
]);
