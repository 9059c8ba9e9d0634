import { z } from 'zod';
import { addressSchema, contactSchema } from '../../dataset/address.ts';

/** EmployeeStatusEnum of the API, which suppliers use too. */
export const SUPPLIER_STATUSES = ['Active', 'OnHold', 'HoldPayments', 'Inactive', 'OneTime'] as const;

export const supplierRecord = z.object({
  id: z.number(),
  number: z.string(),
  name: z.string(),
  status: z.enum(SUPPLIER_STATUSES),
  accountReference: z.string().nullable(),
  supplierClass: z.string(),
  creditTerms: z.string(),
  currencyId: z.string(),
  address: addressSchema,
  contact: contactSchema,
  paymentMethod: z.string(),
  paymentLeadTime: z.number(),
  bankAccount: z.string(),
  vatRegistrationId: z.string().nullable(),
  corporateId: z.string().nullable(),
  vatZone: z.string(),
  attributes: z.record(z.string(), z.string()),
  note: z.string().nullable(),
  numberOfEmployees: z.number().nullable(),
  /** ISO text in UTC with milliseconds. */
  createdAt: z.string(),
  modifiedAt: z.string(),
  version: z.number(),
});

export type SupplierRecord = z.infer<typeof supplierRecord>;
