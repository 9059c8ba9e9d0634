import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { z } from 'zod';
import { createCompanyData } from '../../src/companyData.ts';
import { customers } from '../../src/erp/customers/resource.ts';
import { inventory } from '../../src/erp/inventory/resource.ts';
import { ERP_GUESSES } from '../../src/erp/erpGuesses.ts';
import { ERP_FAULTS } from '../../src/api/erpFaults.ts';
import { defaultErpSettings, ERP_SETTINGS, erpSettingsSchema } from '../../src/api/settings.ts';
import { differences, modelEndpoints } from './erpModel.ts';
import { startErpStack, type ErpStack } from './erpStack.ts';

describe('the published description', () => {
  let erp: ErpStack;
  beforeAll(async () => void (erp = await startErpStack(30)));
  afterAll(() => erp.stop());

  test.each(['get /inventory', 'get /customer', 'get /supplier', 'get /customerinvoice', 'get /warehouse'])(
    '%s knows every living parameter of the description',
    async (operation) => {
      const path = `/v1${operation.split(' ')[1] ?? ''}`;
      const parameters = (modelEndpoints.get(`GET ${path}`) ?? []).map((parameter) => parameter.split(':')[0] ?? '');
      erp.notes.length = 0;
      await erp.call(`${path}?${parameters.map((name) => `${name}=`).join('&')}`);
      expect(erp.notes.filter((note) => note.startsWith('An unknown'))).toEqual([]);
    },
  );

  test.each([
    ['/v1/supplier/supplierClass', 'SupplierClassInSupplierDto', 'id', '/v1/supplier/supplierClass'],
    ['/v1/customer/customerClass', 'CustomerClassInCustomerDto', 'id', '/v1/customer/customerClass'],
    ['/v1/inventory/itemClass', 'ItemClassDto', 'id', '/v1/inventory/itemClass'],
    ['/v1/warehouse', 'WarehouseDto', 'warehouseID', '/v1/warehouse'],
    ['/v1/customer?pageSize=5', 'CustomerDto', 'internalId', '/v1/customer/internal'],
    ['/v1/supplier?pageSize=5', 'SupplierDto', 'number', '/v1/supplier'],
  ])('%s and one of it have the fields and types of %s', async (list, dto, name, one) => {
    const rows = z.array(z.record(z.string(), z.unknown())).parse((await erp.call(list)).json());
    expect(rows).not.toEqual([]);
    expect(differences(rows, `${dto}[]`)).toEqual([]);
    const single = await erp.call(`${one}/${String(rows[0]?.[name])}`);
    expect([single.status, differences(single.json(), dto)]).toEqual([200, []]);
  });

  test.each([
    ['/v1/inventory/itemPostClass', 'PostingClassInInventoryDto'],
    ['/v1/customer/10001/invoice', 'CustomerInvoiceDto'],
  ])('%s has the fields and types of %s', async (path, dto) => {
    const rows: unknown = (await erp.call(path)).json();
    expect(rows).not.toEqual([]);
    expect(differences(rows, `${dto}[]`)).toEqual([]);
  });

  test('the cross references of an item, and the classes of partners', async () => {
    const references: unknown = (await erp.call('/v1/inventory/100001/crossReferences')).json();
    expect(references).not.toEqual([]);
    expect(differences(references, 'InventoryCrossReferenceDto[]')).toEqual([]);
    const classes: unknown = (await erp.call('/v1/customer/customerClass')).json();
    expect(differences(classes, 'CustomerClassInCustomerDto[]')).toEqual([]);
    expect((await erp.call('/v1/supplier/supplierClass/1')).status).toBe(200);
    expect((await erp.call('/v1/supplier/supplierClass/0')).status).toBe(404);
  });

  test('the check of fields and types can fail', () => {
    expect(differences({ id: 1, extra: true }, 'AttachmentDto')).toEqual([
      'AttachmentDto.extra: not in the description',
      'AttachmentDto.name: missing',
      'AttachmentDto.id: 1 is not string',
      'AttachmentDto.revision: missing',
    ]);
  });
});

describe('settings', () => {
  test('each has its words, once', () => {
    expect(ERP_SETTINGS.map(({ name }) => name)).toEqual(Object.keys(defaultErpSettings()));
    const sentences = [...ERP_GUESSES, ...[...ERP_SETTINGS, ...ERP_FAULTS].map(({ description: words }) => words)];
    expect(sentences.filter((words) => !words.endsWith('.'))).toEqual([]);
    expect(new Set(ERP_FAULTS.map(({ name }) => name)).size).toBe(ERP_FAULTS.length);
  });

  test('one that does not exist, or of the wrong kind, is refused', () => {
    expect(erpSettingsSchema.safeParse({ erpMaxPagesize: 1 }).success).toBe(false);
    expect(erpSettingsSchema.safeParse({ erpMaxPageSize: 0 }).success).toBe(false);
  });
});

describe('data that nobody has asked for', () => {
  const open = (items: number) => {
    const database = new Database(':memory:');
    const data = createCompanyData({ database, itemsOfFirstCompany: items, now: Date.now });
    const [dataset] = data.companies;
    if (!dataset) throw new Error('There is no company');
    const isMade = () => database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'erp_item'").all().length > 0;
    return {
      database,
      data,
      dataset,
      isMade,
      total: () => inventory.storage.table(data).page(dataset, {}, 0, 1).total,
    };
  };

  test('is made at the first question, and gone after a reset until the next', () => {
    const { data, dataset, isMade, total } = open(20);
    expect(isMade()).toBe(false);
    expect(total()).toBe(20);
    const item = inventory.storage.table(data).byNumber(dataset, '100001');
    if (!item) throw new Error('The first item is missing');
    inventory.storage.table(data).update(dataset, item, { ...item, description: 'Omdøpt' });
    data.reset();
    expect(inventory.storage.table(data).byNumber(dataset, '100001')?.description).toBe(item.description);
  });

  test('is not made again by a reset when nobody has changed it', () => {
    const { database, data, total } = open(20);
    expect(total()).toBe(20);
    const filledAs = () => database.prepare('SELECT rowid, fingerprint FROM erp_seed').raw().all();
    const before = filledAs();
    data.reset();
    expect(filledAs()).toEqual(before);
    expect(total()).toBe(20);
  });

  test('of a large company is made at once', () => {
    expect(open(5001).isMade()).toBe(true);
  });
});

describe('a database file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'erp-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('keeps what was written, and is filled anew when another number of items is asked for', () => {
    const open = (items: number) => {
      const database = new Database(join(folder, 'sandbox.db'));
      const data = createCompanyData({ database, itemsOfFirstCompany: items, now: Date.now });
      const [dataset] = data.companies;
      const customer = dataset && customers.storage.table(data).byNumber(dataset, '10001');
      if (!dataset || !customer) throw new Error('The first company has no customers');
      return { database, data, dataset, customer };
    };
    const first = open(20);
    customers.storage.table(first.data).put(first.dataset, { ...first.customer, name: 'Omdøpt' });
    const item = inventory.storage.table(first.data).byNumber(first.dataset, '100001');
    if (!item) throw new Error('The first item is missing');
    inventory.storage.table(first.data).update(first.dataset, item, { ...item, description: 'Omdøpt' });
    first.database.close();

    const second = open(20);
    expect(second.customer.name).toBe('Omdøpt');
    expect(inventory.storage.table(second.data).byNumber(second.dataset, '100001')?.description).toBe('Omdøpt');
    second.database.close();

    const third = open(25);
    expect(third.customer.name).not.toBe('Omdøpt');
    expect(inventory.storage.table(third.data).page(third.dataset, {}, 0, 100).total).toBe(25);
    third.database.close();
  });
});
