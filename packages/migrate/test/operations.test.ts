import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { operationDataText } from '../../../scripts/migrateOperations.js';
import { readPath } from '../src/operations/calls.ts';
import { describeLife } from '../src/operations/endings.ts';
import { operationsAt, type Method } from '../src/operations/operations.ts';

const found = (path: string, method?: Method) =>
  operationsAt(path.slice(1).split('/'), method).map(
    ({ method: name, path: at, life }) => `${name} ${at} ${life.kind}`,
  );

test('the operations that the scan knows are those of the contract', () => {
  const written = readFileSync(new URL('../src/operations/operationData.ts', import.meta.url), 'utf8');
  expect(written).toBe(operationDataText());
});

describe('an operation is known', () => {
  test.each([
    ['/v1/PurchaseReceipt', 'GET', ['GET /v1/PurchaseReceipt ended']],
    ['/v1/purchasereceipt', 'POST', ['POST /v1/PurchaseReceipt alive']],
    [
      '/v1/salesorder/{}/action/createShipment',
      undefined,
      ['POST /v1/salesorder/{saleOrderNumber}/action/createShipment alive'],
    ],
    ['/v1/salesorder/SO/000123', 'GET', ['GET /v1/salesorder/{orderType}/{orderNbr} ended']],
    ['/v1/customer/{}/salesorder', 'GET', ['GET /v1/customer/{customerCd}/salesorder alive']],
    ['/v1/salesorder/{}/printOrder', 'GET', []],
    ['/v1/nothing', 'GET', []],
    ['/v1/customerinvoice', 'PATCH', []],
  ] as const)('by its path and method: %s %s', (path, method, expected) => {
    expect(found(path, method)).toEqual(expected);
  });
});

describe('the life of an operation is told', () => {
  test.each([
    [
      '/v1/salesorder',
      'GET',
      'GET /v1/salesorder ended on 31 March 2026; calls are throttled since then, until it is shut.',
    ],
    ['/v1/PurchaseReceipt', 'GET', 'GET /v1/PurchaseReceipt ended on 15 September 2026.'],
    ['/v1/journaltransaction', 'GET', 'GET /v1/journaltransaction was removed (27 April 2021).'],
    ['/v1/customerinvoice', 'POST', 'POST /v1/customerinvoice is deprecated.'],
    ['/v1/PurchaseReceipt', 'POST', 'POST /v1/PurchaseReceipt lives on.'],
  ] as const)('as it is documented: %s %s', (path, method, words) => {
    expect(operationsAt(path.slice(1).split('/'), method).map(describeLife)).toEqual([words]);
  });
});

describe('a path is read over what is glued in', () => {
  const read = (code: string): string => readPath(code, code.indexOf('v1')).steps.join('/');
  test.each([
    ["'/v1/PurchaseReceipt/' . $no . '/action/release')", 'v1/PurchaseReceipt/{}/action/release'],
    ['"/v1/customer/" + id + "/salesorder");', 'v1/customer/{}/salesorder'],
    ['`/v1/customer/${row.id}/salesorder`', 'v1/customer/{}/salesorder'],
    ['f"/v1/customer/{row[\'id\']}/salesorder"', 'v1/customer/{}/salesorder'],
    ['"/v1/customer/%s/salesorder"', 'v1/customer/{}/salesorder'],
    ['"/v1/customer/:id/salesorder"', 'v1/customer/{}/salesorder'],
    ['"/v1/customer/#{id}/salesorder"', 'v1/customer/{}/salesorder'],
    ['"/v1/customer/" & id & "/salesorder"', 'v1/customer/{}/salesorder'],
    ['"/v1/customer/$id/salesorder"', 'v1/customer/{}/salesorder'],
    ['"/v1/customer/" + id);', 'v1/customer/{}'],
    ['"/v1/customer" + query);', 'v1/customer'],
    ['`/v1/customer${query}`', 'v1/customer'],
    ['"/v1/customer?pageNumber=1"', 'v1/customer'],
  ])('%s', (code, expected) => {
    expect(read(code)).toBe(expected);
  });
});
