import { z } from 'zod';
import { saleLine } from '../dataset/saleLine.ts';

/** Guess: only Open, Hold and BackOrder are documented, as values of a patch. */
export const ORDER_STATUSES = [
  'Open',
  'Hold',
  'BackOrder',
  'CreditHold',
  'Shipping',
  'Invoiced',
  'Completed',
  'Cancelled',
] as const;

export const orderLine = saleLine.extend({
  /** Null for what does not lie on a shelf. */
  warehouse: z.string().nullable(),
});

export type OrderLine = z.infer<typeof orderLine>;

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
  version: z.number(),
});

export type OrderRecord = z.infer<typeof orderRecord>;
