import { expect, test } from '@jest/globals';
import express, { Router, type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { loadedWhenAsked } from '../../src/systems/loadedWhenAsked.ts';

/** A router below `/portal` whose first `failures` loads fail; `loads` counts them all. */
function appWith({ failures = 0 } = {}) {
  const loads = { count: 0 };
  const load = () => {
    loads.count++;
    if (loads.count <= failures) return Promise.reject(new Error('not today'));
    return Promise.resolve(Router().get('/portal/apis', (_req, res) => void res.send('APIs')));
  };
  const failed: ErrorRequestHandler = (_error, _req, res, _next) => void res.status(500).end();
  return { app: express().use(loadedWhenAsked('/portal', load), failed), loads };
}

test('is loaded at the first request below its path, and once', async () => {
  const { app, loads } = appWith();
  await request(app).get('/portalish').expect(404);
  expect(loads.count).toBe(0);
  const answers = await Promise.all([1, 2].map(() => request(app).get('/Portal/apis')));
  expect(answers.map(({ text }) => text)).toEqual(['APIs', 'APIs']);
  expect(loads.count).toBe(1);
});

test('passes on what it has no page for', async () => {
  await request(appWith().app).get('/portal').expect(404);
});

test('that cannot be loaded is an error of that request alone', async () => {
  const { app } = appWith({ failures: 1 });
  await request(app).get('/portal/apis').expect(500);
  await request(app).get('/portal/apis').expect(200);
});
