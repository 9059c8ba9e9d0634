import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createErpClient } from '../src/erpClient.ts';
import { erpPathStep, idOfStep } from '../src/transport/addressOf.ts';
import type { RecordedCall } from '../src/transport/callContext.ts';
import { startErpSandbox, type ErpSandbox } from './erpSandbox.ts';

describe('an id as a step of a path', () => {
  test.each([
    ['10001', '10001'],
    ['Skrue M6_20.5-A', 'Skrue%20M6_20.5-A'],
    ['Ærlig Å', '%C3%86rlig%20%C3%85'],
    ['A/B', 'b64(QS9C)'],
    ['100%?', 'b64(MTAwJT8)'],
    ['b64(QS9C)', 'b64(YjY0KFFTOUMp)'],
    ['Ø/Å', 'b64(w5gvw4U)'],
  ])('%s is %s, and read back', (id, step) => {
    expect(erpPathStep(id)).toBe(step);
    expect(idOfStep(step)).toBe(id);
  });

  test('is escaped where that is asked for', () => {
    expect(erpPathStep('A/B', 'escaped')).toBe('A%2FB');
    expect(idOfStep('A%2FB')).toBe('A/B');
  });

  test('cannot be read where it is cut', () => {
    expect(idOfStep('%')).toBeUndefined();
  });
});

describe('an item with such a number', () => {
  let stack: ErpSandbox;
  beforeAll(async () => void (stack = await startErpSandbox({ items: 1 })));
  afterAll(() => stack.stop());

  test.each([
    [undefined, '/v1/inventory/b64(Tlkvw4U)'],
    ['escaped', '/v1/inventory/NY%2F%C3%85'],
  ] as const)('is made, read and changed with ids as %s', async (ids, path) => {
    const erp = createErpClient({ erpUrl: stack.sandbox.url, salesOrderUrl: stack.sandbox.url, ids });
    const calls: RecordedCall[] = [];
    const context = { ...stack.kari, onCall: (call: RecordedCall) => void calls.push(call) };
    const inventoryNumber = 'NY/Å';
    if (ids === undefined) {
      const { number } = await erp.inventory.create(context, { inventoryNumber, itemClass: 'FESTE', description: 'x' });
      expect(number).toBe(inventoryNumber);
    }
    await erp.inventory.update(context, inventoryNumber, { description: `by ${ids ?? 'b64'}` });
    expect((await erp.inventory.get(context, inventoryNumber)).value.description).toBe(`by ${ids ?? 'b64'}`);
    expect(calls.slice(-2).map(({ url }) => new URL(url).pathname)).toEqual([path, path]);
    await erp.close();
  });
});
