import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { forgetCompany, lastCompany, rememberCompany } from '../../../src/web/session/lastCompany.ts';

function appWith(https: boolean) {
  const app = express();
  app.get('/remember/:tenant', (req, res) => {
    rememberCompany(res, req.params.tenant, https);
    res.end();
  });
  app.get('/forget', (_req, res) => {
    forgetCompany(res, https);
    res.end();
  });
  app.get('/last', (req, res) => void res.json({ last: lastCompany(req, https) ?? null }));
  return app;
}

test.each([
  [false, /^vc_company=t1; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/],
  [true, /^__Host-vc_company=t1; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/],
])('the last company is remembered for thirty days, out of reach of scripts; https: %s', async (https, expected) => {
  const app = appWith(https);
  const [cookie = ''] = (await request(app).get('/remember/t1')).get('Set-Cookie') ?? [];
  expect(cookie).toMatch(expected);
  const [pair = ''] = cookie.split(';', 1);
  expect((await request(app).get('/last').set('Cookie', pair)).body).toEqual({ last: 't1' });
  const [cleared = ''] = (await request(app).get('/forget')).get('Set-Cookie') ?? [];
  expect(cleared).toMatch(/^(__Host-)?vc_company=; .*1970/);
});

test.each(['default', 'a'.repeat(101), 'a%20b', 'a%2Fb'])('%s is not remembered', async (tenant) => {
  expect((await request(appWith(false)).get(`/remember/${tenant}`)).get('Set-Cookie')).toBeUndefined();
});

test.each(['', 'vc_company=', 'vc_company=a%20b', `vc_company=${'a'.repeat(101)}`, 'other=t1'])(
  'the cookie %s is of no company',
  async (cookie) => {
    expect((await request(appWith(false)).get('/last').set('Cookie', cookie)).body).toEqual({ last: null });
  },
);
