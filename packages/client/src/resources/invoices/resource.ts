import { z } from 'zod';
import { marking } from '../../sync/mark.ts';
import type { CallContext } from '../../transport/callContext.ts';
import { among, erpResource, withCalls } from '../resource.ts';
import { remover, type Written } from '../writes.ts';
import { INVOICE_COLUMNS } from './columns.ts';
import { toInvoice } from './invoice.ts';
import { INVOICE_SECTIONS, invoiceParameters, type InvoiceQuery } from './query.ts';

const path = '/v1/customerinvoice';

const READING = erpResource({
  slug: 'invoices',
  path,
  read: toInvoice,
  parameters: invoiceParameters,
  toQuery: ({ sections, ...query }): InvoiceQuery => ({ ...query, with: among(INVOICE_SECTIONS, sections) }),
  columns: INVOICE_COLUMNS,
  tableColumns: ['documentType', 'referenceNumber', 'status', 'customerName', 'documentDate', 'amount', 'balance'],
  sections: INVOICE_SECTIONS,
  identifier: ['reference number'],
  identify: marking(z.object({ documentType: z.string().optional(), referenceNumber: z.string() }), (invoice) =>
    [invoice.documentType, invoice.referenceNumber].join(' '),
  ),
});

export interface InvoiceCalls {
  /** @throws ErpError erp_rejected when the ERP keeps it: a released document cannot be deleted */
  readonly delete: (context: CallContext, referenceNumber: string) => Promise<Written>;
}

export interface InvoiceTenantCalls {
  /** An invoice that is released stays (`rejected`). */
  readonly delete: (referenceNumber: string) => Promise<Written>;
}

/** Customer invoices of the ERP API. */
export const INVOICES = withCalls(READING, {
  connect: (port): InvoiceCalls => ({ delete: remover(port, { name: 'invoices', path }) }),
  writes: ['delete'],
  forTenant: (calls, { write }): InvoiceTenantCalls => ({
    delete: (number) => write('delete', (context) => calls.delete(context, number)),
  }),
});

/** Every call may throw ErpError. */
export type InvoicesApi = ReturnType<typeof INVOICES.connect>;
