import type { Router } from 'express';
import { asCurl } from 'visma-net-client/asCurl';
import type { SuppliersApi } from 'visma-net-client/resources/suppliers/resource';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { toSupplierView } from './supplierView.ts';
import { detailPage } from '../details/detailPage.ts';

export interface SupplierPageDeps {
  readonly suppliers: Pick<SuppliersApi, 'get' | 'itemAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

/** One supplier, with everything that the ERP says about it. */
export function supplierPage({ suppliers, withCompanyToken }: SupplierPageDeps): Router {
  return detailPage('suppliers', async (req, tenantId, number) => {
    const { value: supplier } = await withCompanyToken(req, tenantId, (context) => suppliers.get(context, number));
    return toSupplierView(tenantId, supplier, [asCurl(suppliers.itemAddress(number))]);
  });
}
