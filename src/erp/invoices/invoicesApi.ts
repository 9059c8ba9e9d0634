import { erpResource, type ErpResource } from '../erpResource.ts';
import type { Transport } from '../transport.ts';
import { invoiceSchema, type Invoice } from './invoice.ts';
import { invoiceParameters, type InvoiceQuery } from './invoiceQuery.ts';

/** Customer invoices of the ERP API, reading only. Every call may throw ErpError. */
export type InvoicesApi = ErpResource<InvoiceQuery, Invoice>;

export function createInvoicesApi(transport: Transport, erpUrl: string): InvoicesApi {
  return erpResource(transport, {
    name: 'invoices',
    erpUrl,
    path: '/v1/customerinvoice',
    schema: invoiceSchema,
    parameters: invoiceParameters,
  });
}
