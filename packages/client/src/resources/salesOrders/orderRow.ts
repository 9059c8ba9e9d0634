import {
  day,
  list,
  moment,
  named,
  neededText,
  number,
  object,
  ShapeError,
  text,
  type Fields,
} from '../../transport/wire.ts';
import { toOrderLine } from './orderLine.ts';
import { toFinancialInformation, toOrderStatus, toParty, toShipping, toTotals } from './orderParts.ts';
import { orderIdOf } from './salesOrder.ts';

/** A sales order in a list: flat, and other than the single one. */
export type SalesOrderRow = ReturnType<typeof toOrderRow>;

/** SalesOrderListDto of the Sales Order API v3. Only type and id must be there. */
export function toOrderRow(from: Fields) {
  return {
    type: neededText(from, 'type'),
    orderId: orderIdOf(from),
    status: text(from, 'status'),
    date: day(from, 'date'),
    requestOn: day(from, 'requestOn'),
    shippingScheduledDate: day(from, 'shippingScheduledDate'),
    customerId: text(from, 'customerId'),
    customerName: text(from, 'customerName'),
    /** The customer's own order number. */
    customerOrder: text(from, 'customerOrder'),
    customerRefNo: text(from, 'customerRefNo'),
    /** Of the customer. */
    location: text(from, 'location'),
    description: text(from, 'description'),
    currency: text(from, 'currency'),
    orderQty: number(from, 'orderQty'),
    orderTotal: number(from, 'orderTotal'),
    lastModified: moment(from, 'lastModified'),
    ...laterFields(from),
  };
}

/**
 * Guess: what later releases added is only described in release notes and seen in one live integration. So a field of
 * another kind counts as missing instead of making the whole list nonsense.
 */
function laterFields(from: Fields) {
  return {
    taxTotal: orMissing(() => number(from, 'taxTotal')),
    currencyRate: orMissing(() => number(from, 'currencyRate')),
    statusDetails: orMissing(() => object(from, 'statusDetails', toOrderStatus)),
    totals: orMissing(() => object(from, 'totals', toTotals)),
    salesPerson: orMissing(() => named(from, 'salesPerson')),
    billing: orMissing(() => object(from, 'billing', toParty)),
    shipping: orMissing(() => object(from, 'shipping', toShipping)),
    financialInformation: orMissing(() => object(from, 'financialInformation', toFinancialInformation)),
    note: orMissing(() => text(from, 'note')),
    lines: orMissing(() => list(from, 'orderLines', toOrderLine)),
  };
}

function orMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}
