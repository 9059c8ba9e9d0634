import type { StoredRecord } from '../../dataset/recordTable.ts';
import type { CompanyBook } from '../../dataset/companies/companyDataset.ts';
import { seedCustomers } from '../customers/seedCustomers.ts';
import { seedInvoices } from '../invoices/seedInvoices.ts';
import { seedOrders } from '../../salesOrder/seedOrders.ts';
import { seedSuppliers } from '../suppliers/seedSuppliers.ts';

/** The seeded records of one kind. */
export interface SeededRecords {
  readonly kind: 'customer' | 'supplier' | 'invoice' | 'order';
  readonly records: readonly StoredRecord[];
}

/** Partners, invoices and orders of a company. Made once: a sandbox that is reset between tests needs them often. */
export function seedDocuments(book: CompanyBook): readonly SeededRecords[] {
  const known = made.get(book);
  if (known) return known;
  const customers = seedCustomers(book);
  const documents: readonly SeededRecords[] = [
    { kind: 'customer', records: customers },
    { kind: 'supplier', records: seedSuppliers(book) },
    { kind: 'invoice', records: seedInvoices(book, customers) },
    { kind: 'order', records: seedOrders(book, customers) },
  ];
  made.set(book, documents);
  return documents;
}

const made = new WeakMap<CompanyBook, readonly SeededRecords[]>();
