import { z } from 'zod';
import { addressSchema, contactSchema } from '../dataset/address.ts';
import { saleLine } from '../dataset/saleLine.ts';

/** Guess: only Open, Hold, BackOrder and Cancelled are documented, as values of a patch. */
export const ORDER_STATUSES = [
  'Open',
  'Hold',
  'BackOrder',
  'CreditHold',
  'Shipping',
  'Invoiced',
  'Completed',
  'Cancelled',
  'PendingApproval',
  'Voided',
] as const;

/** What only a line that was written has; seeded lines have the usual. */
const writtenLine = z.object({
  sortOrder: z.number(),
  /** The line's own description may be another one. */
  itemDescription: z.string(),
  unitCost: z.number().nullable(),
  hasManualPrice: z.boolean(),
  hasManualDiscount: z.boolean(),
  discountCode: z.string().nullable(),
  operation: z.enum(['Issue', 'Receipt']),
  branch: z.string(),
  requestDate: z.string(),
  shipDate: z.string(),
  shippingRule: z.string(),
  undershipThreshold: z.number(),
  overshipThreshold: z.number(),
  taxCategory: z.string().nullable(),
  warehouseLocation: z.string().nullable(),
  purchaseOrderSource: z.string().nullable(),
  supplier: z.object({ id: z.string(), name: z.string() }).nullable(),
  supplierPrice: z.number().nullable(),
  subaccount: z.record(z.string(), z.string()).nullable(),
  commissionable: z.boolean(),
  externalLink: z.string().nullable(),
  note: z.string().nullable(),
});

export type WrittenLine = z.infer<typeof writtenLine>;

export const orderLine = saleLine.extend({
  /** Null for what does not lie on a shelf. */
  warehouse: z.string().nullable(),
  written: writtenLine.nullable(),
});

export type OrderLine = z.infer<typeof orderLine>;

/** Address and contact that are the order's own, not the customer's. */
const ownParty = z.object({ address: addressSchema.nullable(), contact: contactSchema.nullable() });

export type OwnParty = z.infer<typeof ownParty>;

/** What only an order that was written has; seeded orders have the usual. */
const writtenOrder = z.object({
  billing: ownParty,
  delivery: ownParty,
  contactId: z.number().nullable(),
  taxZone: z.string().nullable(),
  original: z.object({ type: z.string().nullable(), id: z.string().nullable() }),
  usesReplacementCost: z.boolean(),
  print: z.object({
    descriptionOnInvoice: z.boolean(),
    noteOnExternalDocuments: z.boolean(),
    noteOnInternalDocuments: z.boolean(),
  }),
  shipping: z.object({
    fobPoint: z.string().nullable(),
    insurance: z.boolean(),
    intrastatTransactionType: z.number().nullable(),
    preferredWarehouse: z.string().nullable(),
    priority: z.number(),
    residentialDelivery: z.boolean(),
    rule: z.string(),
    saturdayDelivery: z.boolean(),
    scheduledDate: z.string().nullable(),
    shipSeparately: z.boolean(),
    shipVia: z.string().nullable(),
    terms: z.string().nullable(),
    zone: z.string().nullable(),
  }),
  financial: z.object({
    cashDiscountDate: z.string().nullable(),
    dueDate: z.string().nullable(),
    invoiceDate: z.string().nullable(),
    invoiceId: z.string().nullable(),
    invoiceSeparately: z.boolean(),
    postPeriod: z.string().nullable(),
  }),
  payment: z.object({
    cashAccount: z.string().nullable(),
    method: z.string().nullable(),
    reference: z.string().nullable(),
  }),
  freight: z.object({ cost: z.number(), premium: z.number(), taxCategory: z.string().nullable() }),
});

export type WrittenOrder = z.infer<typeof writtenOrder>;

export const orderRecord = z.object({
  id: z.number(),
  /** The order's number, `orderId` of the API; unique within the company. */
  number: z.string(),
  type: z.enum(['SO', 'QT', 'RM']),
  status: z.enum(ORDER_STATUSES),
  customerNumber: z.string(),
  /** The customer's own order number. */
  customerOrder: z.string().nullable(),
  customerRef: z.string().nullable(),
  creditTerms: z.string(),
  branch: z.string(),
  /** ISO text in UTC with milliseconds. */
  date: z.string(),
  requestOn: z.string(),
  cancelBy: z.string().nullable(),
  description: z.string().nullable(),
  note: z.string().nullable(),
  currencyId: z.string(),
  vatPercent: z.number(),
  lines: z.array(orderLine),
  netTotal: z.number(),
  vatTotal: z.number(),
  orderTotal: z.number(),
  orderQty: z.number(),
  createdAt: z.string(),
  modifiedAt: z.string(),
  /** Null for orders of services. */
  createdBy: z.string().nullable(),
  version: z.number(),
  written: writtenOrder.nullable(),
});

export type OrderRecord = z.infer<typeof orderRecord>;
