import { z } from 'zod';
import type { Address, Contact } from '../partners/partner.ts';

/** CustomerStatusEnum of the API. */
export const CUSTOMER_STATUSES = ['Active', 'OnHold', 'CreditHold', 'Inactive', 'OneTime'] as const;
/** CustomerCreditVerificationEnum of the API. */
export const CREDIT_VERIFICATIONS = ['Disabled', 'DaysPastDue', 'CreditLimit', 'LimitAndDaysPastDue'] as const;
/** CustomerStatementTypeEnum of the API. */
export const STATEMENT_TYPES = ['OpenItem', 'BalanceBroughtForward'] as const;

/** What is printed, mailed or sent; the names are those of the API. */
export const CUSTOMER_FLAGS = [
  'printInvoices',
  'acceptAutoInvoices',
  'sendInvoicesByEmail',
  'sendDunningLettersViaEMail',
  'printDunningLetters',
  'printStatements',
  'sendStatementsByEmail',
  'printMultiCurrencyStatements',
  'invoiceToDefaultLocation',
  'excludeDebtCollection',
] as const;

export interface CustomerRecord {
  id: number;
  number: string;
  name: string;
  status: (typeof CUSTOMER_STATUSES)[number];
  accountReference: string | null;
  parentNumber: string | null;
  customerClass: string;
  creditTerms: string;
  currencyId: string;
  creditVerification: (typeof CREDIT_VERIFICATIONS)[number];
  creditLimit: number;
  creditDaysPastDue: number;
  mainAddress: Address;
  mainContact: Contact;
  invoiceAddress: Address;
  invoiceContact: Contact;
  deliveryAddress: Address;
  deliveryContact: Contact;
  flags: Record<(typeof CUSTOMER_FLAGS)[number], boolean>;
  statementType: (typeof STATEMENT_TYPES)[number];
  vatRegistrationId: string | null;
  corporateId: string | null;
  gln: string | null;
  vatZone: string;
  attributes: Record<string, string>;
  priceClass: string | null;
  paymentMethod: string;
  numberOfEmployees: number | null;
  note: string | null;
  /** ISO text in UTC with milliseconds. */
  createdAt: string;
  modifiedAt: string;
  /** Goes up at every write. */
  version: number;
}

// Only recordTable.ts writes these texts, so reading one back needs no check of every field.
const stored = z.custom<CustomerRecord>((value) => typeof value === 'object' && value !== null);

/** Reads a customer back from the text it was stored as. */
export function parseCustomer(text: string): CustomerRecord {
  return stored.parse(JSON.parse(text));
}
