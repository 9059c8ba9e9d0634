import { beforeEach, describe, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import request from 'supertest';
import { silentLogger } from '../../../src/log.ts';
import { skipPenalty, rateLimit, refusalLimit, type RateLimitOptions } from '../../../src/web/limits/rateLimit.ts';
import { fakeStore, type FakeStore } from '../session/fakeStore.ts';
import { codeAsJson } from '../session/sessionApp.ts';

let clock: number;
let store: FakeStore;
const now = () => clock;

beforeEach(() => {
  clock = Date.UTC(2026, 0, 1);
  store = fakeStore(now);
});

function app(limit: typeof rateLimit, options: Partial<RateLimitOptions> = {}, hops = 1): Express {
  const server = express();
  server.set('trust proxy', hops);
  server.use(limit({ name: 'sign-in', perMinute: 3, store, logger: silentLogger(), now, ...options }));
  server.get('/', (req, res) => {
    if (req.query.penaltySkipped !== undefined) skipPenalty(res);
    res.status(Number(req.query.status ?? 200)).send('let through');
  });
  server.use(codeAsJson);
  return server;
}

async function statuses(server: Express, count: number, from = '203.0.113.7', path = '/'): Promise<string[]> {
  const results: string[] = [];
  for (let n = 0; n < count; n++) {
    const answer = await request(server).get(path).set('X-Forwarded-For', from);
    const code: unknown = Reflect.get(Object(answer.body), 'code');
    results.push(answer.text === 'let through' ? 'through' : String(code));
  }
  return results;
}

const through = (count: number) => Array<string>(count).fill('through');

describe('the limit', () => {
  test('lets so many through per minute and address, and says how long to wait', async () => {
    const server = app(rateLimit);
    expect(await statuses(server, 4)).toEqual([...through(3), 'rate_limited']);
    clock += 20_500;
    const refused = await request(server).get('/').set('X-Forwarded-For', '203.0.113.7');
    expect(refused.body).toEqual({ code: 'rate_limited', retryAfterSeconds: 40 });
    expect(refused.get('Retry-After')).toBe('40');
    expect(await statuses(server, 1, '203.0.113.8')).toEqual(through(1));
    clock += 39_500;
    expect(await statuses(server, 1)).toEqual(through(1));
  });

  test('counts for all processes on one store, apart by name', async () => {
    expect(await statuses(app(rateLimit), 2)).toEqual(through(2));
    expect(await statuses(app(rateLimit), 2)).toEqual(['through', 'rate_limited']);
    expect(await statuses(app(rateLimit, { name: 'other' }), 1)).toEqual(through(1));
  });

  test('takes an IPv6 network of 64 bits for one address', async () => {
    const server = app(rateLimit);
    expect(await statuses(server, 3, '2001:db8:1:2::1')).toEqual(through(3));
    expect(await statuses(server, 1, '2001:db8:1:2:ffff::9')).toEqual(['rate_limited']);
    expect(await statuses(server, 1, '2001:db8:1:3::1')).toEqual(through(1));
  });

  test('believes only the trusted proxies about the address', async () => {
    const server = app(rateLimit);
    expect(await statuses(server, 3, '203.0.113.7')).toEqual(through(3));
    expect(await statuses(server, 1, '198.51.100.1, 203.0.113.7')).toEqual(['rate_limited']);
    const bare = app(rateLimit, { name: 'bare' }, 0);
    expect(await statuses(bare, 2, '198.51.100.1')).toEqual(through(2));
    expect(await statuses(bare, 2, '198.51.100.2')).toEqual(['through', 'rate_limited']);
  });

  test('switched off lets everything through and asks the store nothing', async () => {
    expect(await statuses(app(rateLimit, { perMinute: undefined }), 5)).toEqual(through(5));
    expect([store.reads, store.writes]).toEqual([0, 0]);
  });

  test('without its store lets everything through', async () => {
    store.away = true;
    expect(await statuses(app(rateLimit), 5)).toEqual(through(5));
  });
});

describe('the limit for refusals', () => {
  /** Counting happens while the answer is on its way. */
  async function until(condition: () => boolean) {
    for (let turns = 0; turns < 1000 && !condition(); turns++) await new Promise(setImmediate);
    expect(condition()).toBe(true);
  }
  const full = () => store.keys().some((key) => key.endsWith(':full'));

  test('never counts what was taken, however many come at once', async () => {
    const server = app(refusalLimit);
    const answers = await Promise.all(Array.from({ length: 20 }, () => request(server).get('/')));
    expect(answers.map(({ text }) => text)).toEqual(Array(20).fill('let through'));
    expect(store.writes).toBe(0);
  });

  test('counts 4xx, then refuses that address for the rest of the minute', async () => {
    const server = app(refusalLimit);
    expect(await statuses(server, 3, '203.0.113.7', '/?status=400')).toEqual(through(3));
    await until(full);
    clock += 10_000;
    const refused = await request(server).get('/').set('X-Forwarded-For', '203.0.113.7');
    expect(refused.body).toEqual({ code: 'rate_limited', retryAfterSeconds: 50 });
    expect(refused.get('Retry-After')).toBe('50');
    expect(await statuses(server, 1, '203.0.113.8')).toEqual(through(1));
    clock += 50_000;
    expect(await statuses(server, 1)).toEqual(through(1));
  });

  test('does not count our own failures', async () => {
    for (const address of ['/?status=503', '/?status=400&penaltySkipped']) {
      await statuses(app(refusalLimit), 5, '203.0.113.7', address);
    }
    expect(store.writes).toBe(0);
  });

  test('switched off or without its store lets everything through', async () => {
    expect(await statuses(app(refusalLimit, { perMinute: undefined }), 5, '1.1.1.1', '/?status=400')).toEqual(
      through(5),
    );
    store.away = true;
    expect(await statuses(app(refusalLimit), 5, '1.1.1.1', '/?status=400')).toEqual(through(5));
  });
});
