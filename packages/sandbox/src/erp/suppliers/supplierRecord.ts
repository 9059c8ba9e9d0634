import { z } from 'zod';
import type { Address, Contact } from '../partners/partner.ts';

/** EmployeeStatusEnum of the API, which suppliers use too. */
export const SUPPLIER_STATUSES = ['Active', 'OnHold', 'HoldPayments', 'Inactive', 'OneTime'] as const;

export interface SupplierRecord {
  id: number;
  number: string;
  name: string;
  status: (typeof SUPPLIER_STATUSES)[number];
  accountReference: string | null;
  supplierClass: string;
  creditTerms: string;
  currencyId: string;
  address: Address;
  contact: Contact;
  paymentMethod: string;
  paymentLeadTime: number;
  bankAccount: string;
  vatRegistrationId: string | null;
  corporateId: string | null;
  vatZone: string;
  attributes: Record<string, string>;
  note: string | null;
  numberOfEmployees: number | null;
  /** ISO text in UTC with milliseconds. */
  createdAt: string;
  modifiedAt: string;
  version: number;
}

// Only recordTable.ts writes these texts, so reading one back needs no check of every field.
const stored = z.custom<SupplierRecord>((value) => typeof value === 'object' && value !== null);

/** Reads a supplier back from the text it was stored as. */
export function parseSupplier(text: string): SupplierRecord {
  return stored.parse(JSON.parse(text));
}
