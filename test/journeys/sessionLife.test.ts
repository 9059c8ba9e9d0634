import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  aLog,
  HANDEL,
  KARI,
  OLA,
  SERVICE,
  signIn,
  signInScripted,
  startHostileStack,
  startSecondApp,
  startStack,
  type HostileStack,
  type Stack,
} from '../support/startStack.ts';
import { describeWithRedis } from '../support/describeWithRedis.ts';
import { CLIENT, startHostileProvider, type HostileProvider } from '../support/hostileProvider.ts';
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

describe('A slow page that began before a refresh and before another company was connected', () => {
  test('is shown, and undoes neither', async () => {
    const stack = await startHostileStack();
    const { provider, clock } = stack;
    const browser = openWebBrowser();
    const at = (path: string) => new URL(path, stack.app.url).href;
    const connect = async (tenantId: string) => {
      provider.tenantId = tenantId;
      return signInScripted(stack, browser, `/login?return_to=/companies&tenant=${tenantId}`);
    };
    const refreshes = () => provider.calls.filter((call) => call.endsWith('refresh_token')).length;
    await connect('t1');

    let letGo: () => void = () => undefined;
    provider.script.erpWaits = new Promise((resolve) => (letGo = resolve));
    const slow = browser.open(at('/companies/t1/inventory'));
    await waitFor(() => provider.erpCalls.length === 1);
    provider.script.erpWaits = undefined;
    clock.advance(2 * HOUR);
    expect((await browser.open(at('/companies/t1/inventory'))).status).toBe(200);
    await connect('t2');
    letGo();
    expect((await slow).status).toBe(200);

    for (const tenantId of ['t1', 't2'])
      expect((await browser.open(at(`/companies/${tenantId}/inventory`))).status).toBe(200);
    expect(refreshes()).toBe(1);
    await stack.stop();
  });
});

describe.each([
  ['that are used again and again', { mode: 'reuse' }],
  ['that are good once', { mode: 'one_time', graceSeconds: 0 }],
  ['that are good once, with a minute of grace', { mode: 'one_time', graceSeconds: 60 }],
])('Refresh tokens %s', (_words, refresh) => {
  test('are used once by two processes with twenty pages at once, hour after hour', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'refresh-'));
    const env = { STORE_URL: `sqlite:${join(folder, 'app.db')}`, PROTOCOL_VIEW: 'off' };
    const seed = { applications: [{ clientId: 'isv_sandbox_web', refresh }] };
    const stack = await startStack({ env, sandbox: { seed } });
    const { logger, text } = aLog();
    const second = await startSecondApp(stack, { env, logger });
    const { browser } = await signIn(stack, { username: OLA });
    const refreshes = () =>
      [stack.log(), text()].flatMap((log) => log.match(/"event":"tokens_refreshed"/g) ?? []).length;
    for (let round = 1; round <= 2; round++) {
      stack.clock.advance(2 * HOUR);
      const urls = Array.from({ length: 20 }, (_one, index) => (index % 2 ? stack.app : second).url);
      const pages = await Promise.all(
        urls.map((url) =>
          browser.open(new URL(`/companies/${HANDEL}/inventory?page_size=25`, url).href, { follow: () => false }),
        ),
      );
      expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
      expect(refreshes()).toBe(round);
    }
    await second.stop();
    await stack.stop();
    rmSync(folder, { recursive: true });
  });
});

describe('One page of the inventory', () => {
  test('costs two reads of the store, no write, and one call to the ERP', async () => {
    const stack = await startHostileStack();
    const browser = openWebBrowser();
    await signInScripted(stack, browser, '/login');
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
    const page = await signInScripted(stack, browser, '/login?return_to=/companies');
    expect(page.status).toBe(200);

    await redis.stop();
    const away = await browser.open(at('/companies'));
    expect(away).toMatchObject({ status: 503, errorCode: 'store_unavailable' });
    expect(textOf(away.html)).not.toContain('redis');

    // It comes back empty: nobody is signed in any more, and the app goes on.
    await redis.start();
    await waitFor(async () => (await ready()) === 200);
    expect((await browser.open(at('/companies'), { follow: () => false })).status).toBe(302);
    expect((await signInScripted(stack, browser, '/login?return_to=/companies')).status).toBe(200);
    await stack.stop();
    await redis.remove();
  });
});

describe('A restart', () => {
  let folder: string;
  let provider: HostileProvider;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'restart-'));
    provider = await startHostileProvider();
  });
  afterEach(async () => {
    await provider.stop();
    rmSync(folder, { recursive: true });
  });
  const start = (env: Record<string, string> = {}) =>
    startHostileStack({ STORE_URL: `sqlite:${join(folder, 'app.db')}`, ...env }, provider);

  test('of npm start with its SQLite file keeps people signed in', async () => {
    const first = await start();
    const browser = openWebBrowser();
    await signInScripted(first, browser, '/login');
    await first.stop();
    const second = await start();
    const page = await browser.open(new URL('/companies', second.app.url).href);
    expect(page.html).toContain('Company t1');
    await second.stop();
  });

  test('for each step of a change of SESSION_SECRET signs nobody out; after the last the old one opens nothing', async () => {
    const [older, newer] = ['an old secret of at least 32 characters', 'a new secret of at least 32 characters'];
    const [kari, ola] = [openWebBrowser(), openWebBrowser()];
    const pageOf = async ({ app }: HostileStack, browser: WebBrowser) =>
      (await browser.open(new URL('/companies/t1/inventory', app.url).href, { follow: () => false })).status;
    const through = async (secrets: string, work: (stack: HostileStack) => Promise<void>) => {
      const stack = await start({ SESSION_SECRET: secrets });
      await work(stack);
      await stack.stop();
    };
    await through(older, async (stack) => {
      await signInScripted(stack, kari, '/login');
      expect(await pageOf(stack, kari)).toBe(200);
    });
    for (const secrets of [`${older},${newer}`, `${newer},${older}`])
      await through(secrets, async (stack) => {
        expect(await pageOf(stack, kari)).toBe(200);
      });
    await through(`${newer},${older}`, async (stack) => {
      await signInScripted(stack, ola, '/login');
    });
    await through(newer, async (stack) => {
      expect(await pageOf(stack, ola)).toBe(200);
      expect(await pageOf(stack, kari)).toBe(302);
    });
  });

  test('leaves a store file that gives whoever steals it no token, no secret and no cookie', async () => {
    const stack = await start();
    const browser = openWebBrowser();
    const begun = await browser.open(new URL('/login', stack.app.url).href, { follow: () => false });
    const callback = provider.authorize(begun.headers.get('location') ?? '');
    await browser.open(callback);
    stack.clock.advance(2 * HOUR);
    await browser.open(new URL('/companies/t1/inventory', stack.app.url).href);
    await browser.open(new URL('/login?tenant=t1', stack.app.url).href, { follow: () => false });
    // The company used last is no secret: its id stands in addresses.
    const kept = [...browser.cookiesOf('localhost')].filter(([name]) => name !== 'vc_company');
    const cookies = kept.map(([, value]) => value.split(/\.|%2E/)[1] ?? value);
    expect(cookies.length).toBeGreaterThan(1);
    const parameters = new URL(callback).searchParams;
    const secrets = [
      ...provider.issued,
      ...cookies,
      parameters.get('code'),
      parameters.get('state'),
      CLIENT.clientSecret,
    ];
    expect(provider.issued).toHaveLength(6);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(files.join('')).toContain('vault:');
    for (const secret of secrets) expect(files.some((bytes) => bytes.includes(secret ?? ''))).toBe(false);
    await stack.stop();
  });
});
