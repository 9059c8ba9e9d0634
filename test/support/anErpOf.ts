import { createSealer } from '../../src/connections/seal.ts';
import { createErpClient } from 'visma-net-client/erpClient';
import type { ErpPagesDeps } from '../../src/pages/erp/resourceSection.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import { createForms } from '../../src/web/forms/forms.ts';
import { listApi } from './listApi.ts';

/** What the pages of the ERP are made of, for companies whose every list is empty. Nothing is asked over the network. */
export function anErpOf(change: Partial<ErpPagesDeps> = {}): ErpPagesDeps {
  const erp = createErpClient({ erpUrl: 'http://erp.test', salesOrderUrl: 'http://orders.test', version: '0.0.0' });
  return {
    inventory: { ...erp.inventory, ...listApi([]) },
    customers: { ...erp.customers, ...listApi([]) },
    suppliers: { ...erp.suppliers, ...listApi([]) },
    invoices: { ...erp.invoices, ...listApi([]) },
    salesOrders: { ...erp.salesOrders, ...listApi([]) },
    port: erp.port,
    forms: createForms({
      store: memoryStore({ now: Date.now }),
      sealerFor: (purpose) => createSealer(['a-secret-for-this-test'], purpose),
      now: Date.now,
    }),
    withCompanyToken: (_req, tenantId, call) => call({ accessToken: `token-of-${tenantId}`, correlationId: 'c' }),
    ...change,
  };
}
