import { recordResource } from '../../api/resource.ts';
import { customers } from '../customers/resource.ts';
import { invoiceRecord } from './invoiceRecord.ts';
import { invoiceRoutes } from './invoiceRoutes.ts';
import { seedInvoices } from './seedInvoices.ts';

export const invoices = recordResource({
  name: 'invoice',
  record: invoiceRecord,
  seed: seedInvoices,
  routes: (table, source) => invoiceRoutes({ invoices: table, customers: customers.storage.table(source) }),
});
