import { z } from 'zod';

/*
 * What writes of the Sales Order API v3 say, held to contract/sales-order-v3.json by a test. Bodies are plain: no field is
 * wrapped. Left out = unchanged, or as customer, order type and price rules have it; null resets or clears where the
 * contract's writeRules say so.
 */

const optional = <T extends z.ZodType>(kind: T) => kind.nullable().optional();
/** @param most characters */
const text = (most?: number) => optional(most === undefined ? z.string() : z.string().max(most));
const number = () => optional(z.number());
const whole = () => optional(z.int());
const flag = () => optional(z.boolean());
const between = (least: number, most: number) => optional(z.number().min(least).max(most));
/** A day such as `2026-01-31`, or ISO text; UTC without an offset. */
const time = () =>
  optional(z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?)?$/));

const newAddress = z.strictObject({
  line1: text(50),
  line2: text(50),
  line3: text(50),
  postalCode: text(20),
  city: text(50),
  /** Two letters; required with any of the others. */
  countryId: text(2),
  stateId: text(50),
});
const newContact = z.strictObject({ name: text(255), attention: text(255), email: text(255), phone1: text(50) });

/** With it the address or contact is another than the customer's. */
const override = { overridesDefault: flag() };
const address = newAddress.extend(override);
const contact = newContact.extend(override);

const delivery = z.strictObject({
  preferredWarehouseId: text(30),
  shipViaId: text(15),
  termsId: text(15),
  zoneId: text(15),
  fobPointId: text(15),
  /** CancelRemainder, BackOrderAllowed or ShipComplete. */
  rule: text(),
  priority: whole(),
  scheduledDate: time(),
  shipSeparately: flag(),
  insurance: flag(),
  residentialDelivery: flag(),
  saturdayDelivery: flag(),
  intrastatTransactionTypeId: whole(),
});

const financialInformation = z.strictObject({
  invoiceId: text(15),
  invoiceDate: time(),
  dueDate: time(),
  cashDiscountDate: time(),
  invoiceSeparately: flag(),
  postPeriod: text(6),
});
const freight = z.strictObject({ cost: number(), premiumAmount: number(), taxCategoryId: text(10) });
const paymentSettings = z.strictObject({
  paymentMethodId: text(),
  cashAccountId: text(10),
  paymentReference: text(40),
});
const print = z.strictObject({
  descriptionOnInvoice: flag(),
  noteOnInternalDocuments: flag(),
  noteOnExternalDocuments: flag(),
});
const customer = z.strictObject({
  id: text(),
  locationId: text(),
  contactId: whole(),
  /** The customer's own order number. */
  order: text(40),
  refNo: text(40),
  termsId: text(),
});

/** What a new order and a change of one have alike. */
const common = {
  /** New: Open or Hold, else the order type decides. Changed: Open, Hold, BackOrder or Cancelled, in a call of its own. */
  status: text(),
  date: time(),
  requestOn: time(),
  cancelBy: time(),
  description: text(255),
  note: text(2048),
  currencyId: text(5),
  branchId: text(30),
  projectId: text(30),
  salesPersonId: text(15),
  ownerId: text(),
  taxZoneId: text(),
  originalOrderType: text(2),
  originalOrderId: text(15),
  useReplacementCostForMarginAndProfit: flag(),
  financialInformation: optional(financialInformation),
  freight: optional(freight),
  paymentSettings: optional(paymentSettings),
  print: optional(print),
};

const line = {
  description: text(256),
  note: text(2048),
  quantity: number(),
  unitOfMeasure: text(6),
  unitPrice: number(),
  /** False with a unitPrice: the price rules win. */
  hasManualPrice: flag(),
  discountPercent: between(-100, 100),
  discountAmount: number(),
  discountCode: text(10),
  hasManualDiscount: flag(),
  unitCost: number(),
  requestDate: time(),
  shipDate: time(),
  shippingRule: text(),
  undershipThreshold: between(0, 100),
  overshipThreshold: between(100, 999),
  warehouseId: text(),
  /** For types that do not ship. */
  warehouseLocationId: text(),
  /** Issue or Receipt, as the order type allows. */
  operation: text(),
  reasonCode: text(),
  taxCategoryId: text(),
  salesAccountId: text(10),
  /** Segment to value. */
  subaccount: optional(z.record(z.string(), z.string())),
  projectTaskId: text(30),
  salesPersonId: text(15),
  commissionable: flag(),
  /** dropShip or purchaseToOrder. */
  purchaseOrderSource: text(),
  supplierId: text(),
  supplierPrice: number(),
  externalLink: text(255),
};

/** NewSalesOrderLineDto */
export const newOrderLineSchema = z.strictObject({ ...line, inventoryId: z.string(), branchId: text(30) });

/** PatchSalesOrderLineDto */
export const orderLineChangeSchema = z.strictObject({
  ...line,
  lineId: z.int(),
  branchId: text(),
  /** Not above the number of lines, and no two alike. */
  sortOrder: whole(),
});

/** NewSalesOrderCommand */
export const newSalesOrderSchema = z.strictObject({
  ...common,
  /** `SO` for example. */
  type: z.string(),
  /** Where the type numbers by hand. */
  orderId: text(15),
  customer: customer.extend({ gln: text() }),
  billing: optional(z.strictObject({ address: optional(newAddress), contact: optional(newContact) })),
  shipping: optional(delivery.extend({ address: optional(newAddress), contact: optional(newContact) })),
  orderLines: optional(z.array(newOrderLineSchema)),
});

/** PatchSalesOrderCommand */
export const salesOrderChangeSchema = z.strictObject({
  ...common,
  customer: optional(customer),
  billing: optional(z.strictObject({ address: optional(address), contact: optional(contact) })),
  shipping: optional(delivery.extend({ zoneId: text(), address: optional(address), contact: optional(contact) })),
});

export type NewSalesOrder = z.input<typeof newSalesOrderSchema>;
export type SalesOrderChange = z.input<typeof salesOrderChangeSchema>;
export type NewOrderLine = z.input<typeof newOrderLineSchema>;
export type OrderLineChange = z.input<typeof orderLineChangeSchema>;

const TIMES = new Set([
  ...['date', 'requestOn', 'cancelBy', 'scheduledDate', 'requestDate', 'shipDate'],
  ...['invoiceDate', 'dueDate', 'cashDiscountDate'],
]);

/** The body of a write: days become date-times, as the API has them. */
export function orderBody(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [name, bodyValue(name, value)]),
  );
}

function bodyValue(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => bodyValue(name, one));
  if (typeof value === 'object' && value !== null) return orderBody(value);
  return typeof value === 'string' && TIMES.has(name) && /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? `${value}T00:00:00`
    : value;
}
