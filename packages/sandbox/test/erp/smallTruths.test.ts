import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startErpStack, type ErpStack } from './erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(60)));
afterAll(() => erp.stop());
beforeEach(() => erp.restore());

const b64 = (id: string): string => `b64(${Buffer.from(id).toString('base64url')})`;
const item = z.looseObject({ inventoryNumber: z.string() });

describe('An id with special characters', () => {
  test.each(['TAU 8/50 GRÅ', 'A+B&C=50%', '#7-ÆØÅ?', '100001'])('is found as b64(…): %s', async (id) => {
    const answer = await erp.call(`/v1/inventory/${b64(id)}`);
    expect(item.parse(answer.json()).inventoryNumber).toBe(id);
  });

  test('may have its parentheses escaped, and padding', async () => {
    const padded = `b64%28${Buffer.from('100001').toString('base64')}=%29`;
    expect((await erp.call(`/v1/inventory/${padded}`)).status).toBe(200);
  });

  test('is found with %2F as well, unless the setting says otherwise', async () => {
    const path = `/v1/inventory/${encodeURIComponent('TAU 8/50 GRÅ')}`;
    expect((await erp.call(path)).status).toBe(200);
    erp.settings.erpEscapedSlash = 'refused';
    expect((await erp.call(path)).status).toBe(404);
    expect((await erp.call(`/v1/inventory/${b64('TAU 8/50 GRÅ')}`)).status).toBe(200);
  });
});

describe('erp-api-background', () => {
  test.each(['none', 'None', 'subscription', 'subscription:a=b'])('%s queues the call', async (header) => {
    const answer = await erp.call('/v1/inventory/100001', { headers: { 'erp-api-background': header } });
    expect(answer.status).toBe(202);
    const { stateLocation } = z.object({ id: z.uuid(), stateLocation: z.string() }).parse(answer.json());
    erp.clock.nowMs += 2000;
    const { contentLocation } = z
      .looseObject({ contentLocation: z.string() })
      .parse((await erp.call(new URL(stateLocation).pathname)).json());
    expect(item.parse((await erp.call(new URL(contentLocation).pathname)).json()).inventoryNumber).toBe('100001');
  });

  test('is refused with an address, and a call without it is answered at once', async () => {
    const headers = { 'erp-api-background': 'https://hook.example' };
    expect((await erp.call('/v1/inventory/100001', { headers })).status).toBe(400);
    expect((await erp.call('/v1/inventory/100001')).status).toBe(200);
  });
});

describe('A burst', () => {
  const statuses = async (calls: number): Promise<number[]> => {
    const found: number[] = [];
    for (let count = 0; count < calls; count += 1) found.push((await erp.call('/v1/warehouse')).status);
    return found;
  };

  test('is nothing special unless there is a limit', async () => {
    expect(new Set(await statuses(15))).toEqual(new Set([200]));
  });

  test('ends in 429 for as long as the setting says, whatever is called meanwhile', async () => {
    erp.settings.erpBurstCalls = 3;
    erp.settings.erpBurstSeconds = 60;
    expect(await statuses(5)).toEqual([200, 200, 200, 429, 429]);
    erp.clock.nowMs += 45_000;
    const refused = await erp.call('/v1/warehouse');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '15']);
    erp.clock.nowMs += 16_000;
    expect(await statuses(1)).toEqual([200]);
  });

  test('is none when the calls are spread', async () => {
    erp.settings.erpBurstCalls = 3;
    for (let count = 0; count < 6; count += 1) {
      expect(await statuses(1)).toEqual([200]);
      erp.clock.nowMs += 4000;
    }
  });

  test('can be played as a fault', async () => {
    erp.faults.push('erp_burst');
    const answer = await erp.call('/v1/warehouse');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '120']);
  });
});

test('A list may have a cap of its own', async () => {
  erp.settings.erpPageCaps = { Customer: 7 };
  const rows = z.array(z.looseObject({ metadata: z.object({ totalCount: z.number(), maxPageSize: z.number() }) }));
  const customers = rows.parse((await erp.call('/v1/customer?pageSize=50')).json());
  expect([customers.length, customers[0]?.metadata.maxPageSize]).toEqual([7, 7]);
  expect(rows.parse((await erp.call('/v1/supplier?pageSize=50')).json())).toHaveLength(50);
});
