import { toAttachment, toLocation, toNumbered } from '../parts/commonParts.ts';
import { address } from '../parts/address.ts';
import { ledgerAccount, subaccount } from '../parts/ledgerAccount.ts';
import { day, flag, list, moment, named, neededText, number, object, text, type Fields } from '../../transport/wire.ts';
import { toInvoiceLine } from './invoiceLine.ts';

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

/**
 * A customer invoice, credit note or the like. Whatever the API left out or sent as null is undefined; a section of a
 * list row also when it was not asked for. Amounts are in the company's currency, those `…InCurrency` in the document's.
 * Moments are ISO text in UTC, days `2026-01-31`, periods `202601`.
 */
export type Invoice = ReturnType<typeof toInvoice>;
/** VAT of one code on an invoice. */
export type InvoiceVat = ReturnType<typeof toInvoiceVat>;
/** A payment or credit note set against an invoice. */
export type InvoiceApplication = ReturnType<typeof toInvoiceApplication>;

/** CustomerInvoiceDto of the ERP API. Only the reference number must be there. */
export function toInvoice(from: Fields) {
  return {
    referenceNumber: neededText(from, 'referenceNumber'),
    documentType: text(from, 'documentType'),
    status: text(from, 'status'),
    hold: flag(from, 'hold'),
    revoked: flag(from, 'revoked'),
    customer: object(from, 'customer', toNumbered),
    customerRefNumber: text(from, 'customerRefNumber'),
    externalReference: text(from, 'externalReference'),
    paymentReference: text(from, 'paymentReference'),
    invoiceText: text(from, 'invoiceText'),
    note: text(from, 'note'),
    documentDate: day(from, 'documentDate'),
    dueDate: day(from, 'documentDueDate'),
    originalInvoiceDate: day(from, 'origInvoiceDate'),
    cashDiscountDate: day(from, 'cashDiscountDate'),
    startDate: day(from, 'startDate'),
    endDate: day(from, 'endDate'),
    financialPeriod: text(from, 'financialPeriod'),
    postPeriod: text(from, 'postPeriod'),
    closedFinancialPeriod: text(from, 'closedFinancialPeriod'),
    currencyId: text(from, 'currencyId'),
    exchangeRate: number(from, 'exchangeRate'),
    detailTotal: number(from, 'detailTotal'),
    detailTotalInCurrency: number(from, 'detailTotalInCurrency'),
    discountTotal: number(from, 'discountTotal'),
    discountTotalInCurrency: number(from, 'discountTotalInCurrency'),
    vatTaxableTotal: number(from, 'vatTaxableTotal'),
    vatTaxableTotalInCurrency: number(from, 'vatTaxableTotalInCurrency'),
    vatExemptTotal: number(from, 'vatExemptTotal'),
    vatExemptTotalInCurrency: number(from, 'vatExemptTotalInCurrency'),
    vatTotal: number(from, 'vatTotal'),
    vatTotalInCurrency: number(from, 'vatTotalInCurrency'),
    roundingDiff: number(from, 'roundingDiff'),
    amount: number(from, 'amount'),
    amountInCurrency: number(from, 'amountInCurrency'),
    balance: number(from, 'balance'),
    balanceInCurrency: number(from, 'balanceInCurrency'),
    cashDiscount: number(from, 'cashDiscount'),
    cashDiscountInCurrency: number(from, 'cashDiscountInCurrency'),
    creditTerms: named(from, 'creditTerms'),
    paymentMethod: named(from, 'paymentMethod'),
    cashAccount: text(from, 'cashAccount'),
    customerVatZone: named(from, 'customerVatZone'),
    location: object(from, 'location', toLocation),
    branch: object(from, 'branchNumber', toNumbered),
    project: named(from, 'project'),
    salesPerson: named(from, 'salesPerson'),
    account: ledgerAccount(from, 'account'),
    subaccount: subaccount(from, 'subaccount'),
    contact: object(from, 'contact', toContactReference),
    invoiceAddress: address(from, 'invoiceAddress'),
    invoiceContact: object(from, 'invoiceContact', toInvoiceContact),
    lines: list(from, 'invoiceLines', toInvoiceLine),
    /** VAT by code. */
    vat: list(from, 'taxDetails', toInvoiceVat),
    applications: list(from, 'applications', toInvoiceApplication),
    attachments: list(from, 'attachments', toAttachment),
    dunningLetterDate: day(from, 'dunningLetterDate'),
    dunningLetterLevel: number(from, 'dunningLetterLevel'),
    isRotRutDeductible: flag(from, 'isRotRutDeductible'),
    sendToAutoInvoice: flag(from, 'sendToAutoInvoice'),
    dontPrint: flag(from, 'dontPrint'),
    dontEmail: flag(from, 'dontEmail'),
    excludeDebtCollection: flag(from, 'excludeDebtCollection'),
    accountingCostRef: text(from, 'accountingCostRef'),
    originatorDocRef: text(from, 'originatorDocRef'),
    contractDocRef: text(from, 'contractDocRef'),
    created: moment(from, 'createdDateTime'),
    lastModified: moment(from, 'lastModifiedDateTime'),
    /** Changes at every write; the ETag holds the same. */
    version: text(from, 'timeStamp'),
  };
}

function toInvoiceVat(from: Fields) {
  const code = object(from, 'vatId', toVatCode);
  return {
    taxId: text(from, 'taxId'),
    taxableAmount: number(from, 'taxableAmount'),
    vatAmount: number(from, 'vatAmount'),
    code: code?.number,
    description: code?.description,
    /** Percent. */
    rate: number(from, 'vatRate'),
  };
}

function toVatCode(from: Fields) {
  return { number: text(from, 'number'), description: text(from, 'description') };
}

function toInvoiceApplication(from: Fields) {
  return {
    documentType: text(from, 'docType'),
    referenceNumber: text(from, 'refNbr'),
    amountPaid: number(from, 'amountPaid'),
    cashDiscountTaken: number(from, 'cashDiscountTaken'),
    balance: number(from, 'balance'),
    status: text(from, 'status'),
    applicationDate: day(from, 'applicationDate'),
    paymentRef: text(from, 'paymentRef'),
  };
}

function toInvoiceContact(from: Fields) {
  return {
    name: text(from, 'businessName'),
    attention: text(from, 'attention'),
    email: text(from, 'email'),
    phone1: text(from, 'phone1'),
  };
}

function toContactReference(from: Fields) {
  return { id: number(from, 'id'), name: text(from, 'name') };
}
