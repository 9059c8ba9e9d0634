import type { SalesOrder } from './salesOrder.ts';
import { columns } from '../column.ts';

/** An exported sales order. Amounts are in the order's currency. */
export const SALES_ORDER_COLUMNS = columns<SalesOrder>({
  type: ({ type }) => type,
  orderId: ({ orderId }) => orderId,
  status: ({ status }) => status,
  date: ({ date }) => date,
  requestOn: ({ requestOn }) => requestOn,
  cancelBy: ({ cancelBy }) => cancelBy,
  customerNumber: ({ customer }) => customer?.id,
  customerName: ({ customer }) => customer?.name,
  customerOrder: ({ customer }) => customer?.order,
  customerRefNo: ({ customer }) => customer?.refNo,
  description: ({ description }) => description,
  currencyId: ({ currencyId }) => currencyId,
  orderQty: ({ orderQty }) => orderQty,
  lineTotal: ({ totals }) => totals?.lineTotal,
  discountTotal: ({ totals }) => totals?.discountTotal,
  freightTotal: ({ totals }) => totals?.freightTotal,
  taxTotal: ({ totals }) => totals?.taxTotal,
  orderTotal: ({ totals }) => totals?.orderTotal,
  branchId: ({ branchId }) => branchId,
  created: ({ created }) => created,
  lastModified: ({ lastModified }) => lastModified,
});
