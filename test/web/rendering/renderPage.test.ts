import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { frameOf, renderPage } from '../../../src/web/rendering/renderPage.ts';
import { anErrorView } from '../../support/anErrorView.ts';
import { aSignedInPerson, pageApp, type PageAppOptions } from '../../support/pageApp.ts';
import { unmaskToken } from '../../../src/web/forms/tokenMask.ts';

const data = anErrorView();

/** The error view is the layout with little in it. */
async function pageAt(path: string, options: PageAppOptions = {}) {
  const app = pageApp((server) => {
    server.get('/{*path}', (req, res) =>
      renderPage(req, res, { view: 'errors/error', title: { verbatim: 'A <b>page</b>' }, data }),
    );
  }, options);
  return request(app).get(path).expect(200);
}

describe('the language that Visma Connect knows of a person', () => {
  const person = { ...aSignedInPerson().person, locale: 'nb_NO' };
  const signedIn = aSignedInPerson({ person });
  const pageIn = (language: string, cookie = '') =>
    request(
      pageApp(
        (server) =>
          server.get('/x', (req, res) =>
            renderPage(req, res, { view: 'errors/error', title: { verbatim: 'A' }, data }),
          ),
        { signedIn },
      ),
    )
      .get('/x?y=1')
      .set('Accept-Language', language)
      .set('Cookie', cookie);

  test('is offered in its own words, at the foot of a page in another one', async () => {
    const { text } = await pageIn('en');
    expect(text).toMatch(
      /<footer[^]*lang="nb-NO"><a href="\/language\?locale=nb-NO&amp;return_to=%2Fx%3Fy%3D1"[^>]*>Vis sidene på norsk bokmål\?<\/a>/,
    );
    expect(text).toContain('<html lang="en-GB">');
  });

  test('is not offered where the page is in it, or a language was chosen here', async () => {
    expect((await pageIn('nb')).text).not.toContain('Vis sidene');
    expect((await pageIn('en', 'vc_language=en-GB')).text).not.toContain('Vis sidene');
  });

  test.each([undefined, 'tlh', ''])('is none of ours: %s', async (locale) => {
    const { text } = await pageAt('/x', { signedIn: aSignedInPerson({ person: { ...person, locale } }) });
    expect(text).not.toContain('language-offer');
  });
});

describe('the page of a signed-in person', () => {
  test('says who it is and which company, and offers the others and the way out', async () => {
    const { text } = await pageAt('/companies/t1/inventory', { signedIn: aSignedInPerson() });
    expect(text).toContain('data-testid="signed-in-user">Kari Nordmann<');
    expect(text).toContain('data-testid="current-company">Nordfjord Handel AS<');
    expect(text).toContain('<a href="/companies/t2/inventory">Nordfjord Service AS</a>');
    expect(text).toContain('<form method="post" action="/logout">');
    const [, token = ''] = /<input type="hidden" name="_csrf" value="([\w-]+)">/.exec(text) ?? [];
    expect(unmaskToken(token)).toBe('form-token');
    expect(text).toContain('<title>A &lt;b&gt;page&lt;/b&gt; · Nordfjord Handel AS · visma-connect-express</title>');
  });

  test('names no company when the address is of one that is not connected', async () => {
    const { text } = await pageAt('/companies/strange/inventory', { signedIn: aSignedInPerson() });
    expect(text).toContain('data-testid="current-company">No company<');
  });

  test('shows names from outside as text', async () => {
    const person = { issuer: 'i', sub: 's', name: '<script>alert(1)</script>' };
    const { text } = await pageAt('/', { signedIn: aSignedInPerson({ person }) });
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)');
  });
});

test('the page of a visitor holds no form and no name, and offers the sign-in', async () => {
  const { text } = await pageAt('/');
  expect(text).not.toContain('<form');
  expect(text).not.toContain('data-testid="signed-in-user"');
  expect(text).toContain('href="/login"');
});

test('no cache keeps a page', async () => {
  expect((await pageAt('/')).headers['cache-control']).toBe('no-store');
});

test('the banner and the protocol view are there when the shell says so, and only then', async () => {
  const signedIn = aSignedInPerson();
  const plain = await pageAt('/', { signedIn });
  expect(plain.text).not.toMatch(/sandbox-banner|\/protocol/);
  const all = await pageAt('/', { signedIn, protocolView: true, sandboxUrl: 'http://127.0.0.1:4400' });
  expect(all.text).toContain('data-testid="sandbox-banner"');
  expect(all.text).toContain('href="/protocol"');
});

test('nothing on a page is inline but what has the nonce', async () => {
  const { text } = await pageAt('/', { signedIn: aSignedInPerson(), sandboxUrl: 'http://127.0.0.1:4400' });
  expect(text).not.toMatch(/ style=| on\w+=|<style/);
  for (const [script] of text.matchAll(/<script[^>]*>/g)) expect(script).toContain('src="/assets/');
});

test('style sheets and scripts of a page are there', async () => {
  const app = pageApp((server) => {
    server.get('/', (req, res) => renderPage(req, res, { view: 'errors/error', title: { verbatim: 'A' }, data }));
  });
  const { text } = await request(app).get('/');
  const addresses = [...text.matchAll(/(?:href|src)="(\/assets[^"]+)"/g)].map(([, address = '']) => address);
  expect(addresses.length).toBeGreaterThan(4);
  for (const address of addresses) await request(app).get(address).expect(200);
});

test('the nonce of the response is for views that need it', async () => {
  const app = pageApp((server) =>
    server.get('/', (req, res) => void res.send(frameOf(req, res, { verbatim: 'A' }).cspNonce)),
  );
  const { text, headers } = await request(app).get('/');
  expect(headers['content-security-policy']).toContain(`'nonce-${text}'`);
});
