import { z } from 'zod';
import { amount, choice, flag, notKept, text, wrapped } from '../writing/wrapped.ts';
import { CREDIT_VERIFICATIONS, CUSTOMER_STATUSES, STATEMENT_TYPES } from './customerRecord.ts';

const address = wrapped(
  z.object({
    addressLine1: text(50),
    addressLine2: text(50),
    addressLine3: text(50),
    postalCode: text(20),
    city: text(50),
    countryId: text(2),
    county: text(50),
  }),
);

const contact = wrapped(
  z.object({
    name: text(255),
    attention: text(255),
    email: text(255),
    web: text(255),
    phone1: text(50),
    phone2: text(50),
    fax: text(50),
  }),
);

/**
 * CustomerUpdateDto: the body of POST and PUT. Lengths are guesses.
 */
export const customerBody = z.object({
  number: text(30),
  name: text(60),
  status: choice(CUSTOMER_STATUSES),
  accountReference: text(50),
  numberOfEmployees: wrapped(z.int().min(0)),
  parentRecordNumber: text(30),
  currencyId: text(5),
  creditLimit: amount(),
  creditDaysPastDue: wrapped(z.int().min(0)),
  customerClassId: text(10),
  creditTermsId: text(10),
  printInvoices: flag(),
  acceptAutoInvoices: flag(),
  sendInvoicesByEmail: flag(),
  sendDunningLettersViaEMail: flag(),
  printDunningLetters: flag(),
  printStatements: flag(),
  sendStatementsByEmail: flag(),
  printMultiCurrencyStatements: flag(),
  invoiceToDefaultLocation: flag(),
  excludeDebtCollection: flag(),
  vatRegistrationId: text(50),
  corporateId: text(50),
  vatZoneId: text(10),
  gln: text(13),
  note: text(2048),
  mainAddress: address,
  mainContact: contact,
  creditVerification: choice(CREDIT_VERIFICATIONS),
  invoiceAddress: address,
  invoiceContact: contact,
  statementType: choice(STATEMENT_TYPES),
  deliveryAddress: address,
  deliveryContact: contact,
  priceClassId: text(10),
  overrideNumberSeries: flag(),
  overrideWithClassValues: notKept,
  eInvoiceContract: notKept,
  defaultPaymentMethod: notKept,
  glAccounts: notKept,
  directDebitLines: notKept,
  attributeLines: notKept,
});

export type CustomerBody = z.infer<typeof customerBody>;
export type AddressBody = CustomerBody['mainAddress'];
export type ContactBody = CustomerBody['mainContact'];
