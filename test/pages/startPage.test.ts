import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { startPage, type StartPageDeps } from '../../src/pages/startPage.ts';
import { useBrowser } from '../support/browser.ts';
import { englishLeft } from '../support/englishLeft.ts';
import { aSignedInPerson, pageApp, type PageAppOptions } from '../support/pageApp.ts';
import { pageProblems } from '../support/pageProblems.ts';
import { serve } from '../support/serve.ts';

const { newPage } = useBrowser();

const SANDBOX = {
  password: 'open sesame',
  people: [{ username: 'kari@nordfjord.example', description: 'works in two companies' }],
  systems: [{ name: 'Developer Portal', href: 'http://127.0.0.1:4400/portal', description: 'registers applications' }],
};

function appWith(deps: Partial<StartPageDeps> = {}, options: PageAppOptions = {}) {
  const page = startPage({
    https: false,
    sandbox: undefined,
    protocolView: false,
    connectAnswers: () => undefined,
    ...deps,
  });
  return pageApp((app) => app.use(page), options);
}

const textWith = async (deps: Partial<StartPageDeps> = {}, options: PageAppOptions = {}) =>
  (await request(appWith(deps, options)).get('/').expect(200)).text;

test('a visitor is led to the sign-in', async () => {
  expect(await textWith()).toContain('<a class="button" href="/login">Sign in with Visma Connect</a>');
});

test('a signed-in person is led to the home of the company looked at last', async () => {
  const answer = await request(appWith({}, { signedIn: aSignedInPerson({ currentTenantId: 't2' }) })).get('/');
  expect([answer.status, answer.headers.location]).toEqual([302, '/companies/t2']);
});

test('a signed-in person without a company is led to the companies', async () => {
  const answer = await request(appWith({}, { signedIn: aSignedInPerson({ companies: {} }) })).get('/');
  expect([answer.status, answer.headers.location]).toEqual([302, '/companies']);
});

test('a visitor can sign in for the company used last in this browser, and without it', async () => {
  const { text } = await request(appWith()).get('/').set('Cookie', 'vc_company=t2');
  expect(text).toContain('href="/login"');
  expect(text).toContain(
    'href="/login?return_to=%2Fcompanies%2Ft2&amp;tenant=t2">Sign in for the company you used last</a>',
  );
  expect(await textWith()).not.toContain('you used last');
});

describe('in sandbox mode', () => {
  test('the people to sign in as and the systems to look at are there', async () => {
    const text = await textWith({ sandbox: SANDBOX });
    expect(text).toMatch(/open sesame[^]*kari@nordfjord\.example[^]*works in two companies/);
    expect(text).toContain('<a href="http://127.0.0.1:4400/portal">Developer Portal</a>');
  });

  test('and nowhere else', async () => {
    expect(await textWith()).not.toContain('Whom to sign in as');
  });
});

test('without the sandbox it speaks to the people of the installation, by its name', async () => {
  const text = await textWith({}, { appName: 'Nordfjord Stock' });
  expect(text).toContain('<h1>Nordfjord Stock</h1>');
  expect(text).not.toMatch(/npm run|README|sandbox of every/);
});

test('is there in Norwegian', async () => {
  const deps = { sandbox: { ...SANDBOX, people: [], systems: [] }, protocolView: true, connectAnswers: () => false };
  for (const app of [appWith(deps), appWith({ protocolView: true }, { appName: 'Nordfjord' })]) {
    const { text } = await request(app).get('/').set('Accept-Language', 'nb');
    expect(text).toContain('<html lang="nb-NO">');
    expect(text).toMatch(/<title>Logg inn med Visma Connect · /);
    expect(englishLeft(text, ['visma-connect-express'])).toEqual([]);
  }
});

test('says so when Visma Connect does not answer, and only then', async () => {
  const words = 'Visma Connect does not answer at the moment';
  expect(await textWith({ connectAnswers: () => false })).toContain(words);
  expect(await textWith({ connectAnswers: () => true })).not.toContain(words);
  expect(await textWith()).not.toContain(words);
});

test('the protocol view is offered when it is on', async () => {
  expect(await textWith({ protocolView: true })).toContain('href="/protocol/visitor"');
  expect(await textWith()).not.toContain('href="/protocol/visitor"');
});

test('is accessible, fits a phone, and its picture says the same as its list', async () => {
  const deps = { sandbox: SANDBOX, protocolView: true, connectAnswers: () => false };
  const { url } = await serve(appWith(deps, { sandboxUrl: 'http://127.0.0.1:4400', protocolView: true }));
  const page = await newPage();
  expect(await pageProblems(page, url)).toEqual([]);
  expect(await page.locator('.flow svg .label').count()).toBe(await page.locator('.flow figcaption li').count());
}, 60_000);
