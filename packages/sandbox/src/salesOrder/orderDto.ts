import type { Address, Contact } from '../dataset/address.ts';
import { rowVersion } from '../api/rowVersion.ts';
import { money } from '../dataset/random.ts';
import type { OrderLine, OrderRecord } from './orderRecord.ts';

/** What an order shows of its customer. */
export interface OrderCustomer {
  readonly name: string;
  readonly gln: string | null;
  readonly paymentMethod: string;
  readonly mainAddress: Address;
  readonly mainContact: Contact;
  readonly invoiceAddress: Address;
  readonly invoiceContact: Contact;
  readonly deliveryAddress: Address;
  readonly deliveryContact: Contact;
}

/** The version of an order: in the body and, in quotes, in the ETag. */
export function orderVersion(order: OrderRecord): string {
  return rowVersion(order.id, order.version);
}

/**
 * An order as the Sales Order API v3 shows it. The names on the first level are documented, those further down are
 * guesses where the body of a create does not have them.
 */
export function toOrderDto(order: OrderRecord, customer: OrderCustomer | undefined) {
  return {
    type: order.type,
    orderId: order.number,
    status: order.status,
    date: order.date,
    requestOn: order.requestOn,
    cancelBy: order.cancelBy,
    description: order.description,
    note: order.note,
    currencyId: order.currencyId,
    customer: {
      id: order.customerNumber,
      name: customer?.name ?? null,
      order: order.customerOrder,
      refNo: order.customerRef,
      termsId: order.creditTerms,
      contactId: null,
      locationId: 'Main',
      gln: customer?.gln ?? null,
    },
    billing: customer ? partyDto(customer.invoiceAddress, customer.invoiceContact) : null,
    shipping: customer ? shippingDto(order, customer) : null,
    totals: {
      lineTotal: order.netTotal,
      discountTotal: money(order.lines.reduce((sum, line) => sum + line.discountAmount, 0)),
      freightTotal: 0,
      taxTotal: order.vatTotal,
      orderTotal: order.orderTotal,
    },
    freight: null,
    financialInformation: { branchId: order.branch, termsId: order.creditTerms },
    paymentSettings: { paymentMethodId: customer?.paymentMethod ?? null },
    salesPerson: null,
    owner: null,
    project: null,
    origin: null,
    orderQty: order.orderQty,
    created: order.createdAt,
    lastModified: order.modifiedAt,
    // Documented as null for service tokens; seeded orders came from one.
    createdBy: null,
    version: orderVersion(order),
  };
}

/** A line of an order. `inventoryId` and `warehouseId` are documented; the rest follows the body of a create. */
export function toOrderLineDto(line: OrderLine) {
  return {
    id: line.lineNumber,
    inventoryId: line.itemNumber,
    description: line.description,
    quantity: line.quantity,
    uom: line.uom,
    unitPrice: line.unitPrice,
    discountPercent: line.discountPercent,
    discountAmount: line.discountAmount,
    amount: line.amount,
    warehouseId: line.warehouse,
  };
}

function shippingDto(
  order: OrderRecord,
  { mainAddress, mainContact, deliveryAddress, deliveryContact }: OrderCustomer,
) {
  const elsewhere = deliveryAddress.line1 !== null;
  const party = elsewhere ? partyDto(deliveryAddress, deliveryContact) : partyDto(mainAddress, mainContact);
  return { ...party, warehouseId: order.lines.find(({ warehouse }) => warehouse !== null)?.warehouse ?? null };
}

function partyDto(address: Address, contact: Contact) {
  return {
    address: {
      line1: address.line1,
      line2: address.line2,
      line3: address.line3,
      postalCode: address.postalCode,
      city: address.city,
      countryId: address.countryId,
    },
    contact: { name: contact.name, attention: contact.attention, email: contact.email, phone: contact.phone1 },
  };
}
