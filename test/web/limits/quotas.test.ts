import { expect, test } from '@jest/globals';
import { ErpError } from 'visma-net-client/errors';
import { createQuotas } from '../../../src/web/limits/quotas.ts';

const quota = { api: 'erp', limit: 15_000, remaining: 14_998, resetSeconds: 600, policy: '4-fixed-window' } as const;

test('what an answer says about its limit is known, for its company and its API only, and runs down', async () => {
  let nowMs = 0;
  const quotas = createQuotas(() => nowMs);
  const answer = { rows: [], quota };
  expect(await quotas.noteOf('t1', Promise.resolve(answer))).toBe(answer);
  nowMs = 60_000;
  expect(quotas.of('t1', 'erp')).toEqual({ ...quota, resetSeconds: 540 });
  expect([quotas.of('t2', 'erp'), quotas.of('t1', 'sales_orders')]).toEqual([undefined, undefined]);
});

test('what a refusal says is known too, and the refusal goes on', async () => {
  const quotas = createQuotas(() => 0);
  const refusal = new ErpError('erp_throttled', { quota: { ...quota, remaining: 0 } });
  await expect(quotas.noteOf('t1', Promise.reject(refusal))).rejects.toBe(refusal);
  expect(quotas.of('t1', 'erp')?.remaining).toBe(0);
});

test('a window that has ended says nothing', async () => {
  let nowMs = 0;
  const quotas = createQuotas(() => nowMs);
  await quotas.noteOf('t1', Promise.resolve({ quota }));
  nowMs = 600_000;
  expect(quotas.of('t1', 'erp')).toBeUndefined();
});

test('answers that say nothing change nothing', async () => {
  const quotas = createQuotas(() => 0);
  await quotas.noteOf('t1', Promise.resolve({ quota }));
  for (const answer of [{ quota: undefined }, 'text', null, undefined])
    await quotas.noteOf('t1', Promise.resolve(answer));
  expect(quotas.of('t1', 'erp')).toEqual(quota);
});

test('two thousand are kept, the one noted longest ago goes first', async () => {
  const quotas = createQuotas(() => 0);
  for (let count = 0; count <= 2000; count++) await quotas.noteOf(`t${count}`, Promise.resolve({ quota }));
  expect(quotas.of('t0', 'erp')).toBeUndefined();
  expect(quotas.of('t1', 'erp')).toEqual(quota);
});
