import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createErpClient } from '../src/erpClient.ts';
import { columns } from '../src/resources/column.ts';
import { changesFilteredBy, filteredBy } from '../src/resources/plainQuery.ts';
import { erpList, erpSingle, type ApiPort, type TenantPort } from '../src/resources/resource.ts';
import { marking } from '../src/sync/mark.ts';
import { neededText, type Fields } from '../src/transport/wire.ts';
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
    const erp = createErpClient({ erpUrl: 'http://127.0.0.1:1', salesOrderUrl: 'http://127.0.0.1:1' });
    try {
      for (const name of RESOURCE_NAMES) {
        const { path, writes } = RESOURCES[name];
        expect(erp[name].listAddress().pathname).toBe(path);
        expect(['create', 'update', 'delete'].filter((operation) => operation in erp[name])).toEqual(writes);
      }
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

interface Place {
  readonly id: string;
}

const PLAN = {
  slug: 'places',
  path: '/v1/place',
  read: (from: Fields): Place => ({ id: neededText(from, 'id') }),
  columns: columns<Place>({ id: ['code', ({ id }) => id] }),
  tableColumns: ['id'],
  identify: marking(z.object({ id: z.string() }), ({ id }) => id),
} as const;

/** The APIs, which answer with these rows, or this row; `asked` takes the addresses. */
function aPort(answer: unknown, asked: string[] = []): ApiPort {
  const send: ApiPort['transport']['send'] = (_context, { url }) => {
    asked.push(url.pathname + url.search);
    return Promise.resolve({ status: 200, headers: {}, text: JSON.stringify(answer), quota: undefined });
  };
  const origins = { erp: 'http://erp.test', salesOrder: 'http://orders.test' };
  return { origins, transport: { send, close: () => Promise.resolve() } };
}

const TENANT: TenantPort = {
  read: (_options, run) => run({ accessToken: 'a', correlationId: 'c' }),
  write: (_operation, run) => run({ accessToken: 'a', correlationId: 'c' }),
};

describe('a resource that is described by its filters', () => {
  const filters = changesFilteredBy(
    { name: 'status', kind: 'choice', choices: ['On', 'Off'] },
    { name: 'type', kind: 'code' },
  );

  test('asks for those that are given, and for changes', async () => {
    const asked: string[] = [];
    const { list } = erpList({ ...PLAN, ...filters }).read(aPort([], asked), TENANT);
    await list({ filters: { status: 'On', other: 'x' }, changedSince: '2026-01-31', pageSize: 10 });
    expect(asked).toEqual([
      '/v1/place?pageNumber=1&pageSize=10&status=On&lastModifiedDateTime=2026-01-31T00%3A00%3A00.000&lastModifiedDateTimeCondition=%3E%3D',
    ]);
  });

  test('says the same address to whoever asks where', () => {
    const { addresses } = erpList({ ...PLAN, ...filters });
    expect(addresses(aPort([])).list({ filters: { type: 'A' }, pageNumber: 2 }).search).toBe(
      '?pageNumber=2&pageSize=100&type=A',
    );
  });

  test('pages by skipped records where the API does', async () => {
    const asked: string[] = [];
    const { list } = erpList({ ...PLAN, ...filteredBy(), pagedBy: 'skip' }).read(aPort([], asked), TENANT);
    await list({ pageNumber: 3, pageSize: 20 });
    expect(asked).toEqual(['/v1/place?numberToRead=20&skipRecords=40']);
  });

  test('has pages of a list that the API gives whole', async () => {
    const asked: string[] = [];
    const rows = ['A', 'B', 'C'].map((id) => ({ id }));
    const { list } = erpList({ ...PLAN, ...filteredBy(), pagedBy: 'whole' }).read(aPort(rows, asked), TENANT);
    const second = await list({ pageNumber: 2, pageSize: 2 });
    expect(second).toMatchObject({ rows: [{ id: 'C' }], totalCount: 3, isLast: true });
    expect(await list({ pageNumber: 1, pageSize: 2 })).toMatchObject({
      rows: [{ id: 'A' }, { id: 'B' }],
      isLast: false,
    });
    expect(asked).toEqual(['/v1/place', '/v1/place']);
  });
});

test('a resource without a list has its objects one by one, and says so', async () => {
  const asked: string[] = [];
  const { slug, path, read } = PLAN;
  const single = erpSingle({ slug, path, read, identifier: ['place id'] });
  const port = aPort({ id: 'A' }, asked);
  const { get, list } = single.read(port, TENANT);
  expect(await get?.(['A'])).toMatchObject({ value: { id: 'A' } });
  expect(asked).toEqual(['/v1/place/A']);
  expect(single.isListed).toBe(false);
  expect(single.addresses(port).item(['A']).pathname).toBe('/v1/place/A');
  expect(() => list({})).toThrow('places has no list');
});
