import type { SalesOrder } from './salesOrder.ts';
import { columns } from '../column.ts';

/** An exported sales order. Amounts are in the order's currency. */
export const SALES_ORDER_COLUMNS = columns<SalesOrder>({
  type: ['code', ({ type }) => type],
  orderId: ['code', ({ orderId }) => orderId],
  status: ['code', ({ status }) => status],
  date: ['date', ({ date }) => date],
  requestOn: ['date', ({ requestOn }) => requestOn],
  cancelBy: ['date', ({ cancelBy }) => cancelBy],
  customerNumber: ['code', ({ customer }) => customer?.id],
  customerName: ['text', ({ customer }) => customer?.name],
  customerOrder: ['code', ({ customer }) => customer?.order],
  customerRefNo: ['code', ({ customer }) => customer?.refNo],
  description: ['text', ({ description }) => description],
  currencyId: ['code', ({ currencyId }) => currencyId],
  orderQty: ['number', ({ orderQty }) => orderQty],
  lineTotal: ['money', ({ totals }) => totals?.lineTotal],
  discountTotal: ['money', ({ totals }) => totals?.discountTotal],
  freightTotal: ['money', ({ totals }) => totals?.freightTotal],
  taxTotal: ['money', ({ totals }) => totals?.taxTotal],
  orderTotal: ['money', ({ totals }) => totals?.orderTotal],
  branchId: ['code', ({ branchId }) => branchId],
  created: ['moment', ({ created }) => created],
  lastModified: ['moment', ({ lastModified }) => lastModified],
});
