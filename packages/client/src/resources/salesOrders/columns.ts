import { columns } from '../column.ts';
import type { SalesOrderRow } from './orderRow.ts';

/** An exported sales order: what a row of the list says. Amounts are in the order's currency. */
export const SALES_ORDER_COLUMNS = columns<SalesOrderRow>({
  type: ['code', ({ type }) => type],
  orderId: ['code', ({ orderId }) => orderId],
  status: ['code', ({ status }) => status],
  date: ['date', ({ date }) => date],
  requestOn: ['date', ({ requestOn }) => requestOn],
  shippingScheduledDate: ['date', ({ shippingScheduledDate }) => shippingScheduledDate],
  customerNumber: ['code', ({ customerId }) => customerId],
  customerName: ['text', ({ customerName }) => customerName],
  customerOrder: ['code', ({ customerOrder }) => customerOrder],
  customerRefNo: ['code', ({ customerRefNo }) => customerRefNo],
  location: ['code', ({ location }) => location],
  description: ['text', ({ description }) => description],
  currencyId: ['code', ({ currency }) => currency],
  orderQty: ['number', ({ orderQty }) => orderQty],
  taxTotal: ['money', ({ taxTotal }) => taxTotal],
  orderTotal: ['money', ({ orderTotal }) => orderTotal],
  lastModified: ['moment', ({ lastModified }) => lastModified],
});
