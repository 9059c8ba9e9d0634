import { z } from 'zod';
import { toDay, toMoment } from '../wire.ts';

// Guess: of the fields below the first level only those of the create body are documented. So a field of another kind
// counts as missing instead of making the whole order nonsense.
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const day = text.transform(toDay);
const moment = text.transform(toMoment);
const id = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** Statuses that are documented for a change; the API sends others. */
export const ORDER_STATUSES = ['Open', 'Hold', 'BackOrder'] as const;

const customer = z.object({
  id,
  name: text,
  /** The customer's own order number. */
  order: text,
  refNo: text,
  termsId: id,
  contactId: id,
  locationId: id,
  gln: text,
});

const address = z
  .object({
    ...{ line1: text, line2: text, line3: text, addressLine1: text, addressLine2: text, addressLine3: text },
    ...{ postalCode: text, city: text, countryId: id, county: text },
  })
  .transform(({ line1, line2, line3, addressLine1, addressLine2, addressLine3, ...rest }) => ({
    ...rest,
    addressLine1: addressLine1 ?? line1,
    addressLine2: addressLine2 ?? line2,
    addressLine3: addressLine3 ?? line3,
  }));

const party = z.object({
  address: address.optional().catch(undefined),
  contact: z.object({ name: text, attention: text, email: text, phone: text }).optional().catch(undefined),
  warehouseId: id,
});

const totals = z.object({
  lineTotal: number,
  discountTotal: number,
  freightTotal: number,
  taxTotal: number,
  orderTotal: number,
});

/** A person, project or the like: its id, alone or with a name. */
const reference = z
  .union([
    z.string().transform((value) => ({ id: value, name: undefined })),
    z
      .object({ id, name: text, description: text })
      .transform((one) => ({ id: one.id, name: one.name ?? one.description })),
  ])
  .optional()
  .catch(undefined);

const wireOrder = z.object({
  type: z.string(),
  orderId: z.union([z.string(), z.number().transform(String)]),
  status: text,
  date: day,
  requestOn: day,
  cancelBy: day,
  description: text,
  note: text,
  currencyId: id,
  customer: customer.optional().catch(undefined),
  billing: party.optional().catch(undefined),
  shipping: party.optional().catch(undefined),
  totals: totals.optional().catch(undefined),
  orderQty: number,
  financialInformation: z.object({ branchId: id, termsId: id }).optional().catch(undefined),
  paymentSettings: z.object({ paymentMethodId: id }).optional().catch(undefined),
  salesPerson: reference,
  owner: reference,
  project: reference,
  created: moment,
  lastModified: moment,
  version: id,
});

/** A sales order of the Sales Order API v3. Only type and id must be there. */
export const salesOrderSchema = wireOrder.transform(({ financialInformation, paymentSettings, ...order }) => ({
  ...order,
  branchId: financialInformation?.branchId,
  termsId: financialInformation?.termsId,
  paymentMethodId: paymentSettings?.paymentMethodId,
}));

/** A line of a sales order. Only the item's id and the quantity are documented. */
export const orderLineSchema = z
  .object({
    id,
    inventoryId: id,
    description: text,
    quantity: number,
    uom: text,
    unitPrice: number,
    discountPercent: number,
    discountAmount: number,
    amount: number,
    warehouseId: id,
  })
  .transform(({ id: lineId, inventoryId, ...line }) => ({
    ...line,
    lineId,
    /** The item's number: the Sales Order API calls it inventoryId. */
    inventoryNumber: inventoryId,
  }));

/**
 * A sales order without its lines. What the API left out or sent as null is undefined. Moments are ISO text in UTC, days
 * `2026-01-31`.
 */
export type SalesOrder = z.output<typeof salesOrderSchema>;
export type SalesOrderLine = z.output<typeof orderLineSchema>;
