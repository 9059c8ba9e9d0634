import { expect, test } from '@jest/globals';
import request from 'supertest';
import { toSignedOutView } from '../../../src/pages/signIn/signOutPages.ts';
import { renderPage, type Views } from '../../../src/web/rendering/renderPage.ts';
import { useBrowser } from '../../support/browser.ts';
import { englishLeft } from '../../support/englishLeft.ts';
import { aCompany, aSignedInPerson, pageApp, type PageAppOptions } from '../../support/pageApp.ts';
import { pageProblems } from '../../support/pageProblems.ts';
import { serve } from '../../support/serve.ts';
import { unmaskToken } from '../../../src/web/forms/tokenMask.ts';

const { newPage } = useBrowser();

function appWith<V extends keyof Views>(view: V, data: Views[V], options: PageAppOptions = {}) {
  return pageApp(
    (app) => app.get('/', (req, res) => renderPage(req, res, { view, title: 'signOut.title', data })),
    options,
  );
}

test('signed out everywhere says so; signed out here only warns', async () => {
  const everywhere = await request(appWith('pages/signedOut', toSignedOutView('both', false))).get('/');
  expect(everywhere.text).toContain('signed out here and at Visma Connect');
  const unsure = await request(appWith('pages/signedOut', toSignedOutView('unsure', false))).get('/');
  expect(unsure.text).toContain('is not known');
  const here = await request(appWith('pages/signedOut', toSignedOutView('here', false))).get('/');
  expect(here.text).toContain('could not be asked');
  expect(here.text).toContain('close the browser');
  expect(here.text).not.toContain('here and at Visma Connect');
  expect(here.text).toContain('Nothing of your session is left');
  const left = await request(appWith('pages/signedOut', toSignedOutView('both', true))).get('/');
  expect(left.text).toContain('could not delete all of your session');
  expect(left.text).not.toContain('Nothing of your session is left');
});

test('whoever has signed in since is told so, and can go on or sign out', async () => {
  const app = appWith('pages/signedOut', toSignedOutView('unsure', false), { signedIn: aSignedInPerson() });
  const { text } = await request(app).get('/');
  expect(text).toMatch(/<h1>You are signed in<\/h1>[^]*as <strong>Kari Nordmann<\/strong>, for Nordfjord Handel AS/);
  expect(text).toMatch(/<main[^]*href="\/companies"[^]*<form method="post" action="\/logout"/);
  expect(tokenIn(text)).toBe('form-token');
  expect(text).not.toMatch(/signed out|Nothing of your session/);
});

test('signing out is a form with the token of the session', async () => {
  const app = appWith('pages/logout', undefined, { signedIn: aSignedInPerson() });
  const { text } = await request(app).get('/');
  expect(tokenIn(text)).toBe('form-token');
  expect(text).toContain('for all 2 companies: Nordfjord Handel AS, Nordfjord Service AS');
});

test('a visitor has nothing to sign out of', async () => {
  const { text } = await request(appWith('pages/logout', undefined)).get('/');
  expect(text).toContain('You are not signed in');
  expect(text).not.toContain('<form');
});

test('both pages are there in Norwegian', async () => {
  const one = { companies: { t1: aCompany('t1', 'Nordfjord Handel AS') } };
  const apps = [
    ...(['both', 'here', 'unsure'] as const).map((extent) => appWith('pages/signedOut', toSignedOutView(extent, true))),
    appWith('pages/signedOut', toSignedOutView('both', false), { protocolView: true }),
    appWith('pages/signedOut', toSignedOutView('unsure', false), { signedIn: aSignedInPerson() }),
    appWith('pages/logout', undefined),
    appWith('pages/logout', undefined, { signedIn: aSignedInPerson() }),
    appWith('pages/logout', undefined, { signedIn: aSignedInPerson(one) }),
  ];
  for (const app of apps) {
    const { text } = await request(app).get('/').set('Accept-Language', 'nb');
    expect(text).toContain('<html lang="nb-NO">');
    const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
    expect(englishLeft(`<body>${main}`)).toEqual([]);
  }
});

test('both pages are accessible and fit a phone', async () => {
  const page = await newPage();
  const signedOut = await serve(appWith('pages/signedOut', toSignedOutView('unsure', false)));
  expect(await pageProblems(page, signedOut.url)).toEqual([]);
  const logout = await serve(appWith('pages/logout', undefined, { signedIn: aSignedInPerson() }));
  expect(await pageProblems(page, logout.url)).toEqual([]);
}, 60_000);

/** The token of the form with which the page itself, not its header, signs out. */
function tokenIn(html: string): string {
  const [, masked = ''] =
    /<main[^]*<form method="post" action="\/logout"[^]*value="([\w-]+)"[^]*<\/main>/.exec(html) ?? [];
  return unmaskToken(masked);
}
