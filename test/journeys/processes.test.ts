import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startHostileProvider, SID, type HostileProvider } from '../support/hostileProvider.ts';
import { startProcesses, type Processes } from '../support/processes.ts';
import { startRedisServer, type RedisServer } from '../support/redisServer.ts';
import { describeWithRedis } from '../support/describeWithRedis.ts';
import { waitFor } from '../support/waitFor.ts';
import { openWebBrowser, type WebBrowser } from '../support/webBrowser.ts';

describeWithRedis('Several processes on one Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(() => redis.remove());
  severalProcesses(() => redis.url, 'one-time');
});

describe('Several processes on one SQLite file', () => severalProcesses(() => 'sqlite:app.db', 're-use'));

type RefreshMode = 're-use' | 'one-time';

/** Waiting out a lock takes its 15 seconds, so each store is tried with one mode. */
function severalProcesses(storeUrl: () => string, mode: RefreshMode): void {
  const ENDED_BY_KILL = 0;
  const STAYS = 1;
  const ENDED_BY_OPERATOR = 2;
  let provider: HostileProvider;
  let app: Processes;

  beforeAll(async () => {
    provider = await startHostileProvider();
    app = await startProcesses({ count: 3, issuer: provider.url, storeUrl: storeUrl() });
  }, 60_000);
  beforeEach(() => {
    provider.script = {};
    provider.lifetimeSeconds = 3600;
    provider.calls.length = 0;
    provider.erpCalls.length = 0;
  });
  afterAll(async () => {
    await app.stop();
    await provider.stop();
  });

  const at = (path: string) => new URL(path, app.url).href;

  async function signIn(browser: WebBrowser = openWebBrowser()): Promise<WebBrowser> {
    const begun = await browser.open(at('/login?return_to=/companies'), { follow: () => false });
    const page = await browser.open(provider.authorize(begun.headers.get('location') ?? ''));
    expect(page.url).toBe(at('/companies'));
    return browser;
  }

  const refreshes = () => provider.calls.filter((call) => call.endsWith('refresh_token')).length;

  test('a sign-in that starts on one ends on another, and each knows the person', async () => {
    const browser = await signIn();
    for (const index of [ENDED_BY_KILL, STAYS]) {
      const page = await browser.open(`${app.urlOf(index)}/companies`, { headers: cookiesFor(browser) });
      expect(page.html).toContain('Company t1');
    }
    const servedBy = (route: string) =>
      [ENDED_BY_KILL, STAYS, ENDED_BY_OPERATOR].filter((index) => app.logOf(index).includes(`"route":"${route}"`));
    expect(servedBy('/login')).not.toEqual(servedBy('/callback'));
  });

  test('fifty parallel pages with an expired token: one refresh at the provider, and all are answered', async () => {
    provider.lifetimeSeconds = 0;
    const browser = await signIn();
    provider.lifetimeSeconds = 3600;
    const pages = await Promise.all(Array.from({ length: 50 }, () => browser.open(at('/companies/t1/inventory'))));
    expect(pages.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(refreshes()).toBe(1);
    expect(new Set(provider.erpCalls).size).toBe(1);
    const served = [ENDED_BY_KILL, STAYS, ENDED_BY_OPERATOR].map(
      (index) => (app.logOf(index).match(/"route":"\/companies\/:tenant\/inventory"/g) ?? []).length,
    );
    expect(Math.min(...served)).toBeGreaterThan(0);
  });

  test('a front-channel notice to one ends the session in both', async () => {
    const browser = await signIn();
    const notice = new URLSearchParams({ iss: provider.url, sid: SID });
    await openWebBrowser().open(`${app.urlOf(STAYS)}/frontchannel-logout?${notice.toString()}`);
    for (const index of [ENDED_BY_KILL, STAYS]) {
      const page = await browser.open(`${app.urlOf(index)}/companies`, {
        headers: cookiesFor(browser),
        follow: () => false,
      });
      expect(page.status).toBe(302);
    }
  });

  test('a process that is told to stop finishes what runs, and the others go on', async () => {
    provider.lifetimeSeconds = 0;
    const browser = await signIn();
    provider.lifetimeSeconds = 3600;
    const running = browser.open(`${app.urlOf(ENDED_BY_OPERATOR)}/companies/t1/inventory`, {
      headers: cookiesFor(browser),
    });
    await waitFor(() => refreshes() === 1);
    expect(await app.terminate(ENDED_BY_OPERATOR)).toBe(0);
    expect((await running).status).toBe(200);
    expect((await browser.open(at('/companies/t1/inventory'))).status).toBe(200);
  });

  test(`kill -9 in the middle of a refresh, ${mode} tokens: the other goes on within the lock’s time`, async () => {
    provider.oneTimeRefresh = mode === 'one-time';
    provider.lifetimeSeconds = 0;
    const browser = await signIn();
    provider.lifetimeSeconds = 3600;
    provider.script = { refreshAnswer: 'hangs' };
    const cut = browser.open(`${app.urlOf(ENDED_BY_KILL)}/companies/t1/inventory`, { headers: cookiesFor(browser) });
    const cutOff = expect(cut).rejects.toThrow();
    await waitFor(() => refreshes() === 1);
    await app.kill(ENDED_BY_KILL);
    await cutOff;
    provider.script = {};
    const page = await browser.open(at('/companies/t1/inventory'));
    expect(page.status).toBe(mode === 're-use' ? 200 : 401);
    expect(refreshes()).toBe(2);
    if (mode === 'one-time') {
      expect(page.errorCode).toBe('sign_in_again');
      await signIn(browser);
      expect((await browser.open(at('/companies/t1/inventory'))).status).toBe(200);
    }
  }, 60_000);
}

/** Past the balancer the host is another one; its cookies are sent by hand. */
function cookiesFor(browser: WebBrowser): Record<string, string> {
  return { Cookie: [...browser.cookiesOf('localhost')].map(([name, value]) => `${name}=${value}`).join('; ') };
}
