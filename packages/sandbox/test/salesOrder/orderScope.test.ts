import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aToken, startErpStack, type ErpStack } from '../erp/erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(20)));
afterAll(() => erp.stop());

const INTERACTIVE = 'vismanet_erp_interactive_api:read';
const SERVICE = 'vismanet_erp_service_api:read';
const ORDERS = 'visma.net.erp.salesorder:read';

test.each([
  ['a person with the interactive ERP scope', {}, INTERACTIVE, 200],
  ['a person with the scope of the Sales Order API', {}, ORDERS, 200],
  ['a person with the ERP scope of services', {}, SERVICE, 403],
  ['a service with the scope of the Sales Order API', { sub: undefined }, ORDERS, 200],
  ['a service with the ERP scope of services', { sub: undefined }, SERVICE, 403],
  ['a service with the interactive ERP scope', { sub: undefined }, INTERACTIVE, 403],
])('%s reads orders: %#', async (_case, claims, scope, status) => {
  const token = aToken({ ...claims, scope: [scope] });
  expect((await erp.call('/api/v3/SalesOrders?pageSize=1', { token })).status).toBe(status);
});
