import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { staticAssets } from '../../../src/web/rendering/staticAssets.ts';

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
