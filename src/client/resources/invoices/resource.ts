import type { CallContext } from '../../transport/callContext.ts';
import { erpResource, type ErpResource } from '../erpResource.ts';
import type { Transport } from '../../transport/transport.ts';
import { remover, type Written } from '../writes.ts';
import { toInvoice, type Invoice } from './invoice.ts';
import { invoiceParameters, type InvoiceQuery } from './query.ts';

/** Customer invoices of the ERP API. Every call may throw ErpError. */
export interface InvoicesApi extends ErpResource<InvoiceQuery, Invoice> {
  /** @throws ErpError erp_rejected when the ERP keeps it: a released document cannot be deleted */
  delete: (context: CallContext, referenceNumber: string) => Promise<Written>;
}

export function createInvoicesApi(transport: Transport, erpUrl: string): InvoicesApi {
  const place = { name: 'invoices', erpUrl, path: '/v1/customerinvoice' };
  return {
    ...erpResource(transport, { ...place, read: toInvoice, parameters: invoiceParameters }),
    delete: remover(transport, place),
  };
}
