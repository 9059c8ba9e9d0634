import { expect, describe, test, beforeAll } from '@jest/globals';
import request from 'supertest';
import { guard, navigationOnly, PUBLIC_PATHS, signedInSession } from '../../src/web/guard.ts';
import { fakeStore } from './session/fakeStore.ts';
import { sessionApp, someSessionOptions } from './session/sessionApp.ts';

const now = () => Date.UTC(2026, 0, 1);
const BASE = 'https://app.example';

const app = sessionApp(someSessionOptions({ store: fakeStore(now), now }), (more) => {
  more.get('/login', navigationOnly, (_req, res) => res.send('sign-in started'));
  more.use(guard({ baseUrl: BASE }));
  more.all('/private', (req, res) => res.send(signedInSession(req).person.name));
  more.all('/open', (_req, res) => res.send('open'));
  more.get('/', (_req, res) => res.send('start'));
});

let cookie: string;
beforeAll(async () => {
  const [line = ''] = (await request(app).get('/start')).get('Set-Cookie') ?? [];
  cookie = line.split(';')[0] ?? '';
});

test('a signed-in person comes through, with a form too', async () => {
  await request(app).get('/private').set('Cookie', cookie).expect(200, 'Kari');
  await request(app).post('/private').set('Cookie', cookie).expect(200, 'Kari');
});

test('public paths answer visitors, nothing else does, neither capitals nor endings help', async () => {
  await request(app).get('/').expect(200, 'start');
  for (const path of ['/open', '/PRIVATE', '/private/', '/nowhere', '/login-x', '/logout/x', '//private']) {
    await request(app).get(path).expect(302);
  }
  expect(PUBLIC_PATHS).toHaveLength(8);
});

test('a visitor who opens a page is sent to sign in and keeps the address with its query', async () => {
  const answer = await request(app).get('/companies/t/inventory?q=a%20b&page=2').expect(302);
  expect(answer.headers.location).toBe('/login?return_to=%2Fcompanies%2Ft%2Finventory%3Fq%3Da%2520b%26page%3D2');
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('an address that leads elsewhere becomes the start page', async () => {
  const answer = await request(app).get('//evil.example/x').expect(302);
  expect(answer.headers.location).toBe('/login?return_to=%2F');
});

const navigation = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };

describe.each([
  ['opened in a tab', navigation],
  ['opened by a client without Fetch Metadata', {}],
  ['opened by such a client that accepts pages', { Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }],
])('%s', (_name, headers) => {
  test('a page leads to the sign-in, and the sign-in starts', async () => {
    await request(app).get('/private').set(headers).expect(302);
    await request(app).get('/login').set(headers).expect(200, 'sign-in started');
  });
});

describe.each<[string, Record<string, string>]>([
  ['a prefetch', { ...navigation, 'Sec-Purpose': 'prefetch' }],
  ['a prerender', { ...navigation, 'Sec-Purpose': 'prefetch;prerender' }],
  ['a prefetch as older browsers say it', { Purpose: 'prefetch' }],
  ['a prefetch as old Firefox says it', { 'X-Moz': 'prefetch' }],
  ['a fetch', { 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }],
  ['a script', { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' }],
  ['an image', { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' }],
  ['a frame', { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }],
  ['a call that accepts JSON only', { Accept: 'application/json' }],
  ['an event stream', { Accept: 'text/event-stream' }],
])('%s without a session', (_name, headers) => {
  test('is refused and starts no sign-in', async () => {
    for (const path of ['/private', '/login']) {
      const answer = await request(app).get(path).set(headers);
      expect(answer.body).toMatchObject({ code: 'session_required' });
    }
  });
});

describe('a form sent without a session', () => {
  const send = (headers: Record<string, string>) => request(app).post('/private').set(headers);

  test('is refused, and the sign-in leads back to its page', async () => {
    const answer = await send({ Referer: `${BASE}/companies/t/inventory?page=2` });
    expect(answer.body).toEqual({ code: 'session_required', returnTo: '/companies/t/inventory?page=2' });
  });

  test.each(['https://evil.example/x', `${BASE}.evil.example/x`, `${BASE}//evil.example`, 'nonsense', ''])(
    'from %s leads to the start page',
    async (referrer) => {
      expect((await send({ Referer: referrer })).body).toEqual({ code: 'session_required', returnTo: '/' });
    },
  );
});

test('a page that nobody guards and that wants the person is refused too', async () => {
  const open = sessionApp(someSessionOptions({ store: fakeStore(now), now }), (more) => {
    more.get('/mine', (req, res) => res.send(signedInSession(req).person.name));
  });
  expect((await request(open).get('/mine')).body).toMatchObject({ code: 'session_required' });
});
