import { day, flag, list, named, number, object, text, type Fields } from '../../transport/wire.ts';
import { toAttachment, toIdAndName } from '../parts/commonParts.ts';

// Sections of an order. Row and single order share them.

export type OrderTotals = ReturnType<typeof toTotals>;

/** SalesOrderBillingDto */
export function toParty(from: Fields) {
  return { address: object(from, 'address', toOrderAddress), contact: object(from, 'contact', toOrderContact) };
}

/** SalesOrderShippingDto */
export function toShipping(from: Fields) {
  return {
    address: object(from, 'address', toOrderAddress),
    contact: object(from, 'contact', toOrderContact),
    preferredWarehouse: named(from, 'preferredWarehouse'),
    shipVia: named(from, 'shipVia'),
    terms: named(from, 'terms'),
    zone: named(from, 'zone'),
    fobPoint: named(from, 'fobPoint'),
    /** CancelRemainder, BackOrderAllowed or ShipComplete. */
    rule: text(from, 'rule'),
    priority: number(from, 'priority'),
    scheduledDate: day(from, 'scheduledDate'),
    shipSeparately: flag(from, 'shipSeparately'),
    insurance: flag(from, 'insurance'),
    residentialDelivery: flag(from, 'residentialDelivery'),
    saturdayDelivery: flag(from, 'saturdayDelivery'),
    intrastatTransactionType: object(from, 'intrastatTransactionType', toIdAndDescription),
  };
}

/** AddressDto */
export function toOrderAddress(from: Fields) {
  const country = object(from, 'country', toIdAndName);
  const county = object(from, 'county', toIdAndName);
  return {
    addressLine1: text(from, 'line1'),
    addressLine2: text(from, 'line2'),
    addressLine3: text(from, 'line3'),
    postalCode: text(from, 'postalCode'),
    city: text(from, 'city'),
    countryId: country?.id,
    /** The country's name. */
    country: country?.name,
    countyId: county?.id,
    /** The county's name. */
    county: county?.name,
    /** Whether it is another than the customer's. */
    overridesDefault: flag(from, 'overridesDefault'),
  };
}

/** ContactDto */
export function toOrderContact(from: Fields) {
  return {
    name: text(from, 'name'),
    attention: text(from, 'attention'),
    email: text(from, 'email'),
    phone1: text(from, 'phone1'),
    phone2: text(from, 'phone2'),
    fax: text(from, 'fax'),
    overridesDefault: flag(from, 'overridesDefault'),
  };
}

/** SalesOrderFinancialInfoDto */
export function toFinancialInformation(from: Fields) {
  return {
    terms: named(from, 'terms'),
    invoiceId: text(from, 'invoiceId'),
    invoiceDate: day(from, 'invoiceDate'),
    dueDate: day(from, 'dueDate'),
    cashDiscountDate: day(from, 'cashDiscountDate'),
    invoiceSeparately: flag(from, 'invoiceSeparately'),
    /** MMYYYY or YYYYMM: the description does not say which. */
    postPeriod: text(from, 'postPeriod'),
  };
}

/** SalesOrderTotalsDto: each sum in the order's currency, and in the company's. */
export function toTotals(from: Fields) {
  return {
    orderTotal: number(from, 'orderTotal'),
    orderTotalInBaseCurrency: number(from, 'orderTotalInBaseCurrency'),
    discountTotal: number(from, 'discountTotal'),
    discountTotalInBaseCurrency: number(from, 'discountTotalInBaseCurrency'),
    freightTotal: number(from, 'freightTotal'),
    freightTotalInBaseCurrency: number(from, 'freightTotalInBaseCurrency'),
    freightCost: number(from, 'freightCost'),
    freightCostInBaseCurrency: number(from, 'freightCostInBaseCurrency'),
    taxableTotal: number(from, 'taxableTotal'),
    taxableTotalInBaseCurrency: number(from, 'taxableTotalInBaseCurrency'),
    taxExemptTotal: number(from, 'taxExemptTotal'),
    taxExemptTotalInBaseCurrency: number(from, 'taxExemptTotalInBaseCurrency'),
    taxTotal: number(from, 'taxTotal'),
    taxTotalInBaseCurrency: number(from, 'taxTotalInBaseCurrency'),
    costTotal: number(from, 'costTotal'),
    costTotalInBaseCurrency: number(from, 'costTotalInBaseCurrency'),
    unshippedAmount: number(from, 'unshippedAmount'),
    unshippedAmountInBaseCurrency: number(from, 'unshippedAmountInBaseCurrency'),
    unbilledAmount: number(from, 'unbilledAmount'),
    unbilledAmountInBaseCurrency: number(from, 'unbilledAmountInBaseCurrency'),
  };
}

/** SalesOrderStatusDto */
export function toOrderStatus(from: Fields) {
  return { description: text(from, 'description'), hold: flag(from, 'hold'), cancelled: flag(from, 'cancelled') };
}

export function toAttachments(from: Fields) {
  return list(from, 'attachments', toAttachment);
}

function toIdAndDescription(from: Fields) {
  return { id: number(from, 'id'), description: text(from, 'description') };
}
