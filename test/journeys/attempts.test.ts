import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
import { openWebBrowser } from '../support/webBrowser.ts';

let stack: Stack;

beforeAll(async () => {
  // The steps of a thousand sign-ins are not looked at here, and keeping them would take most of the time.
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
  const browser = openWebBrowser();
  for (let count = 0; count < 1000; count++) await browser.open(at('/login'), { follow: () => false });
  const names = [...browser.cookiesOf('localhost').keys()].filter((name) => name.startsWith('vc_attempt_'));
  expect(names).toHaveLength(10);
  const last = await signIn(stack, { username: OLA, browser });
  expect(last.page.status).toBe(200);
}, 120_000);

test('a person who connects a second company has both, each in its own address', async () => {
  const { browser } = await signIn(stack, { username: KARI, tenantId: HANDEL });
  const { page } = await signIn(stack, { browser, path: `/login?tenant=${SERVICE}` });
  expect(page.url).toBe(at(`/companies/${SERVICE}/inventory`));
  const first = await browser.open(at(`/companies/${HANDEL}/inventory`));
  expect(first.html).toContain('Nordfjord Handel AS');
  const companyOf = (html: string) => /data-testid="current-company"[^>]*>([^<]*)/.exec(html)?.[1]?.trim();
  expect([companyOf(first.html), companyOf(page.html)]).toEqual(['Nordfjord Handel AS', 'Nordfjord Service AS']);
});

test.each([
  ['the company switcher', /<a href="(\/login[^"]*)">Connect another company/, ''],
  ['the form of the companies page, empty', /action="(\/login)"[^]*?name="connect" value="1"/, 'connect=1'],
  ['the same, with a tenant id', /action="(\/login)"[^]*?name="connect" value="1"/, 'connect=1&tenant=t2'],
])('somebody else who comes back for a second company is refused, and the session stays: %s', async (_, way, query) => {
  const hostile = await startHostileStack();
  const { provider, app } = hostile;
  const browser = openWebBrowser();
  const signInAs = async (sub: string, tenantId: string, login: string) => {
    Object.assign(provider, { sub, tenantId });
    const begun = await browser.open(new URL(login, app.url).href, { follow: () => false });
    return browser.open(provider.authorize(begun.headers.get('location') ?? ''));
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

test('pages that are about no company go by the company looked at last', async () => {
  const { browser } = await signIn(stack, { username: KARI, tenantId: HANDEL });
  await signIn(stack, { browser, path: `/login?tenant=${SERVICE}` });
  expect((await browser.open(at('/inventory'))).url).toBe(at(`/companies/${SERVICE}/inventory`));
  await browser.open(at(`/companies/${HANDEL}/inventory`));
  expect((await browser.open(at('/inventory'))).url).toBe(at(`/companies/${HANDEL}/inventory`));
});
