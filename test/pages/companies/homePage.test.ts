import { expect, test } from '@jest/globals';
import request from 'supertest';
import { homePage, type HomePageDeps } from '../../../src/pages/companies/homePage.ts';
import { resourceMenu } from '../../../src/pages/erp/sections.ts';
import { SCREENS, useBrowser } from '../../support/browser.ts';
import { englishLeft } from '../../support/englishLeft.ts';
import { aSignedInPerson, pageApp } from '../../support/pageApp.ts';
import { pageProblems } from '../../support/pageProblems.ts';
import { serve } from '../../support/serve.ts';
import { textOf } from '../../support/webBrowser.ts';

const { newPage } = useBrowser();
const menu = resourceMenu();

const SANDBOX = {
  password: 'open sesame',
  people: [{ username: 'ola@nordfjord.example', description: 'Ola' }],
  systems: [{ name: 'Developer Portal', href: 'http://127.0.0.1:4400/portal', description: 'Portal' }],
};
const quotas: HomePageDeps['quotas'] = {
  of: (tenantId, api) =>
    tenantId === 't1' && api === 'erp'
      ? { api, remaining: 14_000, limit: 15_000, resetSeconds: 90, policy: undefined }
      : undefined,
};

const app = (deps: Partial<HomePageDeps> = {}) =>
  pageApp((server) => server.use(homePage({ quotas, sandbox: undefined, menu, ...deps })), {
    signedIn: aSignedInPerson(),
  });

const mainOf = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));

test('a company’s home leads to each of its lists, area by area, with a sentence for each', async () => {
  const { text } = await request(app()).get('/companies/t2').expect(200);
  const links = [...mainOf(text).matchAll(/<dt><a href="([^"]+)">([^<]+)<\/a><\/dt>\s*<dd>([^<]+)<\/dd>/g)];
  expect(links.map(([, href]) => href)).toEqual(menu.map(({ slug }) => `/companies/t2/${slug}`));
  expect(links.every(([, , , sentence = '']) => sentence.endsWith('.'))).toBe(true);
  expect(text).toContain('<h1>Nordfjord Service AS</h1>');
  expect(text).toContain('<title>Home · Nordfjord Service AS · ');
});

test('says who is signed in, and how many calls are left where that is known', async () => {
  const known = textOf(mainOf((await request(app()).get('/companies/t1')).text));
  expect(known).toContain('You are signed in as Kari Nordmann.');
  expect(known).toContain('ERP API 14,000 of 15,000, anew in 2 minutes');
  expect(textOf(mainOf((await request(app()).get('/companies/t2')).text))).not.toContain('Calls left');
});

test('has the sandbox’s people and systems where there is a sandbox', async () => {
  const { text } = await request(app({ sandbox: SANDBOX })).get('/companies/t1');
  expect(text).toMatch(/<details data-testid="sandbox-guide">[^]*open sesame[^]*ola@nordfjord\.example/);
  expect((await request(app()).get('/companies/t1')).text).not.toContain('sandbox-guide');
});

test('the header leads to it', async () => {
  const { text } = await request(app()).get('/companies/t2');
  expect(text).toContain('<a class="brand" href="/companies/t2">');
});

test.each(['strange', 'constructor', '%3Cb%3E'])('of a company that is not connected, %s, is none', async (tenant) => {
  const answer = await request(app())
    .get(`/companies/${tenant}`)
    .expect(403, /company_not_connected/);
  expect(answer.text).toContain(`href="/login?return_to=${encodeURIComponent(`/companies/${tenant}`)}&amp;tenant=`);
});

test('is read only', async () => {
  await request(app()).post('/companies/t1').expect(405).expect('Allow', 'GET, HEAD');
});

test('is there in Norwegian', async () => {
  const { text } = await request(app({ sandbox: SANDBOX }))
    .get('/companies/t1')
    .set('Accept-Language', 'nb');
  expect(text).toContain('<html lang="nb-NO">');
  expect(englishLeft(`<body>${mainOf(text)}`)).toEqual([]);
});

test('is accessible, fits a phone, and its first list is in the first screen there', async () => {
  const { url } = await serve(app({ sandbox: SANDBOX }));
  const page = await newPage();
  expect(await pageProblems(page, `${url}/companies/t1`)).toEqual([]);
  await page.setViewportSize(SCREENS.phone);
  await page.goto(`${url}/companies/t1`);
  const box = await page.getByTestId('home').getByRole('link').first().boundingBox();
  expect(box && box.y + box.height).toBeLessThan(SCREENS.phone.height);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').getAttribute('href')).toBe(`/companies/t1/${menu[0]?.slug ?? ''}`);
}, 60_000);
