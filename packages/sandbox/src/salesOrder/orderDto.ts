import { rowVersion } from '../api/rowVersion.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { toCents } from '../dataset/decimals.ts';
import type { OrderSection } from './expand.ts';
import { customerLocation, deliveryOf, partyDto, type OrderCustomer } from './orderParty.ts';
import type { OrderRecord } from './orderRecord.ts';
import { hasShipped, isInvoiced, namedOf } from './orderParts.ts';
import { partsOf } from './usualParts.ts';

/** An order with what it is shown by. */
export interface OrderContext {
  readonly order: OrderRecord;
  readonly customer: OrderCustomer | undefined;
  readonly company: CompanyDataset;
}

/** The version of an order: in the body and, in quotes, in the ETag. */
export function orderVersion(order: OrderRecord): string {
  return rowVersion(order.id, order.version);
}

/** SalesOrderDto: one order, with the sections that were asked for. */
export function toOrderDto(context: OrderContext, sections: ReadonlySet<OrderSection>) {
  const { order, company } = context;
  const asked = [...SECTIONS].filter(([section]) => sections.has(section));
  const parts = partsOf(order, company);
  return {
    type: order.type,
    orderId: order.number,
    status: orderStatus(order),
    date: order.date,
    requestOn: order.requestOn,
    cancelBy: order.cancelBy,
    description: order.description,
    currencyId: order.currencyId,
    orderQty: order.orderQty,
    totals: orderTotals(order, company),
    branch: namedOf(
      company.branches.map(({ number, name }) => ({ id: number, name })),
      order.branch,
    ),
    project: null,
    salesPerson: null,
    print: parts.print,
    isRotRutDeductable: false,
    useReplacementCostForMarginAndProfit: parts.usesReplacementCost,
    originalOrderType: parts.original.type,
    originalOrderId: parts.original.id,
    // Documented as null for service tokens; seeded orders came from one.
    createdBy: order.createdBy,
    lastModified: order.modifiedAt,
    version: orderVersion(order),
    ...Object.fromEntries(asked.map(([, [name, read]]) => [name, read(context)])),
  };
}

/** SalesOrderStatusDto */
export function orderStatus({ status }: OrderRecord) {
  return { description: status, hold: status === 'Hold', cancelled: status === 'Cancelled' };
}

/** SalesOrderTotalsDto. All orders are in the company's own currency. */
export function orderTotals(order: OrderRecord, company: CompanyDataset) {
  const open = hasShipped(order) ? 0 : order.netTotal;
  const { freight } = partsOf(order, company);
  const sums = {
    costTotal: toCents(order.lines.reduce((sum, { cost }) => sum + cost, 0)),
    discountTotal: toCents(order.lines.reduce((sum, { discountAmount }) => sum + discountAmount, 0)),
    freightCost: freight.cost,
    freightTotal: freight.premium,
    orderTotal: order.orderTotal,
    taxExemptTotal: 0,
    taxTotal: order.vatTotal,
    taxableTotal: toCents(order.netTotal + freight.premium),
    unbilledAmount: isInvoiced(order) ? 0 : order.netTotal,
    unshippedAmount: open,
  };
  return {
    ...sums,
    ...Object.fromEntries(Object.entries(sums).map(([name, value]) => [`${name}InBaseCurrency`, value])),
  };
}

type ReadSection = (context: OrderContext) => unknown;

/** Each section: its field of the order, and what stands there. */
const SECTIONS: ReadonlyMap<OrderSection, readonly [field: string, read: ReadSection]> = new Map<
  OrderSection,
  readonly [string, ReadSection]
>([
  ['Customer', ['customer', customerSection]],
  ['Billing', ['billing', billingSection]],
  ['Shipping', ['shipping', shippingSection]],
  ['FinancialInformation', ['financialInformation', financialSection]],
  ['Payment', ['paymentSettings', paymentSection]],
  ['Freight', ['freight', freightSection]],
  ['Owner', ['owner', () => null]],
  ['Origin', ['origin', () => null]],
  ['Note', ['note', ({ order }) => order.note]],
  ['Attachments', ['attachments', () => []]],
]);

function customerSection({ order, customer, company }: OrderContext) {
  const parts = partsOf(order, company);
  const taxZone = parts.taxZone ?? customer?.vatZone;
  return {
    id: order.customerNumber,
    internalId: customer?.id ?? null,
    name: customer?.name ?? null,
    order: order.customerOrder,
    refNo: order.customerRef,
    contactId: parts.contactId,
    location: customer ? customerLocation(customer) : null,
    taxZone: taxZone === undefined ? null : namedOf(company.vatZones, taxZone),
  };
}

/** SalesOrderBillingDto */
export function billingSection({ order, customer, company }: OrderContext) {
  if (!customer) return null;
  return partyDto(company, customer.id, partsOf(order, company).billing, {
    address: customer.invoiceAddress,
    contact: customer.invoiceContact,
  });
}

/** SalesOrderShippingDto */
export function shippingSection({ order, customer, company }: OrderContext) {
  if (!customer) return null;
  const { delivery, shipping } = partsOf(order, company);
  const { intrastatTransactionType: intrastat, preferredWarehouse } = shipping;
  // Guess: the lists of carriers, terms and the like are not emulated, so they have no descriptions.
  const bare = (id: string | null) => (id === null ? null : { id, description: null });
  return {
    ...partyDto(company, customer.id, delivery, deliveryOf(customer)),
    fobPoint: bare(shipping.fobPoint),
    insurance: shipping.insurance,
    intrastatTransactionType: intrastat === null ? null : { id: intrastat, description: null },
    preferredWarehouse: preferredWarehouse === null ? null : namedOf(company.warehouses, preferredWarehouse),
    priority: shipping.priority,
    residentialDelivery: shipping.residentialDelivery,
    rule: shipping.rule,
    saturdayDelivery: shipping.saturdayDelivery,
    scheduledDate: shipping.scheduledDate,
    shipSeparately: shipping.shipSeparately,
    shipVia: bare(shipping.shipVia),
    terms: bare(shipping.terms),
    zone: bare(shipping.zone),
  };
}

/** SalesOrderFinancialInfoDto */
export function financialSection({ order, company }: OrderContext) {
  return { ...partsOf(order, company).financial, terms: namedOf(company.creditTerms, order.creditTerms) };
}

function paymentSection({ order, customer, company }: OrderContext) {
  const { payment } = partsOf(order, company);
  const method = payment.method ?? customer?.paymentMethod;
  const paymentMethod = method === undefined ? null : namedOf(company.paymentMethods, method);
  return { cashAccountId: payment.cashAccount, paymentMethod, paymentReference: payment.reference };
}

function freightSection({ order, company }: OrderContext) {
  const { cost, premium, taxCategory } = partsOf(order, company).freight;
  return {
    amount: premium,
    amountInBaseCurrency: premium,
    cost,
    costInBaseCurrency: cost,
    premiumAmount: premium,
    premiumAmountInBaseCurrency: premium,
    taxCategoryId: taxCategory,
    volume: 0,
    weight: 0,
  };
}
