import type { Router } from 'express';
import { asCurl } from 'visma-net-client/asCurl';
import type { InvoicesApi } from 'visma-net-client/resources/invoices/resource';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { dayOf } from './dueStatus.ts';
import { toInvoiceView } from './invoiceView.ts';
import { detailPage } from '../details/detailPage.ts';

export interface InvoicePageDeps {
  readonly invoices: Pick<InvoicesApi, 'get' | 'itemAddress'>;
  readonly withCompanyToken: WithCompanyToken;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** One customer invoice, with its lines, totals and VAT. */
export function invoicePage({ invoices, withCompanyToken, now }: InvoicePageDeps): Router {
  return detailPage('invoices', async (req, tenantId, number) => {
    const { value: invoice } = await withCompanyToken(req, tenantId, (context) => invoices.get(context, number));
    const curls = [asCurl(invoices.itemAddress(number))];
    return toInvoiceView(tenantId, invoice, { curls, today: dayOf(now()) });
  });
}
