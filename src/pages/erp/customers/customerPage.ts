import type { Router } from 'express';
import { asCurl } from 'visma-net-client/asCurl';
import type { CustomersApi } from 'visma-net-client/resources/customers/resource';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { toCustomerView } from './customerView.ts';
import { changesOf, detailPage } from '../details/detailPage.ts';

export interface CustomerPageDeps {
  readonly customers: Pick<CustomersApi, 'get' | 'itemAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

/** One customer, with everything that the ERP says about it. */
export function customerPage({ customers, withCompanyToken }: CustomerPageDeps): Router {
  return detailPage('customers', async (req, tenantId, number) => {
    const { value: customer } = await withCompanyToken(req, tenantId, (context) => customers.get(context, number));
    return toCustomerView(tenantId, customer, {
      changes: changesOf(req, tenantId, 'customers', customer.number),
      curls: [asCurl(customers.itemAddress(number))],
    });
  });
}
