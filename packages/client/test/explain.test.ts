import { expect, test } from '@jest/globals';
import { ErpError } from '../src/errors.ts';
import { explain } from '../src/explain.ts';

const ASKED = { clientId: 'the-client', issuer: 'https://connect.test', tenantId: 'the-tenant', scopes: [] };

test.each([
  [405, 'The ERP refused the request: its state does not allow this.'],
  [400, 'The ERP refused the request: it did not say why.'],
])('a refusal without words is one whole sentence, with status %d', (status, message) => {
  expect(explain(new ErpError('erp_rejected', { status }), ASKED)).toMatchObject({ code: 'rejected', message });
});
