import { z } from 'zod';
import { addressSchema, contactSchema } from '../../dataset/address.ts';

/** CustomerStatusEnum of the API. */
export const CUSTOMER_STATUSES = ['Active', 'OnHold', 'CreditHold', 'Inactive', 'OneTime'] as const;
/** CustomerCreditVerificationEnum of the API. */
export const CREDIT_VERIFICATIONS = ['Disabled', 'DaysPastDue', 'CreditLimit', 'LimitAndDaysPastDue'] as const;
/** CustomerStatementTypeEnum of the API. */
export const STATEMENT_TYPES = ['OpenItem', 'BalanceBroughtForward'] as const;

/** What is printed, mailed or sent; the names are those of the API. */
const CUSTOMER_FLAGS = [
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

export const customerRecord = z.object({
  id: z.number(),
  number: z.string(),
  name: z.string(),
  status: z.enum(CUSTOMER_STATUSES),
  accountReference: z.string().nullable(),
  parentNumber: z.string().nullable(),
  customerClass: z.string(),
  creditTerms: z.string(),
  currencyId: z.string(),
  creditVerification: z.enum(CREDIT_VERIFICATIONS),
  creditLimit: z.number(),
  creditDaysPastDue: z.number(),
  mainAddress: addressSchema,
  mainContact: contactSchema,
  invoiceAddress: addressSchema,
  invoiceContact: contactSchema,
  deliveryAddress: addressSchema,
  deliveryContact: contactSchema,
  flags: z.record(z.enum(CUSTOMER_FLAGS), z.boolean()),
  statementType: z.enum(STATEMENT_TYPES),
  vatRegistrationId: z.string().nullable(),
  corporateId: z.string().nullable(),
  gln: z.string().nullable(),
  vatZone: z.string(),
  attributes: z.record(z.string(), z.string()),
  priceClass: z.string().nullable(),
  paymentMethod: z.string(),
  numberOfEmployees: z.number().nullable(),
  note: z.string().nullable(),
  /** ISO text in UTC with milliseconds. */
  createdAt: z.string(),
  modifiedAt: z.string(),
  /** Goes up at every write. */
  version: z.number(),
});

export type CustomerRecord = z.infer<typeof customerRecord>;
