import type { Router } from 'express';
import { asCurl } from '../../../client/asCurl.ts';
import type { InvoicesApi } from '../../../client/resources/invoices/resource.ts';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { toInvoiceView } from './invoiceView.ts';
import { detailPage } from '../details/detailPage.ts';

export interface InvoicePageDeps {
  readonly invoices: Pick<InvoicesApi, 'get' | 'itemAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

/** One customer invoice, with its lines, totals and VAT. */
export function invoicePage({ invoices, withCompanyToken }: InvoicePageDeps): Router {
  return detailPage('invoices', async (req, tenantId, number) => {
    const { value: invoice } = await withCompanyToken(req, tenantId, (context) => invoices.get(context, number));
    return toInvoiceView(tenantId, invoice, [asCurl(invoices.itemAddress(number))]);
  });
}
