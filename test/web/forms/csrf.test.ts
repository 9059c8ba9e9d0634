import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { csrfProtection, csrfTokenOf } from '../../../src/web/forms/csrf.ts';
import { maskToken, unmaskToken } from '../../../src/web/forms/tokenMask.ts';
import { formBodies } from '../../../src/web/forms/formBodies.ts';
import { fakeStore } from '../session/fakeStore.ts';
import { sessionApp, someSessionOptions } from '../session/sessionApp.ts';

const now = () => Date.UTC(2026, 0, 1);

const app = sessionApp(someSessionOptions({ store: fakeStore(now), now }), (more) => {
  more.use(formBodies(), csrfProtection({ exemptPaths: ['/notice'] }));
  more.get('/form', (req, res) => res.json({ token: csrfTokenOf(req) ?? null }));
  more.all(['/change', '/notice'], (req, res) => res.json({ body: (req.body ?? null) as unknown }));
});

let cookie: string;
let token: string;

async function aSession() {
  const [line = ''] = (await request(app).get('/start')).get('Set-Cookie') ?? [];
  const [ours = ''] = line.split(';');
  const answer = await request(app).get('/form').set('Cookie', ours);
  return { cookie: ours, token: String(Reflect.get(Object(answer.body), 'token')) };
}

beforeAll(async () => ({ cookie, token } = await aSession()));

const send = (form: string) => request(app).post('/change').set('Cookie', cookie).send(form);

describe('a form', () => {
  test('with the token of its session is taken', async () => {
    expect(token).toMatch(/^[\w-]{115}$/);
    await send(`_csrf=${token}&a=1`).expect(200, { body: { _csrf: token, a: '1' } });
  });

  test('carries another writing of it on each page, and each of them is taken', async () => {
    const answer = await request(app).get('/form').set('Cookie', cookie);
    const second = String(Reflect.get(Object(answer.body), 'token'));
    expect(second).not.toBe(token);
    expect(unmaskToken(second)).toBe(unmaskToken(token));
    for (const each of [token, second, token]) await send(`_csrf=${each}`).expect(200);
  });

  test('of a page made before tokens were written so is taken too', async () => {
    await send(`_csrf=${unmaskToken(token)}`).expect(200);
  });

  test('with a part of its token changed is refused', async () => {
    const changed = (at: number) => `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    for (const at of [0, 56, 113]) expect((await send(`_csrf=${changed(at)}`)).body).toMatchObject({ code: 'csrf' });
    expect((await send(`_csrf=${token.slice(0, -4)}`)).body).toMatchObject({ code: 'csrf' });
    expect((await send(`_csrf=${maskToken('')}`)).body).toMatchObject({ code: 'csrf' });
  });

  test('with the token of another session is refused', async () => {
    const other = await aSession();
    expect((await send(`_csrf=${other.token}`)).body).toMatchObject({ code: 'csrf' });
  });

  test.each([
    ['without a token', () => 'a=1'],
    ['with an empty one', () => '_csrf='],
    ['with two', () => `_csrf=${token}&_csrf=${token}`],
    ['with the token as a list', () => `_csrf[]=${token}`],
  ])('%s is refused', async (_name, form) => {
    expect((await send(form())).body).toMatchObject({ code: 'csrf' });
  });

  test('with the token in the address or in JSON is refused', async () => {
    const inAddress = await request(app).post(`/change?_csrf=${token}`).set('Cookie', cookie);
    expect(inAddress.body).toMatchObject({ code: 'csrf' });
    const asJson = await request(app).post('/change').set('Cookie', cookie).send({ _csrf: token });
    expect(asJson.body).toMatchObject({ code: 'csrf' });
  });

  test.each(['put', 'patch', 'delete'] as const)('by %s is refused too', async (method) => {
    expect((await request(app)[method]('/change').set('Cookie', cookie)).body).toMatchObject({ code: 'csrf' });
  });
});

describe('a visitor', () => {
  test('has no token and gets no session for asking', async () => {
    const answer = await request(app).get('/form').expect(200, { token: null });
    expect(answer.get('Set-Cookie')).toBeUndefined();
  });

  test('cannot send forms, not even with nothing against nothing', async () => {
    for (const form of ['a=1', '_csrf=', '_csrf=undefined']) {
      expect((await request(app).post('/change').send(form)).body).toMatchObject({ code: 'csrf' });
    }
  });
});

test('notices of other servers need no token', async () => {
  await request(app)
    .post('/notice')
    .send('logout_token=x')
    .expect(200, { body: { logout_token: 'x' } });
  expect((await request(app).post('/notice/x').send('logout_token=x')).body).toMatchObject({ code: 'csrf' });
});

describe('a body', () => {
  test('of 64 KB is read, a larger one is refused', async () => {
    const prefix = `_csrf=${token}&a=`;
    const fits = prefix + 'x'.repeat(65_536 - prefix.length);
    await send(fits).expect(200);
    expect((await send(`${fits}x`)).body).toMatchObject({ code: 'too_large' });
  });

  test('of more than a thousand fields is refused', async () => {
    expect((await send('a=1&'.repeat(1001))).body).toMatchObject({ code: 'too_large' });
  });

  test('of an unknown character set or encoding is a bad request', async () => {
    const strange = request(app)
      .post('/notice')
      .set('Content-Type', 'application/x-www-form-urlencoded; charset=klingon');
    expect((await strange.send('a=1')).body).toMatchObject({ code: 'bad_request' });
    const packed = request(app).post('/notice').set('Content-Encoding', 'zip');
    expect((await packed.send('a=1')).body).toMatchObject({ code: 'bad_request' });
  });

  test('of another type stays unread', async () => {
    await request(app).post('/notice').send({ a: 1 }).expect(200, { body: null });
  });
});
