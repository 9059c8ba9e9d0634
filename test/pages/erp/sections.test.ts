import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { ApiPort } from 'visma-net-client/resources/resource';
import { sharedSection } from '../../../src/pages/erp/described/sharedSection.ts';
import { ENGLISH } from '../../../src/languages/languages.ts';
import { namesOf } from '../../../src/pages/erp/resourceNames.ts';
import { resourceMenu } from '../../../src/pages/erp/sections.ts';
import { AREAS } from '../../../src/web/rendering/navigation.ts';
import { erpPages } from '../../../src/pages/erp/erpPages.ts';
import { RESOURCE_SLUGS } from 'visma-net-client/resources';
import { anErpOf } from '../../support/anErpOf.ts';
import { aSignedInPerson, pageApp } from '../../support/pageApp.ts';

const app = pageApp((server) => server.use(erpPages(anErpOf())), { signedIn: aSignedInPerson() });

describe.each(RESOURCE_SLUGS)('the pages of %s', (slug) => {
  test('are a list under its title at its address, with an export', async () => {
    const { text } = await request(app).get(`/companies/t1/${slug}`).expect(200);
    expect(text).toContain(`<h1>${ENGLISH.speak(namesOf(slug).title)}</h1>`);
    expect(text).toContain(`data-testid="empty"`);
    const { headers } = await request(app).get(`/companies/t1/${slug}/export.csv`).expect(200);
    expect(headers['content-disposition']).toContain(slug);
  });

  test('stand in the menu, as the current one on its list', async () => {
    const { text } = await request(app).get(`/companies/t1/${slug}`);
    expect(text).toContain(
      `<a href="/companies/t1/${slug}" aria-current="page">${ENGLISH.speak(namesOf(slug).menu)}</a>`,
    );
  });
});

test('the menu has each resource once, area by area', () => {
  const menu = resourceMenu();
  expect(menu.map(({ slug }) => slug).sort()).toEqual([...RESOURCE_SLUGS].sort());
  const areas = menu.map(({ area }) => area);
  expect(areas).toEqual(AREAS.flatMap((area) => areas.filter((one) => one === area)));
});

describe('the shared pages of a resource', () => {
  const asked: URL[] = [];
  const port: ApiPort = {
    origins: { erp: 'http://erp.test', salesOrder: 'http://orders.test' },
    transport: {
      send: (_context, { url }) => {
        asked.push(url);
        const row = { number: 'S1', name: 'Stål AS', mainAddress: { city: 'Bergen' } };
        const text = JSON.stringify(url.pathname.endsWith('/S1') ? row : [row]);
        return Promise.resolve({ status: 200, headers: {}, text, quota: undefined });
      },
      close: () => Promise.resolve(),
    },
  };
  const deps = anErpOf({ port });
  const { list, detail } = sharedSection('suppliers', 'Purchasing');
  const shared = pageApp((server) => [list, detail].map((page) => page && server.use(page(deps))), {
    signedIn: aSignedInPerson(),
  });

  test('are made of what the client says of it: the columns of its table, and the request', async () => {
    const { text } = await request(shared).get('/companies/t1/suppliers?page=2&page_size=25').expect(200);
    expect(text).toContain('<a href="/companies/t1/suppliers/S1">S1</a>');
    expect(text).toContain('<td data-label="City">Bergen</td>');
    expect(text).toContain('http://erp.test/v1/supplier?pageNumber=2&amp;pageSize=25');
    expect(asked.at(-1)?.search).toContain('pageNumber=2&pageSize=25');
  });

  test('show one record with everything it holds, and its request', async () => {
    const { text } = await request(shared).get('/companies/t1/suppliers/S1').expect(200);
    expect(text).toContain('<h1>Supplier S1</h1>');
    expect(text).toContain('Bergen');
    expect(text).toContain('http://erp.test/v1/supplier/S1');
    expect(asked.at(-1)?.href).toBe('http://erp.test/v1/supplier/S1');
  });
});
