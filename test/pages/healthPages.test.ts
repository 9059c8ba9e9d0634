import { expect, test } from '@jest/globals';
import request from 'supertest';
import { healthPages, type HealthDeps } from '../../src/pages/healthPages.ts';
import { parseJson } from '../../src/parseJson.ts';
import { pageApp } from '../support/pageApp.ts';

function ready(deps: Partial<HealthDeps>) {
  const well: HealthDeps = {
    pingStore: () => Promise.resolve(),
    connectReachable: () => 'yes',
    clockOffSeconds: () => undefined,
    isStopping: () => false,
  };
  return request(pageApp((server) => void server.use(healthPages({ ...well, ...deps })))).get('/ready');
}

test('/ready says what it depends on', async () => {
  const { status, text } = await ready({});
  expect([status, parseJson(text)]).toEqual([200, { store: 'ok', connect: 'yes' }]);
});

test('/ready tells of a clock that would have sign-ins refused; whoever is signed in goes on', async () => {
  const { status, text } = await ready({ clockOffSeconds: () => -90 });
  expect([status, parseJson(text)]).toEqual([200, { store: 'ok', connect: 'yes', clockOffSeconds: -90 }]);
});
