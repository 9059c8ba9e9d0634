import { z } from 'zod';

/** CashSaleStatusEnum of the API. */
export const INVOICE_STATUSES = [
  'Hold',
  'Balanced',
  'Voided',
  'Scheduled',
  'Open',
  'Closed',
  'PendingPrint',
  'PendingEmail',
  'CreditHold',
  'CcHold',
  'Reserved',
] as const;

/** CashSaleDocumentTypeEnum of the API. */
export const INVOICE_TYPES = [
  'Invoice',
  'DebitNote',
  'CreditNote',
  'Payment',
  'VoidPayment',
  'Prepayment',
  'Refund',
  'FinCharge',
  'SmallBalanceWo',
  'SmallCreditWo',
  'CashSale',
  'CashReturn',
  'Undefined',
  'NoUpdate',
] as const;

export interface InvoiceRecord {
  id: number;
  number: string;
  type: (typeof INVOICE_TYPES)[number];
  status: (typeof INVOICE_STATUSES)[number];
  customerNumber: string;
  creditTerms: string;
  branch: string;
  /** Days as `2026-01-31`. */
  date: string;
  dueDate: string;
  currencyId: string;
  vatPercent: number;
  vatCode: string;
  lines: InvoiceLine[];
  /** Money with two decimals: lines, VAT on them, both together, and what is still to be paid. */
  netTotal: number;
  vatTotal: number;
  amount: number;
  balance: number;
  paymentReference: string;
  externalReference: string | null;
  customerRefNumber: string | null;
  text: string | null;
  note: string | null;
  dunningLevel: number;
  dunningDate: string | null;
  orderNumber: string | null;
  /** ISO text in UTC with milliseconds. */
  createdAt: string;
  modifiedAt: string;
  version: number;
}

export interface InvoiceLine {
  lineNumber: number;
  itemNumber: string;
  description: string;
  quantity: number;
  unitPrice: number;
  discountPercent: number;
  discountAmount: number;
  /** Quantity times price less discount, rounded. */
  amount: number;
  cost: number;
  account: string;
  uom: string;
}

// Only recordTable.ts writes these texts, so reading one back needs no check of every field.
const stored = z.custom<InvoiceRecord>((value) => typeof value === 'object' && value !== null);

/** Reads an invoice back from the text it was stored as. */
export function parseInvoice(text: string): InvoiceRecord {
  return stored.parse(JSON.parse(text));
}
