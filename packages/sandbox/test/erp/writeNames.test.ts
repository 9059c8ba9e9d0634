import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { unknownFields } from '../../src/api/unknownFields.ts';
import { customerBody } from '../../src/erp/customers/customerBody.ts';
import { inventoryBody } from '../../src/erp/inventory/inventoryBody.ts';
import { modelTypes, wholeBody } from './erpModel.ts';
import { startErpStack, type ErpStack } from './erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(60)));
afterAll(() => erp.stop());
beforeEach(() => erp.restore());

const v = <T>(value: T): { value: T } => ({ value });
const loose = z.looseObject({});
const get = async (path: string) => loose.parse((await erp.call(path)).json());
const put = (path: string, body: unknown) => erp.call(path, { method: 'PUT', body });

describe.each([
  ['InventoryUpdateDto', inventoryBody],
  ['CustomerUpdateDto', customerBody],
])('A body of %s', (type, schema) => {
  test('has every field of the description', () => {
    expect(unknownFields(schema, wholeBody(type))).toEqual([]);
  });

  test('has no other', () => {
    const fields = Object.keys(modelTypes[type] ?? {});
    expect(fields.length).toBeGreaterThan(35);
    expect(Object.keys(schema.shape).filter((name) => !fields.includes(name))).toEqual([]);
    for (const [field, rows] of Object.entries(ROWS[type] ?? {})) {
      const known = Object.keys(modelTypes[rows] ?? {});
      expect(unknownFields(schema, { [field]: [{ notAField: 1 }] })).toHaveLength(1);
      expect(known.length).toBeGreaterThan(1);
    }
  });
});

const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  InventoryUpdateDto: {
    supplierDetails: 'SupplierDetailsDto',
    crossReferences: 'CrossReferenceUpdateDto',
    warehouseDetails: 'WarehouseDetailUpdateDto',
  },
};

describe('A name that the real API has not', () => {
  test.each([
    ['/v1/customer/10001', { sendDunningLettersViaEmail: v(true) }, 'sendDunningLettersViaEMail'],
    ['/v1/inventory/100001', { packaging: { weightUom: v('KG') } }, 'weightUOM'],
    ['/v1/inventory/100001', { packaging: { volumeUom: v('L') } }, 'volumeUOM'],
    ['/v1/inventory/100001', { descripton: v('x') }, 'description'],
  ])('is dropped in %s, and the log names the one that was meant: %j', async (path, body, meant) => {
    const before = await get(path);
    expect((await put(path, body)).status).toBe(204);
    expect(erp.notes.join(' ')).toMatch(new RegExp(`was dropped; did you mean ${meant}\\?`));
    const { timestamp: _, timeStamp: __, lastModifiedDateTime: ___, crossReferences: ____, ...rest } = await get(path);
    expect(before).toMatchObject(rest);
  });

  test('of a row is dropped, and the row lacks what it is known by', async () => {
    const row = { operation: 'Insert', alternateType: v('Barcode'), alternateId: v('7090000000001') };
    const answer = await put('/v1/inventory/100001', { crossReferences: [row] });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('alternateID')]);
    expect(erp.notes).toContain(
      'crossReferences[0].alternateId is not a field of this body and was dropped; did you mean alternateID?',
    );
  });
});

test.each([
  ['/v1/customer/10001', { sendDunningLettersViaEMail: true }, 'sendDunningLettersViaEMail'],
  ['/v1/inventory/100001', { packaging: { weightUOM: 'KG' } }, 'packaging.weightUOM'],
  ['/v1/inventory/100001', { supplierDetails: [{ supplierID: '50001' }] }, 'supplierDetails[0].supplierID'],
])('A bare value is refused: %s %j', async (path, body, field) => {
  expect((await put(path, body)).status).toBe(400);
  expect(erp.notes).toContain(`${field} must be wrapped: {"value": …}`);
});

test('A field that the sandbox has no use for is taken, and the log says so', async () => {
  expect((await put('/v1/customer/10001', { overrideWithClassValues: true })).status).toBe(204);
  expect(erp.notes).toEqual(['overrideWithClassValues is taken and not kept: this sandbox has no use for it']);
});

describe('An item', () => {
  test('keeps its newer fields', async () => {
    const body = {
      unspsc: v('31162800'),
      lotSerialClass: v('LOT'),
      costPriceStatistics: { lastCost: v(77.5) },
      packaging: { baseItemWeight: v(2), weightUOM: v('KG'), volumeUOM: v('L') },
      warehouseDetails: [{ operation: 'Insert', warehouse: v('RETUR'), isDefault: v(true) }],
    };
    expect((await put('/v1/inventory/100001', body)).status).toBe(204);
    expect(await get('/v1/inventory/100001')).toMatchObject({
      unspsc: '31162800',
      lotSerialClass: { id: 'LOT' },
      lastCost: 77.5,
      packaging: { baseItemWeight: 2, weightUOM: 'KG', volumeUOM: 'L' },
      defaultWarehouse: { id: 'RETUR' },
      warehouseDetails: expect.arrayContaining([expect.objectContaining({ warehouse: 'RETUR', isDefault: true })]),
    });
    const [row] = z
      .array(loose)
      .parse((await erp.call('/v1/inventory?inventoryNumber=100001&addCostPriceStatistics=true')).json());
    expect(row).toMatchObject({ costPriceStatistics: { lastCost: 77.5 } });
    await put('/v1/inventory/100001', {
      unspsc: v(''),
      warehouseDetails: [{ operation: 'Delete', warehouse: v('RETUR') }],
    });
    expect(await get('/v1/inventory/100001')).toMatchObject({ unspsc: null, defaultWarehouse: null });
  });

  test.each([
    [{ unspsc: v('3116280') }, 'unspsc'],
    [{ lotSerialClass: v('NONE') }, 'lotSerialClass'],
    [{ warehouseDetails: [{ operation: 'Insert', warehouse: v('HOVED') }] }, 'HOVED already'],
    [{ warehouseDetails: [{ operation: 'Update', warehouse: v('RETUR') }] }, 'has no RETUR'],
    [{ warehouseDetails: [{ operation: 'Update', warehouse: v('NONE') }] }, 'cannot be found'],
  ])('refuses what does not go with it: %j', async (body, text) => {
    const answer = await put('/v1/inventory/100001', body);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(text)]);
  });
});
