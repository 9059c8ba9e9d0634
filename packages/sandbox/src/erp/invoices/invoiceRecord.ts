import { z } from 'zod';
import { saleLine } from '../../dataset/saleLine.ts';

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

export const invoiceRecord = z.object({
  id: z.number(),
  number: z.string(),
  type: z.enum(INVOICE_TYPES),
  status: z.enum(INVOICE_STATUSES),
  customerNumber: z.string(),
  creditTerms: z.string(),
  branch: z.string(),
  /** Days as `2026-01-31`. */
  date: z.string(),
  dueDate: z.string(),
  currencyId: z.string(),
  vatPercent: z.number(),
  vatCode: z.string(),
  lines: z.array(saleLine),
  /** Money with two decimals: lines, VAT on them, both together, and what is still to be paid. */
  netTotal: z.number(),
  vatTotal: z.number(),
  amount: z.number(),
  balance: z.number(),
  paymentReference: z.string(),
  externalReference: z.string().nullable(),
  customerRefNumber: z.string().nullable(),
  text: z.string().nullable(),
  note: z.string().nullable(),
  dunningLevel: z.number(),
  dunningDate: z.string().nullable(),
  orderNumber: z.string().nullable(),
  /** ISO text in UTC with milliseconds. */
  createdAt: z.string(),
  modifiedAt: z.string(),
  version: z.number(),
});

export type InvoiceRecord = z.infer<typeof invoiceRecord>;
