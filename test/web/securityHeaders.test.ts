import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { noStore, securityHeaders } from '../../src/web/securityHeaders.ts';

function app({ https = false } = {}) {
  const server = express();
  server.use(securityHeaders({ https, issuer: 'https://connect.example/path' }));
  server.get('/page', (_req, res) => res.json(res.locals));
  server.get('/mine', noStore, (_req, res) => res.send('mine'));
  server.get('/frontchannel-logout', (_req, res) => res.send('out'));
  // Express's own last word on unknown addresses would replace the policy.
  server.use((_req, res) => res.status(404).send('not found'));
  return server;
}

async function policyOf(path: string, server = app()): Promise<Record<string, string>> {
  const answer = await request(server).get(path);
  const lines = (answer.get('Content-Security-Policy') ?? '').split(';').map((line) => line.trim().split(' '));
  return Object.fromEntries(lines.map(([name = '', ...values]) => [name, values.join(' ')]));
}

describe('a page', () => {
  test('may load and do what ours need, and nothing else', async () => {
    expect(await policyOf('/page')).toEqual({
      'default-src': "'none'",
      'script-src': expect.stringMatching(/^'self' 'nonce-[\w-]{22}'$/),
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'self' https://connect.example",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
    });
  });

  test('knows its nonce, which is another one each time', async () => {
    const server = app();
    const answers = [await request(server).get('/page'), await request(server).get('/page')];
    const nonces = answers.map(({ body }: { body: { cspNonce?: string } }) => body.cspNonce);
    expect(new Set(nonces).size).toBe(2);
    for (const [index, answer] of answers.entries()) {
      expect(answer.get('Content-Security-Policy')).toContain(`'nonce-${nonces[index] ?? ''}'`);
    }
  });

  test('is guarded by the other headers, and does not say what serves it', async () => {
    const { headers } = await request(app()).get('/page');
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=(), '),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('speaks of https only where there is https', async () => {
    expect((await request(app()).get('/page')).headers).not.toHaveProperty('strict-transport-security');
    expect(await policyOf('/page')).not.toHaveProperty('upgrade-insecure-requests');
    const secure = await request(app({ https: true })).get('/page');
    expect(secure.headers['strict-transport-security']).toBe('max-age=31536000');
  });
});

test('the front-channel logout alone may be framed, by the issuer, and may do nothing', async () => {
  expect(await policyOf('/frontchannel-logout')).toEqual({
    'default-src': "'none'",
    'frame-ancestors': 'https://connect.example',
    'base-uri': "'none'",
    'form-action': "'none'",
  });
  const { headers } = await request(app()).get('/frontchannel-logout');
  expect(headers).not.toHaveProperty('x-frame-options');
  for (const path of ['/page', '/frontchannel-logout/x', '/x/frontchannel-logout']) {
    expect(await policyOf(path)).toMatchObject({ 'frame-ancestors': "'none'" });
  }
});

test('noStore keeps an answer out of every cache', async () => {
  expect((await request(app()).get('/mine')).headers['cache-control']).toBe('no-store');
});
