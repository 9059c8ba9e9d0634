import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import {
  clearAttemptCookie,
  planAttemptCookies,
  readAttemptCookies,
  setAttemptCookie,
  type AttemptCookie,
} from '../../../src/web/session/shortCookies.ts';

const anAttempt = (n: number): AttemptCookie => ({ id: `a${n}`, secret: `s${n}`, startedAtSeconds: 1000 + n });
const attempts = (count: number) => Array.from({ length: count }, (_, n) => anAttempt(n));

describe('planAttemptCookies', () => {
  test('sets the new one and clears nothing up to ten', () => {
    expect(planAttemptCookies(attempts(9), anAttempt(9))).toEqual({ set: anAttempt(9), clear: [] });
  });

  test('clears the oldest beyond ten, in whatever order they came', () => {
    expect(planAttemptCookies(attempts(10).reverse(), anAttempt(10)).clear).toEqual(['a0']);
    expect(planAttemptCookies(attempts(25), anAttempt(25)).clear).toHaveLength(16);
  });

  test('does not count the new one twice', () => {
    expect(planAttemptCookies(attempts(10), anAttempt(3)).clear).toEqual([]);
  });
});

function app(https: boolean) {
  const server = express();
  server.get('/begin/:n', (req, res) => {
    setAttemptCookie(req, res, anAttempt(Number(req.params.n)), https);
    res.send('begun');
  });
  server.get('/read', (req, res) => res.json(readAttemptCookies(req, https)));
  server.get('/clear/:id', (req, res) => {
    clearAttemptCookie(res, req.params.id, https);
    res.send('cleared');
  });
  return server;
}

test('the cookie lives 15 minutes and is for this host and our server only', async () => {
  const plain = await request(app(false)).get('/begin/1');
  expect(plain.get('Set-Cookie')).toEqual([
    expect.stringMatching(/^vc_attempt_a1=1001\.s1; Max-Age=900; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
  ]);
  const secure = await request(app(true)).get('/begin/1');
  expect(secure.get('Set-Cookie')).toEqual([
    expect.stringMatching(/^__Host-vc_attempt_a1=1001\.s1; .*; HttpOnly; Secure; SameSite=Lax$/),
  ]);
});

test.each([true, false])('what was set is read again and cleared (https %s)', async (https) => {
  const [line = ''] = (await request(app(https)).get('/begin/1')).get('Set-Cookie') ?? [];
  const [cookie = ''] = line.split(';');
  await request(app(https))
    .get('/read')
    .set('Cookie', cookie)
    .expect(200, [anAttempt(1)]);
  const cleared = (await request(app(https)).get('/clear/a1')).get('Set-Cookie') ?? [];
  expect(cleared).toEqual([
    expect.stringMatching(https ? /^__Host-vc_attempt_a1=; .*1970.*; Secure/ : /^vc_attempt_a1=; .*1970/),
  ]);
});

test('cookies of others and of another shape are left out', async () => {
  const cookies = [
    'vc_session=1.x',
    'vc_attempt_a=',
    'vc_attempt_b=x.y',
    'vc_attempt_c=1',
    '__Host-vc_attempt_d=1.x',
    'vc_attempt_e=2.y',
  ];
  await request(app(false)).get('/read').expect(200, []);
  await request(app(false))
    .get('/read')
    .set('Cookie', cookies.join('; '))
    .expect(200, [{ id: 'e', secret: 'y', startedAtSeconds: 2 }]);
});

test('a hundred sign-ins begun by one browser leave ten cookies', async () => {
  const server = app(false).listen(0);
  const jar = new Map<string, string>();
  for (let n = 0; n < 100; n++) {
    const answer = await request(server)
      .get(`/begin/${n}`)
      .set('Cookie', [...jar].map((pair) => pair.join('=')).join('; '));
    for (const line of answer.get('Set-Cookie') ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
  }
  server.close();
  expect([...jar.keys()]).toEqual(Array.from({ length: 10 }, (_, n) => `vc_attempt_a${n + 90}`));
});
