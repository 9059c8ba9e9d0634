import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { packAssets } from '../../../scripts/packAssets.js';
import { packedCopies } from '../../../src/web/rendering/packedAssets.ts';
import { staticAssets } from '../../../src/web/rendering/staticAssets.ts';
import { decoded, rawAnswer, type RawRequest } from '../../support/rawAnswer.ts';

const kept = staticAssets({ keep: true });
const fresh = staticAssets({ keep: false });
const app = express().use(kept.router);
const developing = express().use(fresh.router);

test('an address with the hash of the contents is kept for a year', async () => {
  expect(kept.url('logo.svg')).toMatch(/^\/assets\/v-[\w-]{16}\/logo\.svg$/);
  for (const name of ['logo.svg', 'pico/pico.min.css']) {
    const answer = await request(app).get(kept.url(name)).expect(200);
    expect(answer.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  }
});

test('the hash is the same in every process', () => {
  expect(staticAssets({ keep: true }).url('x')).toBe(kept.url('x'));
});

describe('an address without the hash, or with an older one', () => {
  test.each(['/assets/logo.svg', '/assets/v-0123456789abcdef/logo.svg', '/assets/pico/pico.min.css'])(
    '%s is asked for again each time, and is not sent twice',
    async (address) => {
      const answer = await request(app).get(address).expect(200);
      expect(answer.get('Cache-Control')).toBe('public, max-age=0');
      await request(app)
        .get(address)
        .set('If-None-Match', answer.get('ETag') ?? '')
        .expect(304);
    },
  );

  test('is what pages carry in development', async () => {
    expect(fresh.url('logo.svg')).toBe('/assets/logo.svg');
    await request(developing).get(fresh.url('logo.svg')).expect(200).expect('Content-Type', /svg/);
  });
});

test('browsers that ask for favicon.ico get our picture', async () => {
  await request(app).get('/favicon.ico').expect(200).expect('Content-Type', 'image/svg+xml');
});

describe('compressed copies, as the build makes them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  packAssets(folder);
  const packed = staticAssets({ keep: true, packed: folder });
  const serving = express().use(packed.router);
  afterAll(() => rmSync(folder, { recursive: true }));

  const ask = (name: string, coding: string, more: RawRequest = {}) =>
    rawAnswer(serving, packed.url(name), { ...more, headers: { ...more.headers, 'Accept-Encoding': coding } });

  test.each([
    ['css/app.css', 'text/css; charset=utf-8'],
    ['js/page.js', 'text/javascript; charset=utf-8'],
    ['pico/pico.min.css', 'text/css; charset=utf-8'],
  ])('of %s hold the same, and are sent to who accepts them', async (name, type) => {
    const plain = await ask(name, 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const etags = [plain.headers.etag];
    for (const [accepted, coding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
    ] as const) {
      const { status, headers, body } = await ask(name, accepted);
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'content-encoding': coding, 'content-type': type, vary: 'Accept-Encoding' });
      expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
      expect(headers['content-length']).toBe(String(body.length));
      expect(decoded({ headers, body })).toBe(plain.body.toString());
      expect(body.length).toBeLessThan(plain.body.length * 0.5);
      etags.push(headers.etag);
    }
    expect(plain.headers.vary).toBe('Accept-Encoding');
    expect(new Set(etags).size).toBe(3);
  });

  test('are not sent twice', async () => {
    const { headers } = await ask('css/app.css', 'br');
    const again = await ask('css/app.css', 'br', { headers: { 'If-None-Match': headers.etag } });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect(again.headers).toMatchObject({ etag: headers.etag, vary: 'Accept-Encoding' });
    expect((await ask('css/app.css', 'gzip', { headers: { 'If-None-Match': headers.etag } })).status).toBe(200);
  });

  test('are told of with their length to who asks for the headers only', async () => {
    const { headers, body } = await ask('css/app.css', 'br', { method: 'HEAD' });
    expect(body).toHaveLength(0);
    expect(headers['content-length']).toBe(String((await ask('css/app.css', 'br')).body.length));
  });

  test('are none of another file than the one that was packed', () => {
    const copiesOf = packedCopies(folder);
    const css = readFileSync(new URL('../../../public/css/app.css', import.meta.url));
    expect(copiesOf(css).br?.bytes.length).toBeGreaterThan(0);
    expect(copiesOf(Buffer.concat([css, Buffer.from(' ')]))).toEqual({ br: undefined, gzip: undefined });
  });

  test('of files too short for it there are none, and in development none are sent', async () => {
    const theme = await ask('theme.css', 'br');
    expect(theme).toMatchObject({ status: 200 });
    expect(theme.headers['content-encoding']).toBeUndefined();
    const developed = staticAssets({ keep: false, packed: folder });
    const { headers } = await rawAnswer(express().use(developed.router), developed.url('css/app.css'), {
      headers: { 'Accept-Encoding': 'br' },
    });
    expect(headers['content-encoding']).toBeUndefined();
  });
});

test.each([
  '/assets',
  '/assets/',
  '/assets/img/',
  '/assets/nothing.css',
  '/assets/pico/nothing.css',
  '/assets/../package.json',
  '/assets/%2e%2e/package.json',
  '/assets/pico/..%2f..%2fpackage.json',
])('%s is not there, which is said without a page', async (address) => {
  const answer = await request(app).get(address);
  expect(answer.text).not.toContain('dependencies');
  expect([400, 403, 404]).toContain(answer.status);
});
