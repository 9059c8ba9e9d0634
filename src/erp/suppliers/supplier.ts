import { z } from 'zod';
import { addressSchema } from '../partners/address.ts';
import { contactSchema } from '../partners/contact.ts';
import { ledgerAccount, subaccount } from '../partners/ledgerAccount.ts';
import { flag, moment, named, number, text } from '../wire.ts';

/** Values of `status` that the API documents; it may send others. */
export const SUPPLIER_STATUSES = ['Active', 'OnHold', 'HoldPayments', 'Inactive', 'OneTime'] as const;

export type SupplierStatus = (typeof SUPPLIER_STATUSES)[number];

const glAccounts = z
  .object({
    supplierAccount: ledgerAccount,
    supplierSubaccount: subaccount,
    expenseAccount: ledgerAccount,
    expenseAccountNonTax: ledgerAccount,
    expenseEUAccount: ledgerAccount,
    expenseAccountImport: ledgerAccount,
    expenseSubaccount: subaccount,
  })
  .transform(({ expenseEUAccount, ...accounts }) => ({ ...accounts, expenseEuAccount: expenseEUAccount }));

const paymentDetail = z
  .object({
    paymentMethodDetailID: text,
    paymentMethodDetailDescription: text,
    paymentMethodDetailValue: text,
    paymentMethodDetailBankingDetailType: text,
  })
  .transform((detail) => ({
    id: detail.paymentMethodDetailID,
    description: detail.paymentMethodDetailDescription,
    value: detail.paymentMethodDetailValue,
    type: detail.paymentMethodDetailBankingDetailType,
  }));

const wireSupplier = z.object({
  internalId: number,
  number: z.string(),
  name: text,
  status: text,
  accountReference: text,
  parentRecord: z.object({ number: text, name: text }).optional(),
  supplierClass: named,
  documentLanguage: text,
  mainAddress: addressSchema.optional(),
  mainContact: contactSchema.optional(),
  remitAddress: addressSchema.optional(),
  remitContact: contactSchema.optional(),
  supplierAddress: addressSchema.optional(),
  supplierContact: contactSchema.optional(),
  location: z.object({ countryId: text, id: text, name: text }).optional(),
  currencyId: text,
  currencyOverride: flag,
  currencyRateOverride: flag,
  creditTerms: named,
  paymentMethod: named,
  cashAccount: text,
  chargeBearer: text,
  accountUsedForPayment: text,
  paymentBy: text,
  paymentLeadTime: number,
  paymentRefDisplayMask: text,
  paySeparately: flag,
  supplierPaymentMethodDetails: z.array(paymentDetail).optional(),
  vatRegistrationId: text,
  corporateId: text,
  vatZone: named,
  glAccounts: glAccounts.optional(),
  attributes: z.array(z.object({ id: text, value: text, description: text })).optional(),
  retainageApply: flag,
  retainageCashAccountID: text,
  retainagePct: number,
  note: text,
  numberOfEmployees: number,
  naceCode: text,
  landedCostSupplier: flag,
  lastModifiedDateTime: moment,
  timeStamp: text,
});

/** SupplierDto of the ERP API. Only the number must be there. */
export const supplierSchema = wireSupplier.transform(
  ({
    supplierPaymentMethodDetails,
    glAccounts: accounts,
    retainageApply,
    retainageCashAccountID,
    retainagePct,
    lastModifiedDateTime,
    timeStamp,
    ...supplier
  }) => ({
    ...supplier,
    /** The bank account and the like. */
    paymentDetails: supplierPaymentMethodDetails,
    accounts,
    retainage: { applies: retainageApply, cashAccount: retainageCashAccountID, percent: retainagePct },
    lastModified: lastModifiedDateTime,
    /** Changes at every write; the ETag holds the same. */
    version: timeStamp,
  }),
);

/**
 * A supplier. Whatever the API left out or sent as null is undefined; a section of a list row also when it was not asked
 * for. Moments are ISO text in UTC.
 */
export type Supplier = z.output<typeof supplierSchema>;
