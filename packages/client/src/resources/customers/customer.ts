import { toAttribute, toLocation, toNumbered } from '../parts/commonParts.ts';
import { address } from '../parts/address.ts';
import { contact } from '../parts/contact.ts';
import { ledgerAccount, subaccount } from '../parts/ledgerAccount.ts';
import { day, flag, list, moment, named, neededText, number, object, text, type Fields } from '../../transport/wire.ts';

/** Values of `status` that the API documents; it may send others. */
export const CUSTOMER_STATUSES = ['Active', 'OnHold', 'CreditHold', 'Inactive', 'OneTime'] as const;
export const CREDIT_VERIFICATIONS = ['Disabled', 'DaysPastDue', 'CreditLimit', 'LimitAndDaysPastDue'] as const;
export const STATEMENT_TYPES = ['OpenItem', 'BalanceBroughtForward'] as const;

export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];
export type CreditVerification = (typeof CREDIT_VERIFICATIONS)[number];
export type StatementType = (typeof STATEMENT_TYPES)[number];

/**
 * A customer. Whatever the API left out or sent as null is undefined; a section of a list row also when it was not asked
 * for. Moments are ISO text in UTC, days `2026-01-31`.
 */
export type Customer = ReturnType<typeof toCustomer>;

/** CustomerDto of the ERP API. Only the number must be there. */
export function toCustomer(from: Fields) {
  return {
    internalId: number(from, 'internalId'),
    number: neededText(from, 'number'),
    name: text(from, 'name'),
    status: text(from, 'status'),
    accountReference: text(from, 'accountReference'),
    parentRecord: object(from, 'parentRecord', toNumbered),
    customerClass: named(from, 'customerClass'),
    priceClass: named(from, 'priceClass'),
    mainAddress: address(from, 'mainAddress'),
    mainContact: contact(from, 'mainContact'),
    invoiceAddress: address(from, 'invoiceAddress'),
    invoiceContact: contact(from, 'invoiceContact'),
    deliveryAddress: address(from, 'deliveryAddress'),
    deliveryContact: contact(from, 'deliveryContact'),
    location: object(from, 'location', toLocation),
    currencyId: text(from, 'currencyId'),
    creditTerms: named(from, 'creditTerms'),
    creditVerification: text(from, 'creditVerification'),
    creditLimit: number(from, 'creditLimit'),
    creditDaysPastDue: number(from, 'creditDaysPastDue'),
    vatRegistrationId: text(from, 'vatRegistrationId'),
    corporateId: text(from, 'corporateId'),
    gln: text(from, 'gln'),
    vatZone: named(from, 'vatZone'),
    statementType: text(from, 'statementType'),
    printInvoices: flag(from, 'printInvoices'),
    acceptAutoInvoices: flag(from, 'acceptAutoInvoices'),
    sendInvoicesByEmail: flag(from, 'sendInvoicesByEmail'),
    printDunningLetters: flag(from, 'printDunningLetters'),
    sendDunningLettersViaEmail: flag(from, 'sendDunningLettersViaEMail'),
    printStatements: flag(from, 'printStatements'),
    sendStatementsByEmail: flag(from, 'sendStatementsByEmail'),
    printMultiCurrencyStatements: flag(from, 'printMultiCurrencyStatements'),
    invoiceToDefaultLocation: flag(from, 'invoiceToDefaultLocation'),
    excludeDebtCollection: flag(from, 'excludeDebtCollection'),
    numberOfEmployees: number(from, 'numberOfEmployees'),
    attributes: list(from, 'attributes', toAttribute),
    defaultPaymentMethodId: text(from, 'defaultPaymentMethodId'),
    paymentMethods: list(from, 'paymentMethods', toPaymentMethod),
    directDebitLines: list(from, 'directDebitLines', toDirectDebit),
    accounts: object(from, 'glAccounts', toCustomerAccounts),
    created: moment(from, 'createdDateTime'),
    lastModified: moment(from, 'lastModifiedDateTime'),
    /** Changes at every write; the ETag holds the same. */
    version: text(from, 'timeStamp'),
  };
}

function toPaymentMethod(from: Fields) {
  return { paymentMethodId: text(from, 'paymentMethodId'), isDefault: flag(from, 'isDefault') };
}

function toDirectDebit(from: Fields) {
  return {
    id: text(from, 'id'),
    mandateId: text(from, 'mandateId'),
    mandateDescription: text(from, 'mandateDescription'),
    dateOfSignature: day(from, 'dateOfSignature'),
    isDefault: flag(from, 'isDefault'),
    oneTime: flag(from, 'oneTime'),
    bic: text(from, 'bic'),
    iban: text(from, 'iban'),
    lastCollectionDate: day(from, 'lastCollectionDate'),
    maxAmount: number(from, 'maxAmount'),
    expirationDate: day(from, 'expirationDate'),
    branch: text(from, 'branch'),
  };
}

function toCustomerAccounts(from: Fields) {
  return {
    customerLedgerAccount: ledgerAccount(from, 'customerLedgerAccount'),
    customerLedgerSubaccount: subaccount(from, 'customerLedgerSubaccount'),
    salesAccount: ledgerAccount(from, 'salesAccount'),
    salesNonTaxableAccount: ledgerAccount(from, 'salesNonTaxableAccount'),
    salesEuAccount: ledgerAccount(from, 'salesEuAccount'),
    salesExportAccount: ledgerAccount(from, 'salesExportAccount'),
    salesSubaccount: subaccount(from, 'salesSubaccount'),
    discountAccount: ledgerAccount(from, 'discountAccount'),
    discountSubaccount: subaccount(from, 'discountSubaccount'),
    freightAccount: ledgerAccount(from, 'freightAccount'),
    freightSubaccount: subaccount(from, 'freightSubaccount'),
    cashDiscountAccount: ledgerAccount(from, 'cashDiscountAccount'),
    cashDiscountSubaccount: subaccount(from, 'cashDiscountSubaccount'),
    prepaymentAccount: ledgerAccount(from, 'prepaymentAccount'),
    prepaymentSubaccount: subaccount(from, 'prepaymentSubaccount'),
  };
}
