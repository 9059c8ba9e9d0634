import { z } from 'zod';
import { addressSchema } from '../partners/address.ts';
import { contactSchema } from '../partners/contact.ts';
import { ledgerAccount, subaccount } from '../partners/ledgerAccount.ts';
import { day, flag, moment, named, number, text } from '../wire.ts';

/** Values of `status` that the API documents; it may send others. */
export const CUSTOMER_STATUSES = ['Active', 'OnHold', 'CreditHold', 'Inactive', 'OneTime'] as const;
export const CREDIT_VERIFICATIONS = ['Disabled', 'DaysPastDue', 'CreditLimit', 'LimitAndDaysPastDue'] as const;
export const STATEMENT_TYPES = ['OpenItem', 'BalanceBroughtForward'] as const;

export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];
export type CreditVerification = (typeof CREDIT_VERIFICATIONS)[number];
export type StatementType = (typeof STATEMENT_TYPES)[number];

const directDebit = z.object({
  id: text,
  mandateId: text,
  mandateDescription: text,
  dateOfSignature: day,
  isDefault: flag,
  oneTime: flag,
  bic: text,
  iban: text,
  lastCollectionDate: day,
  maxAmount: number,
  expirationDate: day,
  branch: text,
});

const glAccounts = z.object({
  customerLedgerAccount: ledgerAccount,
  customerLedgerSubaccount: subaccount,
  salesAccount: ledgerAccount,
  salesNonTaxableAccount: ledgerAccount,
  salesEuAccount: ledgerAccount,
  salesExportAccount: ledgerAccount,
  salesSubaccount: subaccount,
  discountAccount: ledgerAccount,
  discountSubaccount: subaccount,
  freightAccount: ledgerAccount,
  freightSubaccount: subaccount,
  cashDiscountAccount: ledgerAccount,
  cashDiscountSubaccount: subaccount,
  prepaymentAccount: ledgerAccount,
  prepaymentSubaccount: subaccount,
});

const wireCustomer = z.object({
  internalId: number,
  number: z.string(),
  name: text,
  status: text,
  accountReference: text,
  parentRecord: z.object({ number: text, name: text }).optional(),
  customerClass: named,
  priceClass: named,
  mainAddress: addressSchema.optional(),
  mainContact: contactSchema.optional(),
  invoiceAddress: addressSchema.optional(),
  invoiceContact: contactSchema.optional(),
  deliveryAddress: addressSchema.optional(),
  deliveryContact: contactSchema.optional(),
  location: z.object({ countryId: text, id: text, name: text }).optional(),
  currencyId: text,
  creditTerms: named,
  creditVerification: text,
  creditLimit: number,
  creditDaysPastDue: number,
  vatRegistrationId: text,
  corporateId: text,
  gln: text,
  vatZone: named,
  statementType: text,
  printInvoices: flag,
  acceptAutoInvoices: flag,
  sendInvoicesByEmail: flag,
  printDunningLetters: flag,
  sendDunningLettersViaEMail: flag,
  printStatements: flag,
  sendStatementsByEmail: flag,
  printMultiCurrencyStatements: flag,
  invoiceToDefaultLocation: flag,
  excludeDebtCollection: flag,
  numberOfEmployees: number,
  attributes: z.array(z.object({ id: text, value: text, description: text })).optional(),
  defaultPaymentMethodId: text,
  paymentMethods: z.array(z.object({ paymentMethodId: text, isDefault: flag })).optional(),
  directDebitLines: z.array(directDebit).optional(),
  glAccounts: glAccounts.optional(),
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  timeStamp: text,
});

/** CustomerDto of the ERP API. Only the number must be there. */
export const customerSchema = wireCustomer.transform(
  ({
    glAccounts: accounts,
    sendDunningLettersViaEMail,
    createdDateTime,
    lastModifiedDateTime,
    timeStamp,
    ...customer
  }) => ({
    ...customer,
    // Writes call it so.
    sendDunningLettersViaEmail: sendDunningLettersViaEMail,
    accounts,
    created: createdDateTime,
    lastModified: lastModifiedDateTime,
    /** Changes at every write; the ETag holds the same. */
    version: timeStamp,
  }),
);

/**
 * A customer. Whatever the API left out or sent as null is undefined; a section of a list row also when it was not asked
 * for. Moments are ISO text in UTC, days `2026-01-31`.
 */
export type Customer = z.output<typeof customerSchema>;
