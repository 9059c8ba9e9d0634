import { z } from 'zod';
import type { InvoiceLine } from '../erp/invoices/invoiceRecord.ts';

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

export interface OrderRecord {
  id: number;
  /** The order's number, `orderId` of the API; unique within the company. */
  number: string;
  type: 'SO' | 'QT' | 'RM';
  status: (typeof ORDER_STATUSES)[number];
  customerNumber: string;
  /** The customer's own order number. */
  customerOrder: string | null;
  customerRef: string | null;
  creditTerms: string;
  branch: string;
  /** ISO text in UTC with milliseconds. */
  date: string;
  requestOn: string;
  cancelBy: string | null;
  description: string | null;
  note: string | null;
  currencyId: string;
  vatPercent: number;
  lines: OrderLine[];
  netTotal: number;
  vatTotal: number;
  orderTotal: number;
  orderQty: number;
  createdAt: string;
  modifiedAt: string;
  version: number;
}

export interface OrderLine extends InvoiceLine {
  /** Null for what does not lie on a shelf. */
  warehouse: string | null;
}

// Only recordTable.ts writes these texts, so reading one back needs no check of every field.
const stored = z.custom<OrderRecord>((value) => typeof value === 'object' && value !== null);

/** Reads an order back from the text it was stored as. */
export function parseOrder(text: string): OrderRecord {
  return stored.parse(JSON.parse(text));
}
