import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createErpClient } from '../src/erpClient.ts';
import { RESOURCE_NAMES, RESOURCE_SLUGS, RESOURCES, withResource } from '../src/resources.ts';

const FOLDER = fileURLToPath(new URL('../src/resources', import.meta.url));

describe('the resources of the client', () => {
  test('are all that have a folder with a description', () => {
    const described = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('/resource.ts'))
      .map((file) => file.replace('/resource.ts', ''));
    expect(described.sort()).toEqual([...RESOURCE_NAMES].sort());
  });

  test('are properties of the client', async () => {
    const erp = createErpClient({ erpUrl: 'http://127.0.0.1:1', salesOrderUrl: 'http://127.0.0.1:1', version: '0' });
    try {
      for (const name of RESOURCE_NAMES) expect(erp[name].listAddress().pathname).toBe(RESOURCES[name].path);
    } finally {
      await erp.close();
    }
  });

  test.each(RESOURCE_SLUGS)('%s is known by one name and its slug, and shows columns that it has', (slug) => {
    const { name, columns, tableColumns } = withResource(slug, (resource) => ({
      name: resource.name,
      tableColumns: resource.tableColumns,
      columns: resource.columns.map((column) => column.name),
    }));
    expect(RESOURCE_NAMES).toContain(name);
    expect(name.toLowerCase()).toBe(slug.replaceAll('-', ''));
    expect(columns).toEqual(expect.arrayContaining([...tableColumns]));
  });
});
