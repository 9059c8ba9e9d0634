import { notFound } from '../api/erpAnswer.ts';
import type { ErpCall } from '../api/erpCall.ts';
import type { OrderRecord } from './orderRecord.ts';
import type { SalesOrderTables } from './orderTables.ts';

/** The order that an address names. @throws ErpRefusal 404 when there is none of this type */
export function requireOrder(call: ErpCall, { orders }: Pick<SalesOrderTables, 'orders'>): OrderRecord {
  const order = orders.byNumber(call.dataset, call.params.orderId ?? '');
  const type = call.params.type?.toUpperCase();
  if (!order || order.type !== type) throw notFound('The sales order does not exist.');
  return order;
}
