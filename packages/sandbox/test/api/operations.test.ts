import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { coverage } from '../../../../scripts/sandboxCoverage.ts';
import { operationDataText } from '../../../../scripts/sandboxOperations.js';
import { nearestPath } from '../../src/api/operations/nearestPath.ts';
import { knownOperations } from '../../src/api/operations/operations.ts';
import { aToken, startErpStack, type Answer, type ErpStack } from '../erp/erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(30)));
afterAll(() => erp.stop());
beforeEach(() => {
  erp.restore();
  erp.settings.erpLegacyRateLimitPerHour = 1000;
});

const everything = aToken({
  scope: [
    ...['read', 'create', 'update', 'delete'].map((operation) => `vismanet_erp_interactive_api:${operation}`),
    ...['visma.net.erp.salesorder:read', 'visma.net.erp.salesorder:write'],
  ],
});
const call = (operation: string): Promise<Answer> => {
  const [method = '', path = ''] = operation.split(' ');
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
  return erp.call(path.replace(/\{\w+\}/g, '1'), { method, token: everything, ...body });
};

const { emulated, unknown } = coverage();
const isEmulated = new Set([...emulated.erp, ...emulated.salesOrders].map(([cell = '']) => cell.slice(1, -1)));
const message = z.object({ message: z.string() });

describe('The operations of the real APIs', () => {
  const operations = knownOperations().all.map(({ method, path }) => `${method} ${path}`);

  test('are those of the contract', () => {
    const written = readFileSync(new URL('../../src/api/operations/operationData.ts', import.meta.url), 'utf8');
    expect(written).toBe(operationDataText());
    expect(operations).toHaveLength(511 + 19);
  });

  test('include everything that is emulated', () => {
    expect(unknown).toEqual([]);
    expect(isEmulated.size).toBeGreaterThanOrEqual(40);
  });

  /** Every operation whose answer is not what it should be. */
  const wrongAnswers = async (list: readonly string[], toSent: (operation: string) => string): Promise<string[]> => {
    const wrong: string[] = [];
    for (const operation of list) {
      const answer = await call(toSent(operation));
      const isRight = isEmulated.has(operation)
        ? answer.status !== 501 && !answer.text.includes('Resource not found')
        : answer.status === 501 && answer.text.includes(operation);
      if (!isRight) wrong.push(`${operation}: ${answer.status} ${answer.text.slice(0, 100)}`);
    }
    return wrong;
  };

  test('are answered, or with 501 and their name', async () => {
    expect(await wrongAnswers(operations, (operation) => operation)).toEqual([]);
  });

  test('are the same at the old host, in any letter case', async () => {
    const erpOperations = operations.filter((operation) => !operation.includes(' /api/v3'));
    const toOldHost = (operation: string): string => {
      const [method = '', path = ''] = operation.split(' ');
      return `${method} /api/CONTROLLER/Api${path.replace(/[a-z]+(?![^{]*\})/gi, (word) => word.toUpperCase())}/`;
    };
    expect(toOldHost('GET /v1/customer/{customerCd}')).toBe('GET /api/CONTROLLER/Api/V1/CUSTOMER/{customerCd}/');
    expect(await wrongAnswers(erpOperations, toOldHost)).toEqual([]);
  });

  test('that are not emulated ask for their scope first', async () => {
    const token = aToken({ scope: ['vismanet_erp_interactive_api:read'] });
    expect((await erp.call('/v1/account', { token })).status).toBe(501);
    expect((await erp.call('/v1/account', { token, method: 'POST', body: {} })).status).toBe(403);
  });

  test.each([
    ['GET /v1/PurchaseReceipt', 'ended on 2026-09-15', '/v2/purchasereceipt'],
    ['POST /v1/salesorder', 'ended on 2026-03-31', '/api/v3/SalesOrders'],
    ['POST /v2/salesorder/1/action/reopenSalesOrder', 'ended on 2026-03-31', 'PATCH /api/v3/SalesOrders'],
    ['POST /v1/customerinvoice', 'is deprecated', '/v2'],
    ['GET /v1/payment', 'is deprecated', '/v1/customerPayment'],
    ['POST /v1/creditNote/1/action/release', 'is deprecated', '/v1/customerCreditNote'],
    ['POST /v1/salesorder/1/attachment', 'is deprecated', 'type'],
  ])('say how long they live: %s', async (operation, life, successor) => {
    const answer = await call(operation);
    expect(answer.status).toBe(501);
    for (const text of [message.parse(answer.json()).message, erp.notes.join(' ')]) {
      expect(text).toContain(life);
      expect(text).toContain(successor);
    }
  });

  test('that have neither ended nor are deprecated say nothing of it', async () => {
    for (const operation of ['POST /v1/PurchaseReceipt', 'POST /v1/salesorder/1/action/createShipment']) {
      expect(message.parse((await call(operation)).json()).message).toMatch(/does not emulate it\.$/);
    }
  });

  test('are noted in the request log when they are not emulated', async () => {
    await call('GET /v1/account');
    expect(erp.notes).toEqual(['The real API has GET /v1/account, this sandbox does not emulate it']);
  });

  test('with a fixed step go before those with a parameter', async () => {
    expect((await call('GET /v1/customer/balance')).status).toBe(501);
    expect((await call('GET /v1/customer/10001')).status).toBe(200);
  });
});

describe('An address that the real API has not', () => {
  test.each([
    ['/v1/custmer', '/v1/customer'],
    ['/v1/itemclass', '/v1/inventory/itemClass'],
    ['/v1/journaltransaction', '/v2/journaltransaction'],
    ['/v1/customers/10001', '/v1/customer/{customerCd}'],
    ['/API/controller/api/v1/inventry', '/v1/inventory'],
    ['/api/v3/SalesOrder', '/api/v3/SalesOrders'],
  ])('%s answers 404 and tells the log that %s is near', async (path, near) => {
    expect((await call(`GET ${path}`)).status).toBe(404);
    expect(erp.notes).toContain(`The real API has no such address; did you mean ${near}?`);
  });

  test('tells the log so before anybody looks at the token', async () => {
    expect((await erp.call('/v1/custmer', { token: 'forged' })).status).toBe(401);
    expect(erp.notes[0]).toContain('did you mean /v1/customer?');
  });

  test('may be like no other', async () => {
    await call('GET /v1/weather/today');
    expect(erp.notes).toContain('The real API has no such address');
  });

  test('is compared in no time, whatever its length', () => {
    const long = `/v1/${'a'.repeat(5000)}`;
    const deep = `/v1${'/customer'.repeat(2000)}`;
    expect([long, deep].map((path) => nearestPath(knownOperations(), path))).toEqual([undefined, undefined]);
  });
});

describe('A method that an address has not', () => {
  test('is answered as the setting says, and the log knows those that it has', async () => {
    expect((await call('DELETE /v1/customer')).status).toBe(404);
    expect(erp.notes).toContain('The real API has no DELETE at this address, it has GET, POST');
    erp.settings.erpUnknownMethodStatus = 405;
    expect((await call('DELETE /v1/customer')).status).toBe(405);
  });

  test('may be one that another version has', async () => {
    expect((await call('GET /v2/customerinvoice')).status).toBe(404);
    expect(erp.notes).toContain('The real API has no GET at this address, it has POST; GET is at /v1/customerinvoice');
  });

  test('of the Sales Order API is answered with 405 and those that it has', async () => {
    const answer = await call('PUT /api/v3/SalesOrders/SO/500001');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, PATCH, DELETE']);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});

test('An escape that cannot be read is answered with 400', async () => {
  expect((await call('GET /v1/customer/%E0%A4%A')).status).toBe(400);
});
