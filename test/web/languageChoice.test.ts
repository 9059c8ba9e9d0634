import { expect, test } from '@jest/globals';
import request from 'supertest';
import { language, languageChoice } from '../../src/web/languageChoice.ts';
import { languageOf } from '../../src/web/rendering/renderPage.ts';
import { pageApp } from '../support/pageApp.ts';

const app = pageApp((server) => {
  server.use(language({ https: false }), languageChoice({ https: false }));
  server.get('/which', (_req, res) => {
    res.send(languageOf(res).locale);
  });
});

async function localeWith(headers: Readonly<Record<string, string>>): Promise<string> {
  return (await request(app).get('/which').set(headers)).text;
}

test.each([
  [{}, 'en-GB'],
  [{ 'Accept-Language': 'nb-NO,nb;q=0.9,en;q=0.8' }, 'nb-NO'],
  [{ 'Accept-Language': 'nb-NO', Cookie: 'vc_language=en-GB' }, 'en-GB'],
  [{ Cookie: 'other=1; vc_language=nb-NO' }, 'nb-NO'],
  [{ 'Accept-Language': 'nb', Cookie: 'vc_language=tlh' }, 'nb-NO'],
  [{ Cookie: 'vc_language=constructor' }, 'en-GB'],
])('a browser with %j reads %s', async (headers, locale) => {
  expect(await localeWith(headers)).toBe(locale);
});

test('a choice is remembered in this browser, and leads back', async () => {
  const answer = await request(app).get('/language?locale=nb-NO&return_to=%2Fcompanies%2F1%2Finventory%3Fpage%3D2');
  expect(answer.status).toBe(303);
  expect(answer.get('Location')).toBe('/companies/1/inventory?page=2');
  const [cookie = ''] = answer.get('Set-Cookie') ?? [];
  expect(cookie).toMatch(/^vc_language=nb-NO; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax$/);
  expect(await localeWith({ Cookie: cookie.split(';', 1).join('') })).toBe('nb-NO');
});

test('it leads nowhere else, and knows no other languages', async () => {
  const elsewhere = await request(app).get('/language?locale=nb-NO&return_to=https%3A%2F%2Fevil.example%2F');
  expect(elsewhere.get('Location')).toBe('/');
  expect((await request(app).get('/language?locale=tlh')).status).toBe(400);
});

test('a link of another site changes nothing', async () => {
  const answer = await request(app).get('/language?locale=nb-NO').set('Sec-Fetch-Site', 'cross-site');
  expect(answer.status).toBe(303);
  expect(answer.get('Set-Cookie')).toBeUndefined();
});
