import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allPages } from '../src/resources/allPages.ts';
import type { Page, Paging } from '../src/resources/page.ts';
import { startErpSandbox, type ErpSandbox } from './erpSandbox.ts';
import { refusalOf } from './refusalOf.ts';

/** A list of numbers with a cap on its pages, that counts what it was asked for. */
function aList(length: number, { cap = 1000, known = true } = {}) {
  const asked: Paging[] = [];
  const list = (paging: Required<Paging>): Promise<Page<number>> => {
    asked.push(paging);
    const { pageNumber = 1, pageSize = 0 } = paging;
    const size = Math.min(cap, pageSize);
    const start = (pageNumber - 1) * size;
    const rows = Array.from({ length: Math.max(0, Math.min(size, length - start)) }, (_, i) => start + i);
    const isLast = known ? start + rows.length >= length : rows.length < pageSize;
    const page = { rows, totalCount: known ? length : undefined, pageNumber, isLast, quota: undefined };
    return Promise.resolve({ ...page, pageSize: known ? size : pageSize });
  };
  return { list, asked };
}

async function collect<T>(pages: AsyncIterable<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page.rows);
  return rows;
}

describe('all pages', () => {
  test.each([
    ['that is empty', 0, {}],
    ['of one page', 7, {}],
    ['that ends with its page', 20, {}],
    ['of several pages', 25, {}],
    ['whose pages are capped', 25, { cap: 4 }],
    ['that does not know its length', 25, { known: false }],
    ['whose pages are capped in secret', 25, { cap: 4, known: false }],
  ])('of a list %s: every row once', async (_case, length, options) => {
    const { list } = aList(length, options);
    expect(await collect(allPages(list, { pageSize: 10 }))).toEqual(Array.from({ length }, (_, i) => i));
  });

  test('goes on with the size that the pages really have', async () => {
    const { list, asked } = aList(10, { cap: 4 });
    await collect(allPages(list, { pageSize: 1000 }));
    expect(asked).toEqual([
      { pageNumber: 1, pageSize: 1000 },
      { pageNumber: 2, pageSize: 4 },
      { pageNumber: 3, pageSize: 4 },
    ]);
  });

  test('fetches one page ahead, not more', async () => {
    const { list, asked } = aList(100);
    const pages = allPages(list, { pageSize: 10 });
    await pages.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(2);
    await pages.return();
  });

  test('a failure comes when its page is asked for, and a consumer who stopped never hears of it', async () => {
    const { list } = aList(100);
    const failing = (paging: Required<Paging>) =>
      paging.pageNumber === 1 ? list(paging) : Promise.reject(new Error('no more'));
    const pages = allPages(failing, { pageSize: 10 });
    expect((await pages.next()).value?.rows).toHaveLength(10);
    await expect(pages.next()).rejects.toThrow('no more');
    for await (const page of allPages(failing, { pageSize: 10 })) {
      expect(page.pageNumber).toBe(1);
      break;
    }
  });

  test('a list that gives the same page for ever is refused', async () => {
    const same = { rows: [1, 2], totalCount: undefined, pageNumber: 1, pageSize: 2, isLast: false, quota: undefined };
    const error = await refusalOf(collect(allPages(() => Promise.resolve(same))));
    expect([error.code, error.message]).toEqual(['erp_nonsense', 'a list gave the same page twice']);
  });
});

describe('against the sandbox', () => {
  let stack: ErpSandbox;
  beforeAll(async () => void (stack = await startErpSandbox({ items: 205 })));
  afterAll(() => stack.stop());
  const export_ = async (bare: boolean) => {
    if (bare) stack.sandbox.setFault({ name: 'erp_bare_rows', times: 6 });
    const items = await collect(allPages((paging) => stack.erp.inventory.list(stack.kari, paging), { pageSize: 50 }));
    return new Set(items.map(({ inventoryNumber }) => inventoryNumber)).size;
  };

  test('an export holds every item once, with metadata and without', async () => {
    expect(await export_(false)).toBe(205);
    expect(await export_(true)).toBe(205);
  });

  test('orders and customers too', async () => {
    const orders = await collect(allPages((paging) => stack.erp.salesOrders.list(stack.kari, paging), { pageSize: 9 }));
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(
      (await stack.erp.salesOrders.list(stack.kari)).totalCount,
    );
    await stack.set({ erpMaxPageSize: 7 });
    const customers = await collect(allPages((paging) => stack.erp.customers.list(stack.kari, paging)));
    expect(new Set(customers.map(({ number }) => number)).size).toBe(customers.length);
    expect(customers.length).toBeGreaterThan(20);
  });
});
