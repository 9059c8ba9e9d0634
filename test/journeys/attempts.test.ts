import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import {
  HANDEL,
  KARI,
  OLA,
  SERVICE,
  signIn,
  signInScripted,
  startHostileStack,
  startStack,
  type HostileStack,
  type Stack,
} from '../support/startStack.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

let stack: Stack;

beforeAll(async () => {
  // The steps of the many sign-ins are not looked at here, and keeping them would take most of the time.
  stack = await startStack({ env: { PROTOCOL_VIEW: 'off' } });
});

afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;

test('ten expired tabs that all redirect at once all come back to their own page', async () => {
  const { browser, page } = await signIn(stack, { username: OLA });
  const wanted = Array.from({ length: 10 }, (_, index) => `/companies/${HANDEL}/inventory?page=${index + 1}`);
  // Our session is over, that at Visma Connect goes on.
  await browser.submit(page, 'action="/logout"', {}, { follow: () => false });
  const pages = await Promise.all(wanted.map((path) => browser.open(at(path))));
  expect(pages.map(({ url }) => url)).toEqual(wanted.map((path) => at(path)));
});

test('a thousand starts of one browser leave at most ten attempts and ten short cookies', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'attempts-'));
  const hostile = await startHostileStack({ STORE_URL: `sqlite:${join(folder, 'app.db')}`, PROTOCOL_VIEW: 'off' });
  const login = new URL('/login?return_to=/companies', hostile.app.url).href;
  const browser = openWebBrowser();
  let last = '';
  for (let count = 0; count < 1000; count++)
    last = (await browser.open(login, { follow: () => false })).headers.get('location') ?? '';
  const names = [...browser.cookiesOf('localhost').keys()].filter((name) => name.startsWith('vc_attempt_'));
  expect(names).toHaveLength(10);
  expect(keysIn(join(folder, 'app.db')).filter((key) => key.startsWith('attempt:'))).toHaveLength(10);
  const page = await browser.open(hostile.provider.authorize(last));
  expect(page.url).toBe(new URL('/companies', hostile.app.url).href);
  await hostile.stop();
  rmSync(folder, { recursive: true });
}, 120_000);

test('a person who connects a second company has both, each in its own address', async () => {
  const { browser } = await signIn(stack, { username: KARI, tenantId: HANDEL });
  const { page } = await signIn(stack, { browser, path: `/login?tenant=${SERVICE}` });
  expect(page.url).toBe(at(`/companies/${SERVICE}`));
  const first = await browser.open(at(`/companies/${HANDEL}/inventory`));
  expect(first.html).toContain('Nordfjord Handel AS');
  const companyOf = (html: string) => /data-testid="current-company"[^>]*>([^<]*)/.exec(html)?.[1]?.trim();
  expect([companyOf(first.html), companyOf(page.html)]).toEqual(['Nordfjord Handel AS', 'Nordfjord Service AS']);
});

test.each([
  ['the link of the companies page', /<a href="(\/login[^"]*)">Choose at Visma Connect/, ''],
  ['the form of the companies page, empty', /action="(\/login)"[^]*?name="connect" value="1"/, 'connect=1'],
  ['the same, with a tenant id', /action="(\/login)"[^]*?name="connect" value="1"/, 'connect=1&tenant=t2'],
])('somebody else who comes back for a second company is refused, and the session stays: %s', async (_, way, query) => {
  const hostile = await startHostileStack();
  const { provider, app } = hostile;
  const browser = openWebBrowser();
  const signInAs = async (sub: string, tenantId: string, login: string) => {
    Object.assign(provider, { sub, tenantId });
    return signInScripted(hostile, browser, login);
  };
  const first = await signInAs('kari', 't1', '/login?return_to=/companies');
  expect(first.html).toContain('Company t1');
  const login = `${way.exec(first.html)?.[1] ?? 'none'}${query && `?${query}`}`;
  expect(await signInAs('ola', 't2', login)).toMatchObject({ status: 403, errorCode: 'other_person' });
  expect(provider.calls).toContain('POST /connect/revocation');
  const still = await browser.open(new URL('/companies', app.url).href);
  expect(still.html).toContain('Company t1');
  expect(still.html).not.toContain('Company t2');
  await hostile.stop();
});

test('a second company that nobody names is refused, and tabs of the first go on to show the first', async () => {
  const hostile = await startHostileStack();
  const { app, provider, stop } = hostile;
  const browser = openWebBrowser();
  const comeBack = async (path: string, tenantId?: string) => {
    Object.assign(provider, { tenantId });
    provider.script.userinfo = tenantId === undefined ? ({ sub }) => ({ sub }) : undefined;
    return signInScripted(hostile, browser, path);
  };
  const inventory = new URL('/companies/default/inventory', app.url).href;
  expect((await comeBack('/login')).url).toBe(new URL('/companies/default', app.url).href);
  expect(await comeBack('/login?connect=1')).toMatchObject({ status: 403, errorCode: 'company_unnamed' });
  expect(provider.revoked).toEqual([provider.issued[4]]);
  await browser.open(inventory);
  expect(new Set(provider.erpCalls)).toEqual(new Set([`Bearer ${provider.issued[0] ?? ''}`]));
  // A company that has a name has an address of its own, and signing in anew is possible.
  expect((await comeBack('/login?connect=1&return_to=/companies', 't1')).html).toContain('Company t1');
  expect((await comeBack('/login')).url).toBe(new URL('/companies/default', app.url).href);
  await stop();
});

test('pages that are about no company go by the company looked at last', async () => {
  const { browser } = await signIn(stack, { username: KARI, tenantId: HANDEL });
  await signIn(stack, { browser, path: `/login?tenant=${SERVICE}` });
  expect((await browser.open(at('/inventory'))).url).toBe(at(`/companies/${SERVICE}/inventory`));
  await browser.open(at(`/companies/${HANDEL}/inventory`));
  expect((await browser.open(at('/inventory'))).url).toBe(at(`/companies/${HANDEL}/inventory`));
});

describe('tabs of one browser that come back at once without a session', () => {
  const all = ['t1', 't2', 't3'];
  const COOKIE = 'vc_attempt_';

  /** Begins a sign-in at a page, and answers where Visma Connect sends the browser back to. */
  async function leave({ app, provider }: HostileStack, browser: WebBrowser, path: string, sub = 'kari') {
    const login = await browser.open(new URL(path, app.url).href, { follow: isLogin });
    Object.assign(provider, { sub, tenantId: /companies\/(\w+)/.exec(path)?.[1] });
    return provider.authorize(login.headers.get('location') ?? '');
  }

  async function startCompanies(): Promise<HostileStack> {
    const hostile = await startHostileStack({ PROTOCOL_VIEW: 'off' });
    hostile.provider.script.userinfo = (honest) => ({
      ...honest,
      tenants: all.map((id) => ({ id, name: `Company ${id}` })),
    });
    return hostile;
  }

  const isLogin = ({ pathname }: URL) => pathname === '/login';
  const attemptCookies = (browser: WebBrowser) =>
    [...browser.cookiesOf('localhost')]
      .filter(([name]) => name.startsWith(COOKIE))
      .map(([name, value]) => `${name}=${value}`);
  const sessionsIn = (html: string) => html.match(/data-testid="session"/g)?.length;
  const sessionIdIn = ({ headers }: WebPage) => /vc_session=s%3A([\w-]+)\./.exec(headers.get('set-cookie') ?? '')?.[1];

  test('end in one session that holds the companies of all', async () => {
    const hostile = await startCompanies();
    const { app } = hostile;
    const browser = openWebBrowser();
    await browser.open(await leave(hostile, browser, '/companies/t1/inventory'));
    hostile.clock.advance(11 * 3600);
    const paths = [1, 2].flatMap((page) => all.map((tenant) => `/companies/${tenant}/inventory?page=${page}`));
    const callbacks: string[] = [];
    for (const path of paths) callbacks.push(await leave(hostile, browser, path));
    const pages = await Promise.all(callbacks.map((url) => browser.open(url)));
    expect(pages.map(({ url, status }) => [url, status])).toEqual(
      paths.map((path) => [new URL(path, app.url).href, 200]),
    );
    for (const tenant of all) {
      const page = await browser.open(new URL(`/companies/${tenant}/inventory`, app.url).href);
      expect([page.url, page.status]).toEqual([new URL(`/companies/${tenant}/inventory`, app.url).href, 200]);
      expect(page.html).toContain(`Company ${tenant}`);
    }
    expect(sessionsIn((await browser.open(new URL('/account', app.url).href)).html)).toBe(1);
    await hostile.stop();
  });

  test.each([
    ['the later one comes back first', [1, 0]],
    ['the earlier one comes back first', [0, 1]],
  ])('share it too when one had left before the other had its cookie: %s', async (_, order) => {
    const hostile = await startCompanies();
    const browser = openWebBrowser();
    const tabs: { url: string; Cookie: string }[] = [];
    for (const tenant of ['t1', 't2']) {
      const url = await leave(hostile, browser, `/companies/${tenant}/inventory`);
      tabs.push({ url, Cookie: attemptCookies(browser).join('; ') });
    }
    for (const index of order) {
      const { url = '', Cookie = '' } = tabs[index] ?? {};
      await browser.open(url, { headers: { Cookie } });
    }
    const companies = await browser.open(new URL('/companies', hostile.app.url).href);
    expect(companies.html).toContain('Company t1');
    expect(companies.html).toContain('Company t2');
    await hostile.stop();
  });

  test('stay apart when two people come back, each with a session of their own', async () => {
    const hostile = await startCompanies();
    const browser = openWebBrowser();
    const kari = await leave(hostile, browser, '/companies/t1/inventory', 'kari');
    const ola = await leave(hostile, browser, '/companies/t2/inventory', 'ola');
    // It would be asked about two people at once, and can only speak of one.
    hostile.provider.script.userinfo = { status: 503, body: '' };
    const answers = await Promise.all([kari, ola].map((url) => browser.open(url, { follow: () => false })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(new Set(answers.map(sessionIdIn)).size).toBe(2);
    const opened = await Promise.all(
      all.map((tenant) => browser.open(new URL(`/companies/${tenant}/inventory`, hostile.app.url).href)),
    );
    expect(opened.filter(({ status }) => status === 200)).toHaveLength(1);
    await hostile.stop();
  });

  test('do not let somebody in who names an attempt without its secret', async () => {
    const hostile = await startCompanies();
    const [browser, other] = [openWebBrowser(), openWebBrowser()];
    const first = await leave(hostile, browser, '/companies/t1/inventory');
    const [cookie = ''] = attemptCookies(browser);
    const begun = await browser.open(first, { follow: () => false });
    const second = await leave(hostile, other, '/companies/t2/inventory');
    const Cookie = [...attemptCookies(other), cookie.replace(/\.[\w-]+$/, '.another-secret')].join('; ');
    const answer = await other.open(second, { headers: { Cookie }, follow: () => false });
    expect(answer.status).toBe(303);
    expect(sessionIdIn(answer)).not.toBe(sessionIdIn(begun));
    expect(sessionsIn((await other.open(new URL('/account', hostile.app.url).href)).html)).toBe(2);
    await hostile.stop();
  });

  test('begin a new one when the first was ended meanwhile', async () => {
    const hostile = await startCompanies();
    const browser = openWebBrowser();
    const first = await leave(hostile, browser, '/companies/t1/inventory');
    const second = await leave(hostile, browser, '/companies/t2/inventory');
    const Cookie = attemptCookies(browser).join('; ');
    const page = await browser.open(first);
    await browser.submit(page, 'action="/logout"', {}, { follow: () => false });
    hostile.clock.advance(5);
    const answer = await browser.open(second, { headers: { Cookie } });
    expect(answer.status).toBe(200);
    const companies = await browser.open(new URL('/companies', hostile.app.url).href);
    const connected = [...companies.html.matchAll(/data-testid="company">\s*<h2>([^<]*)/g)].map(([, name]) =>
      name?.trim(),
    );
    expect(connected).toEqual(['Company t2']);
    await hostile.stop();
  });
});

function keysIn(file: string): string[] {
  const database = new Database(file, { readonly: true });
  const keys = database.prepare('SELECT key FROM entries').pluck().all().map(String);
  database.close();
  return keys;
}
