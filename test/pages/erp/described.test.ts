import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Description } from '../../../src/pages/erp/described/description.ts';
import { describedSection } from '../../../src/pages/erp/described/describedSection.ts';
import { anErpOf } from '../../support/anErpOf.ts';
import { listApi } from '../../support/listApi.ts';
import { aSignedInPerson, pageApp } from '../../support/pageApp.ts';
import { textOf } from '../../support/webBrowser.ts';
import { RESOURCE_SLUGS, withResource } from 'visma-net-client/resources';
import { ENGLISH, flatTexts, readTexts } from '../../../src/languages/languages.ts';
import { NORWEGIAN, notNorwegian } from '../../support/norwegian.ts';

const RECEIPT = {
  number: 'PO/1',
  status: 'PendingApproval',
  date: '2026-01-31T00:00:00',
  lastModified: '2026-01-31T12:30:00.000Z',
  hold: false,
  orderTotal: 1250.5,
  lineCount: 1200,
  internalId: 1234567,
  vatZone: { id: '01', description: 'Norway' },
  supplier: { number: '50001', name: 'Stål AS', location: { id: 'MAIN', countryId: 'NO' } },
  tags: ['urgent', 'frozen'],
  note: undefined,
  lines: [
    { lineNumber: 1, item: { number: 'A-1', name: 'Bolt' }, quantity: 4 },
    { lineNumber: 2, item: undefined, quantity: 1200, dueDate: '2026-02-28' },
  ],
};

type Receipt = typeof RECEIPT;

/** A resource without pages of its own, under the address of one that has some. */
function aDescription(
  asked: unknown[] = [],
  change: Partial<Description<Receipt, 'status' | 'changedSince'>> = {},
): Description<Receipt, 'status' | 'changedSince'> {
  return {
    slug: 'suppliers',
    area: 'Purchasing',
    columns: [
      { name: 'number', of: ({ number }) => number, kind: 'code' },
      { name: 'status', of: ({ status }) => status, kind: 'code' },
      { name: 'date', of: ({ date }) => date, kind: 'date' },
      { name: 'orderTotal', of: ({ orderTotal }) => orderTotal, kind: 'money' },
      { name: 'hold', of: ({ hold }) => hold, kind: 'boolean' },
      { name: 'note', of: ({ note }) => note, kind: 'text' },
    ],
    filters: [
      { name: 'status', kind: 'choice', choices: ['PendingApproval', 'Open'] },
      { name: 'changedSince', kind: 'date' },
    ],
    tableColumns: ['number', 'status', 'date', 'orderTotal', 'hold'],
    identifier: ['receipt number'],
    api: () => ({
      ...listApi([RECEIPT], asked),
      get: (context, ...identifier) => {
        asked.push({ identifier, token: context.accessToken });
        return Promise.resolve({ value: RECEIPT, etag: undefined, quota: undefined });
      },
      itemAddress: (number = '') => new URL(`https://erp.test/receipt/${encodeURIComponent(number)}`),
    }),
    ...change,
  };
}

function appOf(description: Description<Receipt, 'status' | 'changedSince'>) {
  const { list, detail } = describedSection(description);
  const deps = anErpOf();
  return pageApp((app) => [list, detail].map((page) => page && app.use(page(deps))), { signedIn: aSignedInPerson() });
}

const flat = (html: string) => html.replace(/\s+/g, ' ');

describe('the shared list', () => {
  test('shows each column by its kind, or by what the value tells, with the way to the record', async () => {
    const { text } = await request(appOf(aDescription())).get('/companies/t1/suppliers').expect(200);
    const html = flat(text);
    expect(html).toContain('<h1>Suppliers</h1>');
    expect(html).toContain('1 supplier<');
    expect(html).toContain('<a href="/companies/t1/suppliers/PO%2F1">PO/1</a>');
    expect(html).toContain('>Pending approval</td>');
    expect(html).toContain('<td data-label="Date">31 Jan 2026</td>');
    expect(html).toContain('<th scope="col" class="number">Order total</th>');
    expect(html).toContain('<td class="number figure">1,250.50</td>');
    expect(html).toContain('<td data-label="Hold">No</td>');
  });

  test('asks the API for what its filters say, by the names of the API, with the token of the company', async () => {
    const asked: unknown[] = [];
    const search = '?status=Open&changed_since=2026-01-31&page=3&page_size=25';
    await request(appOf(aDescription(asked)))
      .get(`/companies/t2/suppliers${search}`)
      .expect(200);
    const query = { status: 'Open', changedSince: '2026-01-31', pageNumber: 3, pageSize: 25 };
    expect(asked).toEqual([{ ...query, token: 'token-of-t2' }]);
  });

  test.each(['status=Other', 'changed_since=yesterday', 'status=Open&status=Open'])(
    'asks for nothing with %s, and says what to correct',
    async (search) => {
      const asked: unknown[] = [];
      const { text } = await request(appOf(aDescription(asked)))
        .get(`/companies/t1/suppliers?${search}`)
        .expect(422);
      expect(text).toContain('data-testid="error-summary"');
      expect(asked).toEqual([]);
    },
  );

  test('is exported whole, with the columns as they are', async () => {
    const { text } = await request(appOf(aDescription())).get('/companies/t1/suppliers/export.csv').expect(200);
    expect(text).toBe(
      '\uFEFFnumber,status,date,orderTotal,hold,note\r\nPO/1,PendingApproval,2026-01-31T00:00:00,1250.5,false,\r\n',
    );
  });

  test('of a resource whose records the API does not read leads nowhere', async () => {
    const description = aDescription([], { identifier: [] });
    const { text } = await request(appOf(description)).get('/companies/t1/suppliers').expect(200);
    expect(text).toContain('>PO/1<');
    expect(text).not.toContain('/companies/t1/suppliers/PO%2F1');
    await request(appOf(description)).get('/companies/t1/suppliers/PO%2F1').expect(404);
  });
});

test('a record that is named by two steps is found by both', async () => {
  const asked: unknown[] = [];
  const app = appOf(aDescription(asked, { identifier: ['status', 'number'], tableColumns: ['status', 'number'] }));
  const list = await request(app).get('/companies/t1/suppliers').expect(200);
  expect(list.text).toContain('<a href="/companies/t1/suppliers/PendingApproval/PO%2F1">PO/1</a>');
  await request(app).get('/companies/t1/suppliers/PendingApproval/PO%2F1').expect(200);
  expect(asked).toContainEqual({ identifier: ['PendingApproval', 'PO/1'], token: 'token-of-t1' });
});

describe('the shared page of a record', () => {
  test('reads the one that its address names, and leads back to the list', async () => {
    const asked: unknown[] = [];
    const { text } = await request(appOf(aDescription(asked)))
      .get('/companies/t2/suppliers/PO%2F1')
      .expect(200);
    expect(asked).toEqual([{ identifier: ['PO/1'], token: 'token-of-t2' }]);
    expect(text).toContain('<h1>Supplier PO/1</h1>');
    expect(flat(text)).toContain('<nav class="trail" aria-label="Breadcrumb"> <a href="/companies/t2/suppliers">');
    expect(text).toContain('https://erp.test/receipt/PO%2F1');
  });

  test('shows everything that the record holds: itself, its parts, its lists', async () => {
    const { text } = await request(appOf(aDescription())).get('/companies/t1/suppliers/PO%2F1').expect(200);
    const words = textOf(text);
    for (const value of [
      'VAT zone Norway (01)',
      'Order total 1,250.50',
      'Line count 1,200',
      'Internal id 1234567',
      'Status Pending approval',
      'Tags urgent, frozen',
      'Hold No',
    ])
      expect(words).toContain(value);
    expect(text).toContain('datetime="2026-01-31T12:30:00.000Z"');
    expect(text).toContain('<h2>Supplier</h2>');
    expect(words).toContain('Location country id NO');
    expect(text).toContain('<h2>Lines</h2>');
    expect(words).toContain('Bolt (A-1)');
    expect(words).toContain('28 Feb 2026');
  });

  test('says names for people where those of the API do not do', async () => {
    const app = appOf(aDescription([], { labels: { hold: { field: 'notToBePaid' } } }));
    const { text } = await request(app).get('/companies/t1/suppliers/PO%2F1').expect(200);
    expect(textOf(text)).toContain('Not to be paid No');
  });
});

test('every column and every filter of a resource has a name in locales', () => {
  const names = RESOURCE_SLUGS.flatMap((slug) =>
    withResource(slug, ({ columns, filters }) => [...columns, ...filters].map(({ name }) => name)),
  );
  const known = new Set(flatTexts(readTexts('en-GB')).map(([key]) => key));
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !known.has(`fields.${name}`))).toEqual([]);
});

test('a record without a name in locales is called as the API does, in words', () => {
  expect(ENGLISH.speak({ field: 'vatRegistrationId' })).toBe('VAT registration id');
  expect(ENGLISH.speak({ field: 'dropShipOrderNumber' })).toBe('Drop ship order number');
});

describe('in Norwegian', () => {
  const inNorwegian = async (path: string) =>
    (await request(appOf(aDescription())).get(`/companies/t1/suppliers${path}`).set('Accept-Language', NORWEGIAN)).text;

  test.each(['', '?status=Other'])('the shared list%s is so throughout', async (search) => {
    expect(notNorwegian(await inNorwegian(search), 'lists', 'records', 'resources', 'erp', 'fields')).toEqual([]);
  });

  test('a record is so where locales know its fields', async () => {
    const words = textOf(await inNorwegian('/PO%2F1')).replaceAll('\u00A0', ' ');
    for (const value of [
      'Leverandør PO/1',
      'Generelt',
      'Ordresum 1 250,50',
      'Dato 31. jan. 2026',
      'Mva-sone Norway (01)',
    ])
      expect(words).toContain(value);
  });
});
