import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, HANDEL, OLA, tokensOf } from '../connect/connectStack.ts';
import { controlCall } from '../control/controlCall.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await aSandbox()));
afterAll(() => sandbox.stop());

test('A person who has lost the role API User is answered with 12027, and the log names the role', async () => {
  const { access_token: token } = await tokensOf(sandbox, { username: OLA });
  const list = () =>
    fetch(new URL('/v1/inventory?pageSize=1', sandbox.url), { headers: { authorization: `Bearer ${token}` } });
  expect((await list()).status).toBe(200);
  await controlCall(sandbox, 'PUT', `people/${OLA}`, { roles: { [HANDEL]: [] } });
  const refused = await list();
  expect([refused.status, await refused.json()]).toEqual([
    400,
    expect.objectContaining({ ExceptionFaultCode: '12027', ExceptionMessage: 'No license for this company.' }),
  ]);
  const { body } = await controlCall(sandbox, 'GET', 'requests?limit=1');
  expect(JSON.stringify(body)).toContain('role API User');
  await controlCall(sandbox, 'PUT', 'settings', { erpChecksRole: false });
  expect((await list()).status).toBe(200);
});
