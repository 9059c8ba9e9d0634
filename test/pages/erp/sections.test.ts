import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { resourceMenu, SECTIONS } from '../../../src/pages/erp/sections.ts';
import { erpPages } from '../../../src/pages/erp/erpPages.ts';
import { RESOURCE_SLUGS } from '../../../src/web/addresses/companyPath.ts';
import { anErpOf } from '../../support/anErpOf.ts';
import { aSignedInPerson, pageApp } from '../../support/pageApp.ts';

const app = pageApp((server) => server.use(erpPages(anErpOf())), { signedIn: aSignedInPerson() });

describe.each(RESOURCE_SLUGS)('the pages of %s', (slug) => {
  test('are a list under its title at its address, with an export', async () => {
    const { text } = await request(app).get(`/companies/t1/${slug}`).expect(200);
    expect(text).toContain(`<h1>${SECTIONS[slug].title}</h1>`);
    expect(text).toContain(`data-testid="empty"`);
    const { headers } = await request(app).get(`/companies/t1/${slug}/export.csv`).expect(200);
    expect(headers['content-disposition']).toContain(slug);
  });

  test('stand in the menu, as the current one on its list', async () => {
    const { text } = await request(app).get(`/companies/t1/${slug}`);
    expect(text).toContain(`<a href="/companies/t1/${slug}" aria-current="page">${SECTIONS[slug].label}</a>`);
  });
});

test('the menu has each resource once', () => {
  expect(resourceMenu().map(({ slug }) => slug)).toEqual([...RESOURCE_SLUGS]);
});
