import { createSealer } from '../../src/connections/seal.ts';
import { connectAll } from 'visma-net-client/resources';
import type { ApiPort } from 'visma-net-client/resources/resource';
import type { ErpPagesDeps } from '../../src/pages/erp/resourceSection.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import { createForms } from '../../src/web/forms/forms.ts';

/** APIs of which every list is empty. */
const EMPTY: ApiPort = {
  origins: { erp: 'http://erp.test', salesOrder: 'http://orders.test' },
  transport: {
    send: (_context, { url }) => {
      const text = url.pathname.startsWith('/api/v3/') ? '{"value":[],"totalCount":0}' : '[]';
      return Promise.resolve({ status: 200, headers: {}, text, quota: undefined });
    },
    close: () => Promise.resolve(),
  },
};

/** What the pages of the ERP are made of, for companies whose every list is empty. Nothing is asked over the network. */
export function anErpOf(change: Partial<ErpPagesDeps> = {}): ErpPagesDeps {
  return {
    ...connectAll(EMPTY),
    port: EMPTY,
    forms: createForms({
      store: memoryStore({ now: Date.now }),
      sealerFor: (purpose) => createSealer(['a-secret-for-this-test'], purpose),
      now: Date.now,
    }),
    now: Date.now,
    withCompanyToken: (_req, tenantId, call) => call({ accessToken: `token-of-${tenantId}`, correlationId: 'c' }),
    ...change,
  };
}
