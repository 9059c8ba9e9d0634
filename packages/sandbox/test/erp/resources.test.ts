import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { z } from 'zod';
import type { CompanyDataset } from '../../src/dataset/companies/companyDataset.ts';
import { sydhav } from '../../src/dataset/companies/sydhav.ts';
import { createDataset } from '../../src/dataset/dataset.ts';
import { recordStorage } from '../../src/dataset/recordStorage.ts';
import * as ERP_RESOURCES from '../../src/erp/resources.ts';

const ERP = fileURLToPath(new URL('../../src/erp/', import.meta.url));
/** Folders of what several resources share. */
const SHARED = ['partners', 'writing'];

const folders = readdirSync(ERP, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
  .map(({ name }) => name);

describe('The resources of the ERP API', () => {
  test('are at least the six of the start', () => {
    expect(folders.length).toBeGreaterThanOrEqual(6);
  });

  test.each(folders)('%s is described in its folder, and registered', async (folder) => {
    expect(existsSync(`${ERP}${folder}/resource.ts`)).toBe(true);
    const described: unknown = await import(`../../src/erp/${folder}/resource.ts`);
    const registered = new Set<unknown>(Object.values(ERP_RESOURCES));
    const exported = Object.values(z.looseObject({}).parse(described));
    expect(exported).toHaveLength(1);
    expect(exported.filter((one) => !registered.has(one))).toEqual([]);
  });

  test('are kept under names of their own', () => {
    const names = Object.values(ERP_RESOURCES).map(({ storage }) => storage.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('A state file', () => {
  const databases: Database.Database[] = [];
  afterEach(() => {
    for (const database of databases.splice(0)) database.close();
  });

  const record = z.object({ id: z.number(), number: z.string(), text: z.string() });
  const aKind = (name: string, text = 'seeded', schema: typeof record = record) =>
    recordStorage({ name, record: schema, seed: () => [{ id: 1, number: '1', text }] });
  const aFile = () => {
    const database = new Database(':memory:');
    databases.push(database);
    const open = (storages: readonly ReturnType<typeof aKind>[], company: CompanyDataset = sydhav()) => {
      const data = createDataset({ database, companies: [company], storages, atOnce: false });
      return {
        texts: (of: ReturnType<typeof aKind>) =>
          of
            .table(data)
            .all(company)
            .map(({ text }) => text),
        data,
        company,
      };
    };
    return open;
  };

  /** A file of one kind, whose record was written over. */
  const aChangedFile = () => {
    const open = aFile();
    const kind = aKind('kept');
    const { data, company } = open([kind]);
    kind.table(data).put(company, { id: 1, number: '1', text: 'changed' });
    return open;
  };

  test('of the same resources, schemas and seeds is kept as it is', () => {
    const kind = aKind('kept');
    expect(aChangedFile()([kind]).texts(kind)).toEqual(['changed']);
  });

  test('gains a resource that came later', () => {
    const [kept, later] = [aKind('kept'), aKind('later')];
    const { texts } = aChangedFile()([kept, later]);
    expect(texts(later)).toEqual(['seeded']);
    expect(texts(kept)).toEqual(['seeded']);
  });

  test.each([
    ['seeds', aKind('kept', 'seeded otherwise'), 'seeded otherwise'],
    ['a schema', aKind('kept', 'seeded', record.extend({ more: z.string().optional() })), 'seeded'],
  ])('is filled anew when %s changed', (_what, kind, text) => {
    expect(aChangedFile()([kind]).texts(kind)).toEqual([text]);
  });

  test('is filled anew when a fact of a company changed', () => {
    const kind = aKind('kept');
    const company: CompanyDataset = { ...sydhav(), name: 'Another name' };
    expect(aChangedFile()([kind], company).texts(kind)).toEqual(['seeded']);
  });
});
