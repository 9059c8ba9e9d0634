import {
  day,
  flag,
  moment,
  named,
  neededText,
  number,
  object,
  ShapeError,
  text,
  type Fields,
} from '../../transport/wire.ts';
import { toAttachments, toFinancialInformation, toOrderStatus, toParty, toShipping, toTotals } from './orderParts.ts';

/**
 * One sales order without its lines. What the API left out or sent as null is undefined: sections that were not asked for
 * too. Moments are ISO text in UTC, days `2026-01-31`.
 */
export type SalesOrder = ReturnType<typeof toSalesOrder>;

/** SalesOrderDto of the Sales Order API v3. Only type and id must be there. */
export function toSalesOrder(from: Fields) {
  return {
    type: neededText(from, 'type'),
    orderId: orderIdOf(from),
    status: object(from, 'status', toOrderStatus),
    date: day(from, 'date'),
    requestOn: day(from, 'requestOn'),
    cancelBy: day(from, 'cancelBy'),
    description: text(from, 'description'),
    currencyId: text(from, 'currencyId'),
    orderQty: number(from, 'orderQty'),
    totals: object(from, 'totals', toTotals),
    branch: named(from, 'branch'),
    project: object(from, 'project', toProject),
    salesPerson: named(from, 'salesPerson'),
    print: object(from, 'print', toPrint),
    isRotRutDeductable: flag(from, 'isRotRutDeductable'),
    useReplacementCostForMarginAndProfit: flag(from, 'useReplacementCostForMarginAndProfit'),
    originalOrderType: text(from, 'originalOrderType'),
    originalOrderId: text(from, 'originalOrderId'),
    /** Undefined for what a service made. */
    createdBy: text(from, 'createdBy'),
    lastModified: moment(from, 'lastModified'),
    /** For If-Match, as the ETag is. */
    version: text(from, 'version'),
    // Sections.
    customer: object(from, 'customer', toOrderCustomer),
    billing: object(from, 'billing', toParty),
    shipping: object(from, 'shipping', toShipping),
    financialInformation: object(from, 'financialInformation', toFinancialInformation),
    paymentSettings: object(from, 'paymentSettings', toPayment),
    freight: object(from, 'freight', toFreight),
    owner: object(from, 'owner', toEmployee),
    origin: object(from, 'origin', toOrigin),
    note: text(from, 'note'),
    attachments: toAttachments(from),
  };
}

/** The number of an order. @throws ShapeError without one */
export function orderIdOf(from: Fields): string {
  const value = typeof from.orderId === 'number' ? String(from.orderId) : text(from, 'orderId');
  if (value === undefined) throw new ShapeError(['orderId']);
  return value;
}

function toOrderCustomer(from: Fields) {
  return {
    id: text(from, 'id'),
    internalId: number(from, 'internalId'),
    name: text(from, 'name'),
    /** The customer's own order number. */
    order: text(from, 'order'),
    refNo: text(from, 'refNo'),
    contactId: number(from, 'contactId'),
    location: object(from, 'location', toCustomerLocation),
    taxZone: named(from, 'taxZone'),
  };
}

/** CustomerLocationDto */
export function toCustomerLocation(from: Fields) {
  return {
    id: text(from, 'id'),
    internalId: number(from, 'internalId'),
    name: text(from, 'name'),
    countryId: text(from, 'countryId'),
    corporateId: text(from, 'corporateId'),
    gln: text(from, 'gln'),
    taxRegistrationId: text(from, 'taxRegistrationId'),
    warehouseId: text(from, 'warehouseId'),
  };
}

function toPayment(from: Fields) {
  return {
    paymentMethod: named(from, 'paymentMethod'),
    cashAccountId: text(from, 'cashAccountId'),
    paymentReference: text(from, 'paymentReference'),
  };
}

function toFreight(from: Fields) {
  return {
    cost: number(from, 'cost'),
    costInBaseCurrency: number(from, 'costInBaseCurrency'),
    premiumAmount: number(from, 'premiumAmount'),
    premiumAmountInBaseCurrency: number(from, 'premiumAmountInBaseCurrency'),
    amount: number(from, 'amount'),
    amountInBaseCurrency: number(from, 'amountInBaseCurrency'),
    taxCategoryId: text(from, 'taxCategoryId'),
    volume: number(from, 'volume'),
    weight: number(from, 'weight'),
  };
}

function toProject(from: Fields) {
  return { id: text(from, 'id'), internalId: number(from, 'internalId'), description: text(from, 'description') };
}

function toEmployee(from: Fields) {
  return { id: text(from, 'id'), internalId: text(from, 'internalId') };
}

function toOrigin(from: Fields) {
  return { orderType: text(from, 'orderType'), orderId: text(from, 'orderId') };
}

function toPrint(from: Fields) {
  return {
    descriptionOnInvoice: flag(from, 'descriptionOnInvoice'),
    noteOnExternalDocuments: flag(from, 'noteOnExternalDocuments'),
    noteOnInternalDocuments: flag(from, 'noteOnInternalDocuments'),
  };
}
