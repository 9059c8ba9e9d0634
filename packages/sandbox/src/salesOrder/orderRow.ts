import type { OrderSection } from './expand.ts';
import {
  billingSection,
  financialSection,
  orderStatus,
  orderTotals,
  shippingSection,
  type OrderContext,
} from './orderDto.ts';
import { toOrderLineDto } from './orderLineDto.ts';
import { partsOf } from './usualParts.ts';

/** SalesOrderListDto: a flat row, with the sections that were asked for. */
export function toOrderRow(context: OrderContext, sections: ReadonlySet<OrderSection>, orderUrl: string) {
  const { order, customer, company } = context;
  const asked = [...SECTIONS].filter(([section]) => sections.has(section));
  return {
    type: order.type,
    orderId: order.number,
    status: order.status,
    date: order.date,
    requestOn: order.requestOn,
    shippingScheduledDate: partsOf(order, company).shipping.scheduledDate,
    customerId: order.customerNumber,
    customerName: customer?.name ?? null,
    customerOrder: order.customerOrder,
    customerRefNo: order.customerRef,
    location: 'Main',
    description: order.description,
    currency: order.currencyId,
    orderQty: order.orderQty,
    orderTotal: order.orderTotal,
    taxTotal: order.vatTotal,
    lastModified: order.modifiedAt,
    // Guess: the names of the links are not documented.
    _links: { self: { href: orderUrl }, lines: { href: `${orderUrl}/lines` } },
    ...(asked.length > 0
      ? { statusDetails: orderStatus(order), totals: orderTotals(order, company), salesPerson: null }
      : {}),
    ...Object.fromEntries(asked.map(([, [name, read]]) => [name, read(context)])),
  };
}

type ReadSection = (context: OrderContext) => unknown;

// Guess: the sections of a row are only described by release notes; these names were seen in one live integration.
const SECTIONS: ReadonlyMap<OrderSection, readonly [field: string, read: ReadSection]> = new Map<
  OrderSection,
  readonly [string, ReadSection]
>([
  ['Billing', ['billing', billingSection]],
  ['Shipping', ['shipping', shippingSection]],
  ['FinancialInformation', ['financialInformation', financialSection]],
  ['Note', ['note', ({ order }) => order.note]],
  ['Lines', ['orderLines', ({ order, company }) => order.lines.map((line) => toOrderLineDto(line, order, company))]],
]);
