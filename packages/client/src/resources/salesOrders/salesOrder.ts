import * as wire from '../../transport/wire.ts';
import { ShapeError, type Fields, type Reader } from '../../transport/wire.ts';

/** Statuses that are documented for a change; the API sends others. */
export const ORDER_STATUSES = ['Open', 'Hold', 'BackOrder'] as const;

/**
 * A sales order without its lines. What the API left out or sent as null is undefined. Moments are ISO text in UTC, days
 * `2026-01-31`.
 */
export type SalesOrder = ReturnType<typeof toSalesOrder>;
export type SalesOrderLine = ReturnType<typeof toOrderLine>;

/** A sales order of the Sales Order API v3. Only type and id must be there. */
export function toSalesOrder(from: Fields) {
  const financial = object(from, 'financialInformation', toFinancialInformation);
  return {
    type: wire.neededText(from, 'type'),
    orderId: neededId(from, 'orderId'),
    status: text(from, 'status'),
    date: day(from, 'date'),
    requestOn: day(from, 'requestOn'),
    cancelBy: day(from, 'cancelBy'),
    description: text(from, 'description'),
    note: text(from, 'note'),
    currencyId: id(from, 'currencyId'),
    customer: object(from, 'customer', toOrderCustomer),
    billing: object(from, 'billing', toParty),
    shipping: object(from, 'shipping', toParty),
    totals: object(from, 'totals', toTotals),
    orderQty: number(from, 'orderQty'),
    salesPerson: reference(from, 'salesPerson'),
    owner: reference(from, 'owner'),
    project: reference(from, 'project'),
    created: moment(from, 'created'),
    lastModified: moment(from, 'lastModified'),
    version: id(from, 'version'),
    branchId: financial?.branchId,
    termsId: financial?.termsId,
    paymentMethodId: object(from, 'paymentSettings', toPaymentSettings)?.paymentMethodId,
  };
}

/** A line of a sales order. Only the item's id and the quantity are documented. */
export function toOrderLine(from: Fields) {
  return {
    lineId: id(from, 'id'),
    /** The item's number: the Sales Order API calls it inventoryId. */
    inventoryNumber: id(from, 'inventoryId'),
    description: text(from, 'description'),
    quantity: number(from, 'quantity'),
    uom: text(from, 'uom'),
    unitPrice: number(from, 'unitPrice'),
    discountPercent: number(from, 'discountPercent'),
    discountAmount: number(from, 'discountAmount'),
    amount: number(from, 'amount'),
    warehouseId: id(from, 'warehouseId'),
  };
}

function toOrderCustomer(from: Fields) {
  return {
    id: id(from, 'id'),
    name: text(from, 'name'),
    /** The customer's own order number. */
    order: text(from, 'order'),
    refNo: text(from, 'refNo'),
    termsId: id(from, 'termsId'),
    contactId: id(from, 'contactId'),
    locationId: id(from, 'locationId'),
    gln: text(from, 'gln'),
  };
}

function toParty(from: Fields) {
  return {
    address: object(from, 'address', toOrderAddress),
    contact: object(from, 'contact', toOrderContact),
    warehouseId: id(from, 'warehouseId'),
  };
}

function toOrderAddress(from: Fields) {
  return {
    addressLine1: text(from, 'addressLine1') ?? text(from, 'line1'),
    addressLine2: text(from, 'addressLine2') ?? text(from, 'line2'),
    addressLine3: text(from, 'addressLine3') ?? text(from, 'line3'),
    postalCode: text(from, 'postalCode'),
    city: text(from, 'city'),
    countryId: id(from, 'countryId'),
    county: text(from, 'county'),
  };
}

function toOrderContact(from: Fields) {
  return {
    name: text(from, 'name'),
    attention: text(from, 'attention'),
    email: text(from, 'email'),
    phone: text(from, 'phone'),
  };
}

function toTotals(from: Fields) {
  return {
    lineTotal: number(from, 'lineTotal'),
    discountTotal: number(from, 'discountTotal'),
    freightTotal: number(from, 'freightTotal'),
    taxTotal: number(from, 'taxTotal'),
    orderTotal: number(from, 'orderTotal'),
  };
}

function toFinancialInformation(from: Fields) {
  return { branchId: id(from, 'branchId'), termsId: id(from, 'termsId') };
}

function toPaymentSettings(from: Fields) {
  return { paymentMethodId: id(from, 'paymentMethodId') };
}

/** A person, project or the like: its id, alone or with a name. */
function reference(from: Fields, name: string): { id: string | undefined; name: string | undefined } | undefined {
  const value = from[name];
  return typeof value === 'string' ? { id: value, name: undefined } : object(from, name, toReference);
}

function toReference(from: Fields) {
  return { id: id(from, 'id'), name: text(from, 'name') ?? text(from, 'description') };
}

function neededId(from: Fields, name: string): string {
  const value = id(from, name);
  if (value === undefined) throw new ShapeError([name]);
  return value;
}

// Guess: of the fields below the first level only those of the create body are documented. So a field of another kind
// counts as missing instead of making the whole order nonsense.

/** A text, or a number in its place. */
function id(from: Fields, name: string): string | undefined {
  return text(from, name) ?? number(from, name)?.toString();
}

function text(from: Fields, name: string): string | undefined {
  return orMissing(() => wire.text(from, name));
}

function number(from: Fields, name: string): number | undefined {
  return orMissing(() => wire.number(from, name));
}

function day(from: Fields, name: string): string | undefined {
  return wire.toDay(text(from, name));
}

function moment(from: Fields, name: string): string | undefined {
  return wire.toMoment(text(from, name));
}

function object<T>(from: Fields, name: string, read: Reader<T>): T | undefined {
  return orMissing(() => wire.object(from, name, read));
}

function orMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}
