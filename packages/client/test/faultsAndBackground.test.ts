import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createErpClient } from '../src/erpClient.ts';
import { ERP_FAULTS } from '../../sandbox/src/api/erpFaults.ts';
import { SERVICE } from '../../sandbox/test/connect/connectStack.ts';
import { startErpSandbox, type ErpSandbox } from './erpSandbox.ts';
import { refusalOf } from './refusalOf.ts';

let stack: ErpSandbox;
beforeAll(async () => void (stack = await startErpSandbox({ items: 60 })));
afterAll(() => stack.stop());

describe('the faults of the sandbox', () => {
  const fault = (name: string, times: number): void =>
    stack.sandbox.setFault({ name: ERP_FAULTS.find((known) => known.name === name)?.name ?? 'erp_null', times });
  const list = () => stack.erp.inventory.list(stack.kari, { with: ['stock'] });
  const orders = () => stack.erp.salesOrders.list(stack.kari);

  test.each([
    ['erp_unavailable', 2, { code: 'erp_unavailable', details: { status: 503 } }],
    ['erp_throttled', 1, { code: 'erp_throttled', details: { status: 429, retryAfterSeconds: 30 } }],
    ['erp_unauthorised', 1, { code: 'erp_unauthorised', details: { status: 401 } }],
    ['erp_forbidden', 1, { code: 'erp_forbidden', details: { status: 403 } }],
    ['erp_nonsense', 1, { code: 'erp_nonsense' }],
    ['erp_null', 1, { code: 'erp_nonsense' }],
    ['erp_reset', 2, { code: 'erp_unavailable' }],
  ])('%s', async (name, times, expected) => {
    for (const call of [list, orders]) {
      fault(name, times);
      expect(await refusalOf(call())).toMatchObject(expected);
      await call();
    }
  });

  test('erp_hangs ends with the time of the call', async () => {
    const hasty = createErpClient({
      erpUrl: stack.sandbox.url,
      salesOrderUrl: stack.sandbox.url,
      timeouts: { callMs: 1500 },
    });
    fault('erp_hangs', 1);
    expect((await refusalOf(hasty.inventory.list(stack.kari))).message).toBe('inventory.list: no answer (timeout)');
    await hasty.close();
  });

  test.each(['erp_unavailable', 'erp_reset'])('one %s is not noticed by a reader', async (name) => {
    fault(name, 1);
    expect((await list()).totalCount).toBe(60);
  });

  test('erp_bare_rows: no total, and no stock rather than none', async () => {
    fault('erp_bare_rows', 1);
    const { totalCount, rows } = await list();
    expect([totalCount, rows.length, rows[0]?.stock]).toEqual([undefined, 60, undefined]);
  });

  test('an empty hour is throttled until it ends', async () => {
    await stack.set({ erpRateLimitPerHour: 1 });
    const service = await stack.asService(SERVICE);
    await stack.erp.inventory.list(service);
    const { code, details } = await refusalOf(stack.erp.inventory.list(service));
    expect(code).toBe('erp_throttled');
    expect(details.quota).toMatchObject({ limit: 1, remaining: 0 });
    expect(details.retryAfterSeconds).toBe(details.quota?.resetSeconds);
    await stack.set({ erpRateLimitPerHour: 15_000 });
  });
});

describe('in the background', () => {
  const { start, state, content } = {
    start: (...args: Parameters<typeof stack.erp.background.start>) => stack.erp.background.start(...args),
    state: (id: string) => stack.erp.background.state(stack.kari, id),
    content: (id: string) => stack.erp.background.content(stack.kari, id),
  };
  beforeEach(() => stack.set({ erpBackgroundSeconds: 60 }));

  test('a list is started, waited for and read', async () => {
    const query = { pageSize: 1000, with: ['stock'] } as const;
    const { id, quota } = await start(stack.kari, stack.erp.inventory.listAddress(query));
    expect(quota?.limit).toBe(15_000);
    expect(await state(id)).toMatchObject({ status: 'Started', isOver: false, hasContent: false, finished: undefined });
    expect((await refusalOf(content(id))).code).toBe('erp_not_found');
    stack.sandbox.advanceClock(60);
    expect(await state(id)).toMatchObject({
      id,
      status: 'Finished',
      statusCode: 200,
      isOver: true,
      hasContent: true,
      finished: expect.stringMatching(/Z$/),
    });
    const page = stack.erp.inventory.parseList(await content(id), query);
    expect(page).toMatchObject({ totalCount: 60, pageSize: 1000, isLast: true });
    expect(page.rows).toEqual((await stack.erp.inventory.list(stack.kari, query)).rows);
  });

  test('what fails says so', async () => {
    const address = stack.erp.inventory.itemAddress('no such item');
    const { id } = await start(stack.kari, address);
    stack.sandbox.advanceClock(60);
    expect(await state(id)).toMatchObject({ status: 'Failed', statusCode: 404, isOver: true });
  });

  test('belongs to the one who started it, and is kept for a day', async () => {
    const { id } = await start(stack.kari, stack.erp.suppliers.listAddress());
    const other = await stack.asService(SERVICE);
    expect((await refusalOf(stack.erp.background.state(other, id))).code).toBe('erp_forbidden');
    expect((await refusalOf(state('00000000-0000-4000-8000-000000000000'))).code).toBe('erp_not_found');
    expect((await refusalOf(state('..'))).code).toBe('erp_not_found');
  });

  test('an address elsewhere is not asked', async () => {
    await expect(start(stack.kari, new URL('https://elsewhere.example/v1/inventory'))).rejects.toThrow(
      'not at an address of the API',
    );
  });
});
