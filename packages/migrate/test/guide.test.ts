import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StepId } from '../src/rule.ts';
import { RULE_BOOK } from '../src/ruleBook.ts';
import { startSandbox, type Sandbox } from '../../sandbox/src/start.ts';
import { signIn, startStack } from '../../../test/support/startStack.ts';
import { openWebBrowser, type WebBrowser } from '../../../test/support/webBrowser.ts';

const guide = readFileSync(new URL('../../../docs/migration.md', import.meta.url), 'utf8');

const PARTS: Readonly<Record<StepId, string>> = {
  register: '#register',
  'choose-flow': '#flow',
  authentication: '#interactive',
  'api-calls': '#calls',
  consent: '#consent',
};

test('docs/migration.md leads from every rule of the scan to its part', () => {
  const rows = [...guide.matchAll(/^\| `([\w-]+)` +\| (.+?) +\| \[\d\]\((#\w+)\) +\|$/gm)];
  const known = RULE_BOOK.map(({ id, title, step }) => [id, title, PARTS[step]]);
  expect(rows.map(([, ...cells]) => cells)).toEqual(known);
});

describe('The pages of the sandbox that docs/migration.md leads to', () => {
  const SANDBOX = 'http://127.0.0.1:4400';
  const paths = [
    ...new Set([...guide.matchAll(/\]\((http:\/\/127\.0\.0\.1:4400[^)]*)\)/g)].map(([, url]) => url ?? '')),
  ].map((url) => url.slice(SANDBOX.length));
  let sandbox: Sandbox;
  let developer: WebBrowser;
  let administrator: WebBrowser;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, items: 5 });
    developer = await signedIn('dev@isv.example', '/portal');
    administrator = await signedIn('kari@nordfjord.example', '/store');
  }, 60_000);
  afterAll(() => sandbox.stop());

  async function signedIn(username: string, path: string): Promise<WebBrowser> {
    const browser = openWebBrowser();
    const login = await browser.open(sandbox.url + path);
    await browser.submit(login, 'login-form', { username, password: 'sandbox' });
    return browser;
  }

  const statusOf = async (path: string): Promise<number> => {
    const browser = path.startsWith('/store') || path.startsWith('/admin') ? administrator : developer;
    return (await browser.open(sandbox.url + path)).status;
  };

  test('are many', () => {
    expect(paths.length).toBeGreaterThan(20);
  });

  test.each(paths)('%s is there', async (path) => {
    expect(await statusOf(path)).toBe(200);
  });

  test.each(['/portal/nothing', '/store/nothing', '/admin/nothing/people', '/sandbox/nothing'])(
    '%s would be noticed',
    async (path) => {
      expect(await statusOf(path)).toBe(404);
    },
  );
});

test('the pages of the application that docs/migration.md leads to are there', async () => {
  const paths = [...guide.matchAll(/\]\(http:\/\/localhost:3000(\/[^)]*)\)/g)].map(([, path]) => path ?? '');
  expect(paths).toContain('/protocol');
  const stack = await startStack();
  const { browser } = await signIn(stack);
  const statusOf = async (path: string) => (await browser.open(stack.app.url + path)).status;
  for (const path of paths) expect([path, await statusOf(path)]).toEqual([path, 200]);
  expect(await statusOf('/nothing')).toBe(404);
  await stack.stop();
}, 60_000);
