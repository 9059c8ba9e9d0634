import { z } from 'zod';
import { addressSchema } from '../partners/address.ts';
import { ledgerAccount, subaccount } from '../partners/ledgerAccount.ts';
import { day, flag, moment, named, number, text } from '../wire.ts';
import { invoiceLineSchema } from './invoiceLine.ts';

/** Values of `status` that the API documents; it may send others. */
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

/** Values of `documentType` that the API documents; it may send others. */
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
] as const;

export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];
export type InvoiceType = (typeof INVOICE_TYPES)[number];

const numbered = z.object({ number: text, name: text }).optional();

const taxDetail = z
  .object({
    taxId: text,
    vatId: z.object({ number: text, description: text }).optional(),
    vatRate: number,
    taxableAmount: number,
    vatAmount: number,
  })
  .transform(({ vatId, vatRate, ...tax }) => ({
    ...tax,
    code: vatId?.number,
    description: vatId?.description,
    /** Percent. */
    rate: vatRate,
  }));

const application = z
  .object({
    docType: text,
    refNbr: text,
    amountPaid: number,
    cashDiscountTaken: number,
    balance: number,
    status: text,
    applicationDate: day,
    paymentRef: text,
  })
  .transform(({ docType, refNbr, ...rest }) => ({ ...rest, documentType: docType, referenceNumber: refNbr }));

const wireInvoice = z.object({
  referenceNumber: z.string(),
  documentType: text,
  status: text,
  hold: flag,
  revoked: flag,
  customer: numbered,
  customerRefNumber: text,
  externalReference: text,
  paymentReference: text,
  invoiceText: text,
  note: text,
  documentDate: day,
  documentDueDate: day,
  origInvoiceDate: day,
  cashDiscountDate: day,
  startDate: day,
  endDate: day,
  financialPeriod: text,
  postPeriod: text,
  closedFinancialPeriod: text,
  currencyId: text,
  exchangeRate: number,
  detailTotal: number,
  detailTotalInCurrency: number,
  discountTotal: number,
  discountTotalInCurrency: number,
  vatTaxableTotal: number,
  vatTaxableTotalInCurrency: number,
  vatExemptTotal: number,
  vatExemptTotalInCurrency: number,
  vatTotal: number,
  vatTotalInCurrency: number,
  roundingDiff: number,
  amount: number,
  amountInCurrency: number,
  balance: number,
  balanceInCurrency: number,
  cashDiscount: number,
  cashDiscountInCurrency: number,
  creditTerms: named,
  paymentMethod: named,
  cashAccount: text,
  customerVatZone: named,
  location: z.object({ countryId: text, id: text, name: text }).optional(),
  branchNumber: numbered,
  project: named,
  salesPerson: named,
  account: ledgerAccount,
  subaccount,
  contact: z.object({ id: number, name: text }).optional(),
  invoiceAddress: addressSchema.optional(),
  invoiceContact: z
    .object({ businessName: text, attention: text, email: text, phone1: text })
    .transform(({ businessName, ...contact }) => ({ ...contact, name: businessName }))
    .optional(),
  invoiceLines: z.array(invoiceLineSchema).optional(),
  taxDetails: z.array(taxDetail).optional(),
  applications: z.array(application).optional(),
  attachments: z.array(z.object({ name: text, id: text, revision: number })).optional(),
  dunningLetterDate: day,
  dunningLetterLevel: number,
  isRotRutDeductible: flag,
  sendToAutoInvoice: flag,
  dontPrint: flag,
  dontEmail: flag,
  excludeDebtCollection: flag,
  accountingCostRef: text,
  originatorDocRef: text,
  contractDocRef: text,
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  timeStamp: text,
});

/** CustomerInvoiceDto of the ERP API. Only the reference number must be there. */
export const invoiceSchema = wireInvoice.transform(
  ({
    documentDueDate,
    origInvoiceDate,
    invoiceLines,
    taxDetails,
    branchNumber,
    createdDateTime,
    lastModifiedDateTime,
    timeStamp,
    ...invoice
  }) => ({
    ...invoice,
    dueDate: documentDueDate,
    originalInvoiceDate: origInvoiceDate,
    lines: invoiceLines,
    /** VAT by code. */
    vat: taxDetails,
    branch: branchNumber,
    created: createdDateTime,
    lastModified: lastModifiedDateTime,
    /** Changes at every write; the ETag holds the same. */
    version: timeStamp,
  }),
);

/**
 * A customer invoice, credit note or the like. Whatever the API left out or sent as null is undefined; a section of a
 * list row also when it was not asked for. Amounts are in the company's currency, those `…InCurrency` in the document's.
 * Moments are ISO text in UTC, days `2026-01-31`, periods `202601`.
 */
export type Invoice = z.output<typeof invoiceSchema>;
/** VAT of one code on an invoice. */
export type InvoiceVat = z.output<typeof taxDetail>;
/** A payment or credit note set against an invoice. */
export type InvoiceApplication = z.output<typeof application>;
