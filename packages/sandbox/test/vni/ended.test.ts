import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { controlCall } from '../control/controlCall.ts';
import { vniAuthorizeUrl } from './vniStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
afterAll(() => sandbox.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, sandbox.url), { headers });

describe('VNI is off unless told', () => {
  test.each([
    '/API/security/api/v2/token',
    '/API/security/api/v1/testconnection',
    '/API/resources/v1/context',
    '/api/resources/v1/CONTEXT/userdetails',
  ])('%s answers 404 and says why', async (path) => {
    const answer = await get(path);
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringMatching(/30 April 2025.*SANDBOX_VNI=true/),
    ]);
  });

  test('a browser gets a page', async () => {
    const answer = await fetch(vniAuthorizeUrl(sandbox), { headers: { accept: 'text/html' } });
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('<h1>VNI has ended</h1>')]);
  });

  test('the control API says so too', async () => {
    const answer = await controlCall(sandbox, 'GET', 'vni');
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('SANDBOX_VNI')]);
  });
});

describe('What has ended answers 404 and names its successor', () => {
  test.each([
    ['/api/v1/SalesOrders', '/api/v3/SalesOrders'],
    ['/api/v2/SalesOrders/SO/1', '/api/v3/SalesOrders'],
    ['/API/resources/v1/subscription', 'Developer Portal'],
    ['/API/service/controller/api/v1/inventory', '/v1'],
  ])('%s', async (path, successor) => {
    const answer = await get(path);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining(successor)]);
  });

  test.each([
    ['/API/controller/api/v1/salesorder', '/api/v3/SalesOrders'],
    ['/v1/purchasereceipt', '/v2/purchasereceipt'],
  ])('of %s the request log tells it', async (path, successor) => {
    await get(path);
    const { body } = await controlCall(sandbox, 'GET', 'requests?limit=1');
    expect(JSON.stringify(body)).toContain(successor);
  });
});
