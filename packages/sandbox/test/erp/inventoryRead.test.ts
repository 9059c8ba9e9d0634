import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { differences } from './erpModel.ts';
import { aToken, SERVICE, startErpStack, SYDHAV, type ErpStack } from './erpStack.ts';

const rowsSchema = z.array(
  z.looseObject({
    inventoryId: z.number(),
    inventoryNumber: z.string(),
    description: z.string(),
    status: z.string(),
    type: z.string(),
    lastModifiedDateTime: z.string(),
    attributes: z.array(z.looseObject({ id: z.string(), value: z.string() })).nullable(),
    crossReferences: z.array(z.looseObject({ alternateID: z.string(), alternateType: z.string() })).nullable(),
    salesCategories: z.array(z.looseObject({ categoryId: z.number() })).nullable(),
    metadata: z.object({ totalCount: z.number(), maxPageSize: z.number() }),
  }),
);

describe('reading inventory', () => {
  let erp: ErpStack;
  beforeAll(async () => void (erp = await startErpStack()));
  afterAll(() => erp.stop());
  afterEach(() => {
    Object.assign(erp.settings, {
      inventoryNumberMatch: 'prefix',
      erpUnknownFilterValue: 'reject',
      erpEmptyFields: 'null',
    });
    erp.notes.length = 0;
  });

  const list = async (query: string, token?: string) => {
    const answer = await erp.call(`/v1/inventory${query}`, token === undefined ? {} : { token });
    expect(answer.status).toBe(200);
    return rowsSchema.parse(answer.json());
  };
  const total = async (query: string) => (await list(query))[0]?.metadata.totalCount ?? 0;
  const whole = () => list('?pageSize=5000');

  test('every item of every company has the published fields with the published types', async () => {
    for (const tenant_id of [undefined, SERVICE, SYDHAV]) {
      const rows = await list(
        '?pageSize=5000&addCostPriceStatistics=true',
        aToken(tenant_id === undefined ? {} : { tenant_id }),
      );
      expect(differences(rows, 'InventoryDto[]')).toEqual([]);
    }
  });

  test('each company has its own items, as many as promised', async () => {
    expect((await list('')).length).toBe(500);
    expect(await total('')).toBe(1200);
    expect(await list('?pageSize=5000', aToken({ tenant_id: SERVICE }))).toHaveLength(40);
    expect(await list('?pageSize=5000', aToken({ tenant_id: SYDHAV }))).toHaveLength(300);
  });

  test('the guide’s own call works: trailing slash, no page number', async () => {
    expect(await list('/')).toHaveLength(500);
  });

  test('pages count from 1, do not overlap, and a page behind the last is empty', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => list(`?pageNumber=${page}&pageSize=400`)));
    const numbers = pages.flat().map((row) => row.inventoryNumber);
    expect(new Set(numbers).size).toBe(1200);
    expect(await list('?pageNumber=4&pageSize=400')).toEqual([]);
    // Ten million rows on, where the ids of the next company begin.
    expect(await list('?pageNumber=10001&pageSize=1000')).toEqual([]);
    const numbersOf = async (query: string) => (await list(query)).map((row) => row.inventoryNumber);
    expect(await numbersOf('?pageNumber=0&pageSize=5')).toEqual(await numbersOf('?pageSize=5'));
  });

  test('a page size above 5000 is cut without a word', async () => {
    const [first] = await list('?pageSize=9999');
    expect(first?.metadata).toEqual({ totalCount: 1200, maxPageSize: 5000 });
    expect(erp.notes).toContain('pageSize 9999 was cut to 5000');
  });

  test('unknown and dead parameters change nothing, and the request log says so', async () => {
    expect(await list('?pagesize=7')).toHaveLength(7);
    expect(await list('?pageSize=3&numberToRead=1&descriptio=skrue')).toHaveLength(3);
    expect(erp.notes).toEqual([
      'numberToRead is dead; use pageNumber and pageSize',
      'An unknown parameter was ignored; did you mean description?',
    ]);
  });

  test('description finds its text anywhere and in any letter case, short or long', async () => {
    const all = await whole();
    for (const text of ['skrue', 'FØR', 'm8', 'Fortøyningsfjær', '"varmforzinket" <100']) {
      const expected = all
        .filter((row) => row.description.toLowerCase().includes(text.toLowerCase()))
        .map((row) => row.inventoryId);
      expect(expected.length).toBeGreaterThan(0);
      const found = await list(`?pageSize=5000&description=${encodeURIComponent(text)}`);
      expect(found.map((row) => row.inventoryId)).toEqual(expected);
    }
    expect(await list('?description=no-such-thing')).toEqual([]);
  });

  test('inventoryNumber matches the beginning; exact and contains are settings', async () => {
    expect(await total('?inventoryNumber=10011')).toBe(10);
    expect(await total('?inventoryNumber=tau')).toBe(1);
    erp.settings.inventoryNumberMatch = 'exact';
    expect(await total('?inventoryNumber=10011')).toBe(0);
    expect(await total('?inventoryNumber=100110')).toBe(1);
    erp.settings.inventoryNumberMatch = 'contains';
    expect(await total('?inventoryNumber=0011')).toBe(11);
  });

  test('status, types, category, attributes and alternate id narrow the list, alone and together', async () => {
    const all = await whole();
    const count = (passes: (row: (typeof all)[number]) => boolean): number => all.filter(passes).length;
    const material = (row: (typeof all)[number]) => row.attributes?.find(({ id }) => id === 'MATERIALE')?.value;
    expect(await total('?status=inactive')).toBe(count((row) => row.status === 'Inactive'));
    expect(await total('?inventoryTypes=ServiceItem&inventoryTypes=NonStockItem')).toBe(
      count((row) => ['ServiceItem', 'NonStockItem'].includes(row.type)),
    );
    expect(await total('?salesCategory=40')).toBe(count((row) => row.salesCategories?.[0]?.categoryId === 40));
    const attributes = encodeURIComponent('{"MATERIALE":"A2,A4"}');
    expect(await total(`?attributes=${attributes}`)).toBe(count((row) => ['A2', 'A4'].includes(material(row) ?? '')));
    expect(await total(`?attributes=${attributes}&status=Active&description=skrue`)).toBe(
      count(
        (row) =>
          ['A2', 'A4'].includes(material(row) ?? '') && row.status === 'Active' && /skrue/i.test(row.description),
      ),
    );
    const barcode = all.find((row) => row.crossReferences?.[0])?.crossReferences?.[0]?.alternateID ?? '';
    expect(barcode).toMatch(/^709\d{10}$/);
    expect(await total(`?alternateID=${barcode}`)).toBe(1);
  });

  test('a status that does not exist is refused, or finds nothing by setting', async () => {
    expect((await erp.call('/v1/inventory?status=Sleeping')).status).toBe(400);
    erp.settings.erpUnknownFilterValue = 'nothing';
    expect(await list('?status=Sleeping')).toEqual([]);
  });

  test('attributes that are not a JSON object are refused', async () => {
    expect((await erp.call('/v1/inventory?attributes=MATERIALE')).status).toBe(400);
  });

  test('a time filters only together with its condition', async () => {
    const all = await whole();
    const at = '2026-01-01T00:00:00';
    const count = (passes: (time: string) => boolean): number =>
      all.filter((row) => passes(row.lastModifiedDateTime)).length;
    expect(await total(`?lastModifiedDateTime=${at}`)).toBe(1200);
    expect(erp.notes).toEqual(['lastModifiedDateTime without lastModifiedDateTimeCondition filters nothing']);
    for (const [form, zone] of [
      ['2026-01-01', ''],
      ['2026-01-01 00:00:00', ''],
      [at, ''],
      [`${at}.000`, ''],
      ['2026-01-01T02:00:00', '+02:00'],
    ]) {
      const time = encodeURIComponent(`${form ?? ''}${zone ?? ''}`);
      expect(await total(`?lastModifiedDateTime=${time}&lastModifiedDateTimeCondition=%3E%3D`)).toBe(
        count((value) => value >= at),
      );
    }
    expect(await total(`?lastModifiedDateTime=${at}&lastModifiedDateTimeCondition=%3C`)).toBe(
      count((value) => value < at),
    );
    expect((await erp.call(`/v1/inventory?lastModifiedDateTime=${at}&lastModifiedDateTimeCondition=~`)).status).toBe(
      400,
    );
    expect((await erp.call('/v1/inventory?createdDateTime=soon&createdDateTimeCondition=%3E')).status).toBe(400);
  });

  test('a condition with = takes in the very moment, one without leaves it out', async () => {
    const row = (await list('?pageSize=1'))[0];
    const time = encodeURIComponent(row?.lastModifiedDateTime ?? '');
    const both = await total(`?lastModifiedDateTime=${time}&lastModifiedDateTimeCondition=%3E%3D`);
    expect(both - (await total(`?lastModifiedDateTime=${time}&lastModifiedDateTimeCondition=%3E`))).toBe(1);
  });

  test('sections that are not expanded are empty, and absent by setting', async () => {
    const off = [
      'CrossReference',
      'Attachment',
      'Attribute',
      'WarehouseDetail',
      'AccountInformation',
      'InventoryUnits',
      'SupplierDetails',
      'SalesCategories',
      'Note',
    ];
    const query = `?pageSize=1&${off.map((name) => `expand${name}=false`).join('&')}`;
    const sections = [
      'crossReferences',
      'attachments',
      'attributes',
      'warehouseDetails',
      'accountInformation',
      'inventoryUnits',
      'supplierDetails',
      'salesCategories',
      'note',
    ];
    const [row] = await list(query);
    expect(sections.filter((section) => row?.[section] !== null)).toEqual([]);
    erp.settings.erpEmptyFields = 'absent';
    const bare: unknown = (await erp.call(`/v1/inventory${query}`)).json();
    expect(sections.filter((section) => JSON.stringify(bare).includes(`"${section}"`))).toEqual([]);
  });

  test('one item by number, whatever is in it, and by internal id; with zeros in its metadata and no ETag', async () => {
    for (const number of ['100001', 'TAU 8/50 GRÅ', 'A+B&C=50%', '#7-ÆØÅ?']) {
      const answer = await erp.call(`/v1/inventory/${encodeURIComponent(number)}`);
      expect(answer.status).toBe(200);
      expect(differences(answer.json(), 'InventoryDto')).toEqual([]);
      const item = rowsSchema.element.parse(answer.json());
      expect(item.inventoryNumber).toBe(number);
      expect(item.metadata).toEqual({ totalCount: 0, maxPageSize: 0 });
      expect(answer.headers.get('etag')).toBeNull();
      expect((await erp.call(`/v1/inventory/internal/${item.inventoryId}`)).json()).toEqual(item);
    }
  });

  test('another company’s item is not found, by number or by id', async () => {
    const token = aToken({ tenant_id: SERVICE });
    const [item] = await list('?pageSize=1');
    expect((await erp.call('/v1/inventory/100001', { token })).status).toBe(404);
    expect((await erp.call(`/v1/inventory/internal/${item?.inventoryId ?? 0}`, { token })).status).toBe(404);
    expect((await erp.call('/v1/inventory/internal/abc')).status).toBe(404);
  });

  test('item classes and posting classes are listed', async () => {
    const classes: unknown = (await erp.call('/v1/inventory/itemClass')).json();
    expect(differences(classes, 'ItemClassDto[]')).toEqual([]);
    expect((await erp.call('/v1/inventory/itemClass/FESTE')).status).toBe(200);
    expect((await erp.call('/v1/inventory/itemclass/NONE')).status).toBe(404);
    expect((await erp.call('/v1/inventory/itemPostClass')).json()).toContainEqual(
      expect.objectContaining({ id: 'VARER' }),
    );
  });

  test('the same seed gives the same items, also after a reset', async () => {
    const before = await whole();
    erp.data.reset();
    expect(await whole()).toEqual(before);
  });
});
