import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asCurl } from '../src/asCurl.ts';
import type { RecordedCall } from '../src/transport/callContext.ts';
import type { InventoryQuery } from '../src/resources/inventory/query.ts';
import { ALL_SECTIONS } from '../src/resources/inventory/query.ts';
import { GRUPPEN, HANDEL, SERVICE, SYDHAV } from '../../sandbox/test/connect/connectStack.ts';
import { interactive, startErpSandbox, type ErpSandbox } from './erpSandbox.ts';
import { refusalOf } from './refusalOf.ts';

let stack: ErpSandbox;
beforeAll(async () => void (stack = await startErpSandbox()));
afterAll(() => stack.stop());
beforeEach(() => stack.set({ erpTimesWithOffset: false, erpEmptyFields: 'null', erpInventoryMaxPageSize: 5000 }));

const list = (query?: InventoryQuery) => stack.erp.inventory.list(stack.kari, query);
const numbers = async (query?: InventoryQuery) => (await list(query)).rows.map((item) => item.inventoryNumber);

describe('the list of items', () => {
  test('comes in pages from 1, with the total and the quota', async () => {
    const first = await list({ pageSize: 50 });
    expect(first).toMatchObject({ totalCount: 120, pageNumber: 1, pageSize: 50, isLast: false });
    expect(first.quota).toMatchObject({ limit: 15_000, policy: '4-fixed-window' });
    expect(first.rows).toHaveLength(50);
    const last = await list({ pageSize: 50, pageNumber: 3 });
    expect(last).toMatchObject({ totalCount: 120, pageNumber: 3, isLast: true });
    expect(last.rows).toHaveLength(20);
    expect(await list({ pageSize: 50, pageNumber: 4 })).toMatchObject({ rows: [], isLast: true });
    expect(await list({ pageSize: 60, pageNumber: 2 })).toMatchObject({ isLast: true });
  });

  test('says how large its pages really are when the API caps them', async () => {
    await stack.set({ erpInventoryMaxPageSize: 30 });
    expect(await list({ pageSize: 100 })).toMatchObject({ pageSize: 30, isLast: false });
    expect(await list({ pageSize: 30, pageNumber: 4 })).toMatchObject({ isLast: true });
  });

  test('asks for a hundred rows unless told, and never for more than the API gives', () => {
    const asked = (query?: InventoryQuery) => stack.erp.inventory.listAddress(query).searchParams;
    expect(asked().get('pageSize')).toBe('100');
    expect(asked({ pageSize: 100_000 }).get('pageSize')).toBe('5000');
    expect(asked({ pageNumber: -1, pageSize: 0.5 }).toString()).toMatch(/^pageNumber=1&pageSize=1&/);
  });

  test('brings the sections asked for, and says so one by one', async () => {
    const [bare] = (await list({ pageSize: 1 })).rows;
    expect([bare?.stock, bare?.suppliers, bare?.accounts, bare?.costStatistics]).toEqual(Array(4).fill(undefined));
    const address = stack.erp.inventory.listAddress({ with: ['stock', 'costStatistics'] });
    const switches = [...address.searchParams].filter(([name]) => /^(expand|add)/.test(name));
    expect(Object.fromEntries(switches)).toEqual({
      expandCrossReference: 'false',
      expandAttachment: 'false',
      expandAttribute: 'false',
      expandWarehouseDetail: 'true',
      expandAccountInformation: 'false',
      expandInventoryUnits: 'false',
      expandSupplierDetails: 'false',
      expandSalesCategories: 'false',
      expandNote: 'false',
      addCostPriceStatistics: 'true',
    });
    const whole = await list({ with: ALL_SECTIONS });
    expect(whole.rows.every((item) => item.stock && item.suppliers && item.accounts && item.costStatistics)).toBe(true);
  });

  test('can be searched by number and description, and filtered', async () => {
    const { rows } = await list({ with: ['crossReferences', 'attributes', 'salesCategories'], pageSize: 120 });
    const of = (pick: (item: (typeof rows)[number]) => unknown, value: unknown) =>
      rows.filter((item) => pick(item) === value).map((item) => item.inventoryNumber);
    const some = rows[7];
    const barcode = rows.flatMap((item) => item.crossReferences ?? []).find((one) => one.alternateType === 'Barcode');
    const attribute = rows.flatMap((item) => item.attributes ?? [])[0];
    const category = rows.flatMap((item) => item.salesCategories ?? [])[0]?.categoryId;
    expect(await numbers({ inventoryNumber: some?.inventoryNumber })).toEqual([some?.inventoryNumber]);
    expect(await numbers({ description: some?.description })).toContain(some?.inventoryNumber);
    expect(await numbers({ status: 'Inactive', pageSize: 120 })).toEqual(of((item) => item.status, 'Inactive'));
    expect(await numbers({ types: ['ServiceItem'], pageSize: 120 })).toEqual(of((item) => item.type, 'ServiceItem'));
    const two = await numbers({ types: ['ServiceItem', 'FinishedGoodItem'], pageSize: 120 });
    expect(two).toHaveLength(
      of((item) => item.type, 'ServiceItem').length + of((item) => item.type, 'FinishedGoodItem').length,
    );
    expect(await numbers({ alternateId: barcode?.alternateId })).toHaveLength(1);
    expect(await numbers({ attributes: { [attribute?.id ?? '']: attribute?.value ?? '' } })).not.toHaveLength(0);
    expect(await numbers({ salesCategory: category, pageSize: 120 })).toEqual(
      of((item) => item.salesCategories?.[0]?.categoryId, category),
    );
    expect(await numbers({ description: 'there is no such thing' })).toEqual([]);
  });

  test('can be filtered by time, always with a condition', async () => {
    const { rows } = await list({ pageSize: 120 });
    const moments = rows.map((item) => item.lastModified ?? '').sort();
    const middle = moments[60] ?? '';
    const since = moments.filter((moment) => moment >= middle).length;
    const after = moments.filter((moment) => moment > middle).length;
    expect((await list({ changedSince: middle })).totalCount).toBe(since);
    expect((await list({ lastModified: { condition: '>', at: middle } })).totalCount).toBe(after);
    expect((await list({ lastModified: { condition: '<', at: middle } })).totalCount).toBe(120 - since);
    expect((await list({ created: { condition: '>', at: '2100-01-01' } })).totalCount).toBe(0);
    expect((await list({ stockModified: { condition: '<=', at: '2100-01-01' } })).totalCount).toBeGreaterThan(0);
    expect((await list({ attachmentsModified: { condition: '<=', at: '2000-01-01' } })).totalCount).toBe(0);
  });

  test('an empty list has a total of 0', async () => {
    expect(await list({ description: 'there is no such thing' })).toMatchObject({
      rows: [],
      totalCount: 0,
      isLast: true,
    });
  });
});

describe('an item', () => {
  const get = async () => {
    const [first] = (await list({ types: ['FinishedGoodItem'], status: 'Active', pageSize: 1 })).rows;
    return (await stack.erp.inventory.get(stack.kari, first?.inventoryNumber ?? '')).value;
  };

  test('comes with everything the ERP says about it', async () => {
    const item = await get();
    expect(item).toMatchObject({
      inventoryNumber: expect.any(String),
      description: expect.any(String),
      itemClass: { id: expect.any(String), description: expect.any(String) },
      postingClass: { id: expect.any(String) },
      vatCode: { id: expect.any(String) },
      defaultPrice: expect.any(Number),
      recommendedPrice: expect.any(Number),
      currentCost: expect.any(Number),
      costStatistics: { last: expect.any(Number), average: expect.any(Number) },
      baseUnit: expect.any(String),
      stockItem: true,
      stock: expect.arrayContaining([
        expect.objectContaining({ warehouse: expect.any(String), onHand: expect.any(Number) }),
      ]),
      suppliers: expect.arrayContaining([expect.objectContaining({ supplierId: expect.any(String) })]),
      accounts: { salesAccount: { number: expect.any(String) } },
      packaging: { baseItemWeight: expect.any(Number) },
      crossReferences: expect.any(Array),
      attributes: expect.any(Array),
      attachments: expect.any(Array),
      unitConversions: expect.any(Array),
      salesCategories: expect.any(Array),
      version: expect.any(String),
    });
    expect(item.lastModified).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    expect(JSON.stringify(item)).not.toContain('null');
  });

  test('is the same whether the API writes times with an offset or not, and empty fields as null or not at all', async () => {
    const before = await get();
    await stack.set({ erpTimesWithOffset: true, erpEmptyFields: 'absent' });
    expect(await get()).toEqual(before);
  });

  test('that the company has not got is not found', async () => {
    expect(await refusalOf(stack.erp.inventory.get(stack.kari, 'no such/item ø'))).toMatchObject({
      code: 'erp_not_found',
      details: { providerDescription: 'Inventory item not found.' },
    });
  });

  test.each(['', '.', '..'])('“%s” is not found, and asks for no other address', async (number) => {
    const calls: RecordedCall[] = [];
    const context = { ...stack.kari, onCall: (call: RecordedCall) => void calls.push(call) };
    expect((await refusalOf(stack.erp.inventory.get(context, number))).code).toBe('erp_not_found');
    expect(calls).toEqual([]);
  });

  test('an address of the API that is no item is nonsense, not an item', async () => {
    expect((await refusalOf(stack.erp.inventory.get(stack.kari, 'itemClass'))).code).toBe('erp_nonsense');
  });
});

describe('tokens', () => {
  test('a service token reads its company', async () => {
    expect((await stack.erp.inventory.list(await stack.asService(SERVICE))).totalCount).toBe(40);
  });

  test('a person’s token reads the company it was made for', async () => {
    const context = await stack.asKari(interactive(['read']), SERVICE);
    expect((await stack.erp.inventory.list(context)).totalCount).toBe(40);
  });

  test('a customer tenant’s token, and one that is none, are unauthorised', async () => {
    const customer = await stack.asService(GRUPPEN);
    expect((await refusalOf(stack.erp.inventory.list(customer))).code).toBe('erp_unauthorised');
    const none = { ...customer, accessToken: 'none' };
    expect((await refusalOf(stack.erp.inventory.list(none))).code).toBe('erp_unauthorised');
  });

  test('one without the scope is forbidden', async () => {
    const context = await stack.asKari(interactive(['create']), HANDEL);
    expect((await refusalOf(stack.erp.inventory.list(context))).code).toBe('erp_forbidden');
  });

  test('a company that granted nothing has no token', async () => {
    expect((await stack.asService(SYDHAV)).accessToken).toBe('undefined');
  });
});

describe('as curl', () => {
  test('a list and an item in the guide’s form, with a placeholder for the token', () => {
    const { inventory } = stack.erp;
    const { url } = stack.sandbox;
    expect(asCurl(inventory.itemAddress("A/1 'x'"))).toBe(
      `curl --request GET --url '${url}/v1/inventory/b64(QS8xICd4Jw)' --header 'Accept: application/json' --header 'Authorization: Bearer [access_token]'`,
    );
    expect(asCurl(inventory.listAddress({ pageSize: 10, description: "it's" }))).toContain(
      `--url '${url}/v1/inventory?pageNumber=1&pageSize=10&description=it%27s&expand`,
    );
  });
});
