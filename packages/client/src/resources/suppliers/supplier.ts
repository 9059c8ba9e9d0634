import { toAttribute, toLocation, toNumbered } from '../parts/commonParts.ts';
import { address } from '../parts/address.ts';
import { contact } from '../parts/contact.ts';
import { ledgerAccount, subaccount } from '../parts/ledgerAccount.ts';
import { flag, list, moment, named, neededText, number, object, text, type Fields } from '../../transport/wire.ts';

/** Values of `status` that the API documents; it may send others. */
export const SUPPLIER_STATUSES = ['Active', 'OnHold', 'HoldPayments', 'Inactive', 'OneTime'] as const;

export type SupplierStatus = (typeof SUPPLIER_STATUSES)[number];

/**
 * A supplier. Whatever the API left out or sent as null is undefined; a section of a list row also when it was not asked
 * for. Moments are ISO text in UTC.
 */
export type Supplier = ReturnType<typeof toSupplier>;

/** SupplierDto of the ERP API. Only the number must be there. */
export function toSupplier(from: Fields) {
  return {
    internalId: number(from, 'internalId'),
    number: neededText(from, 'number'),
    name: text(from, 'name'),
    status: text(from, 'status'),
    accountReference: text(from, 'accountReference'),
    parentRecord: object(from, 'parentRecord', toNumbered),
    supplierClass: named(from, 'supplierClass'),
    documentLanguage: text(from, 'documentLanguage'),
    mainAddress: address(from, 'mainAddress'),
    mainContact: contact(from, 'mainContact'),
    remitAddress: address(from, 'remitAddress'),
    remitContact: contact(from, 'remitContact'),
    supplierAddress: address(from, 'supplierAddress'),
    supplierContact: contact(from, 'supplierContact'),
    location: object(from, 'location', toLocation),
    currencyId: text(from, 'currencyId'),
    currencyOverride: flag(from, 'currencyOverride'),
    currencyRateOverride: flag(from, 'currencyRateOverride'),
    creditTerms: named(from, 'creditTerms'),
    paymentMethod: named(from, 'paymentMethod'),
    cashAccount: text(from, 'cashAccount'),
    chargeBearer: text(from, 'chargeBearer'),
    accountUsedForPayment: text(from, 'accountUsedForPayment'),
    paymentBy: text(from, 'paymentBy'),
    paymentLeadTime: number(from, 'paymentLeadTime'),
    paymentRefDisplayMask: text(from, 'paymentRefDisplayMask'),
    paySeparately: flag(from, 'paySeparately'),
    /** The bank account and the like. */
    paymentDetails: list(from, 'supplierPaymentMethodDetails', toPaymentDetail),
    vatRegistrationId: text(from, 'vatRegistrationId'),
    corporateId: text(from, 'corporateId'),
    vatZone: named(from, 'vatZone'),
    accounts: object(from, 'glAccounts', toSupplierAccounts),
    attributes: list(from, 'attributes', toAttribute),
    retainage: {
      applies: flag(from, 'retainageApply'),
      cashAccount: text(from, 'retainageCashAccountID'),
      percent: number(from, 'retainagePct'),
    },
    note: text(from, 'note'),
    numberOfEmployees: number(from, 'numberOfEmployees'),
    naceCode: text(from, 'naceCode'),
    landedCostSupplier: flag(from, 'landedCostSupplier'),
    lastModified: moment(from, 'lastModifiedDateTime'),
    /** Changes at every write; the ETag holds the same. */
    version: text(from, 'timeStamp'),
  };
}

function toPaymentDetail(from: Fields) {
  return {
    id: text(from, 'paymentMethodDetailID'),
    description: text(from, 'paymentMethodDetailDescription'),
    value: text(from, 'paymentMethodDetailValue'),
    type: text(from, 'paymentMethodDetailBankingDetailType'),
  };
}

function toSupplierAccounts(from: Fields) {
  return {
    supplierAccount: ledgerAccount(from, 'supplierAccount'),
    supplierSubaccount: subaccount(from, 'supplierSubaccount'),
    expenseAccount: ledgerAccount(from, 'expenseAccount'),
    expenseAccountNonTax: ledgerAccount(from, 'expenseAccountNonTax'),
    expenseEuAccount: ledgerAccount(from, 'expenseEUAccount'),
    expenseAccountImport: ledgerAccount(from, 'expenseAccountImport'),
    expenseSubaccount: subaccount(from, 'expenseSubaccount'),
  };
}
