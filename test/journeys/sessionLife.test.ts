import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  HANDEL,
  KARI,
  OLA,
  SERVICE,
  signIn,
  startHostileStack,
  startStack,
  type Stack,
} from '../support/startStack.ts';
import { describeWithRedis } from '../support/describeWithRedis.ts';
import { stoppedRedisServer } from '../support/redisServer.ts';
import { waitFor } from '../support/waitFor.ts';
import { openWebBrowser, textOf, type WebBrowser } from '../support/webBrowser.ts';

const HOUR = 3600;

describe('A session', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await startStack();
  });
  afterEach(() => stack.stop());

  const open = (browser: WebBrowser, path: string) =>
    browser.open(new URL(path, stack.app.url).href, { follow: () => false });
  const isSignedIn = async (browser: WebBrowser) => (await open(browser, '/companies')).status === 200;

  test('ends eight hours after it was last seen', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    stack.clock.advance(8 * HOUR);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('lives on while it is used, and ends ten hours after it began', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    for (const hours of [4, 4, 1.5]) {
      stack.clock.advance(hours * HOUR);
      expect(await isSignedIn(browser)).toBe(true);
    }
    stack.clock.advance(0.5 * HOUR);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('outlives its access token: pages go on with a new one, and nobody notices', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    stack.clock.advance(2 * HOUR);
    expect((await open(browser, `/companies/${HANDEL}/inventory`)).status).toBe(200);
    expect(stack.log()).toContain('tokens_refreshed');
  });

  test('asks to sign in again when Visma Connect gives no more tokens, and never goes round in circles', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    stack.clock.advance(2 * HOUR);
    stack.sandbox.setFault({ name: 'refresh_invalid_grant', times: 1 });
    const path = `/companies/${HANDEL}/inventory`;
    const pages = [await open(browser, path), await open(browser, path)];
    expect(pages.map(({ status, errorCode }) => [status, errorCode])).toEqual([
      [401, 'sign_in_again'],
      [401, 'sign_in_again'],
    ]);
    const again = /href="(\/login[^"]*)"/.exec(pages[0]?.html ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await signIn(stack, { username: OLA, browser, path: again })).page.url).toContain(path);
  });

  test('keeps a company whose token is still good while Visma Connect is down', async () => {
    const { browser } = await signIn(stack, { username: OLA });
    stack.clock.advance(HOUR - 30);
    stack.sandbox.setFault({ name: 'token_endpoint_500' });
    expect((await open(browser, `/companies/${HANDEL}/inventory`)).status).toBe(200);
    stack.clock.advance(60);
    expect(await open(browser, `/companies/${HANDEL}/inventory`)).toMatchObject({
      status: 503,
      errorCode: 'connect_unreachable',
    });
  });

  test('with two companies has a token for each, and letting one go leaves the other', async () => {
    const { browser } = await signIn(stack, { username: KARI, tenantId: HANDEL });
    await signIn(stack, { browser, path: `/login?tenant=${SERVICE}` });
    stack.clock.advance(2 * HOUR);
    const pages = await Promise.all(
      [HANDEL, SERVICE, HANDEL, SERVICE].map((tenantId) => open(browser, `/companies/${tenantId}/inventory`)),
    );
    const companyOf = (html: string) => /data-testid="current-company"[^>]*>([^<]*)/.exec(html)?.[1]?.trim();
    expect(pages.map(({ html }) => companyOf(html))).toEqual([
      'Nordfjord Handel AS',
      'Nordfjord Service AS',
      'Nordfjord Handel AS',
      'Nordfjord Service AS',
    ]);
    await browser.submit(await open(browser, '/companies'), `/companies/${SERVICE}/disconnect`);
    stack.clock.advance(2 * HOUR);
    expect((await open(browser, `/companies/${HANDEL}/inventory`)).status).toBe(200);
    expect((await open(browser, `/companies/${SERVICE}/inventory`)).errorCode).toBe('company_not_connected');
  });
});

describe('One page of the inventory', () => {
  test('costs two reads of the store, no write, and one call to the ERP', async () => {
    const stack = await startHostileStack();
    const browser = openWebBrowser();
    const begun = await browser.open(new URL('/login', stack.app.url).href, { follow: () => false });
    await browser.open(stack.provider.authorize(begun.headers.get('location') ?? ''));
    const before = { ...stack.storeCalls };
    const calls = stack.provider.erpCalls.length;
    expect((await browser.open(new URL('/companies/t1/inventory', stack.app.url).href)).status).toBe(200);
    const after = stack.storeCalls;
    expect({ reads: after.reads - before.reads, writes: after.writes - before.writes }).toEqual({
      reads: 2,
      writes: 0,
    });
    expect(stack.provider.erpCalls.length - calls).toBe(1);
    await stack.stop();
  });
});

describeWithRedis('Redis', () => {
  test('away at start: the app starts, /ready says so, pages say so; and back: it goes on by itself', async () => {
    const redis = await stoppedRedisServer();
    const stack = await startHostileStack({ STORE_URL: redis.url });
    const browser = openWebBrowser();
    const at = (path: string) => new URL(path, stack.app.url).href;
    const ready = async () => (await fetch(at('/ready'))).status;
    expect(await ready()).toBe(503);
    expect((await fetch(at('/health'))).status).toBe(200);
    expect(await browser.open(at('/login'))).toMatchObject({ status: 503, errorCode: 'store_unavailable' });
    expect((await browser.open(at('/'))).status).toBe(200);

    await redis.start();
    await waitFor(async () => (await ready()) === 200);
    const begun = await browser.open(at('/login?return_to=/companies'), { follow: () => false });
    const page = await browser.open(stack.provider.authorize(begun.headers.get('location') ?? ''));
    expect(page.status).toBe(200);

    await redis.stop();
    const away = await browser.open(at('/companies'));
    expect(away).toMatchObject({ status: 503, errorCode: 'store_unavailable' });
    expect(textOf(away.html)).not.toContain('redis');
    await stack.stop();
    await redis.remove();
  });
});

describe('A restart', () => {
  test('of npm start with its SQLite file keeps people signed in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'restart-'));
    const env = { STORE_URL: `sqlite:${join(folder, 'app.db')}` };
    const first = await startHostileStack(env);
    const browser = openWebBrowser();
    const begun = await browser.open(new URL('/login', first.app.url).href, { follow: () => false });
    await browser.open(first.provider.authorize(begun.headers.get('location') ?? ''));
    await first.app.stop();
    const second = await startHostileStack(env, first.provider);
    const page = await browser.open(new URL('/companies', second.app.url).href);
    expect(page.html).toContain('Company t1');
    await second.stop();
    await first.provider.stop();
    rmSync(folder, { recursive: true });
  });
});
