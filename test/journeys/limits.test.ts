import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startHostileStack, type HostileStack } from '../support/startStack.ts';
import { openWebBrowser, type WebPage } from '../support/webBrowser.ts';

const PER_MINUTE = 5;
let stack: HostileStack;

beforeAll(async () => {
  stack = await startHostileStack({ RATE_LIMIT: String(PER_MINUTE), TRUST_PROXY_HOPS: '1' });
});
afterAll(() => stack.stop());

/** Asks once more than is allowed, as a proxy passes it on from `address`. */
async function askTooOften(path: string, address: string): Promise<WebPage[]> {
  const pages: WebPage[] = [];
  for (let asked = 0; asked <= PER_MINUTE; asked++) pages.push(await ask(path, address));
  return pages;
}

function ask(path: string, address: string): Promise<WebPage> {
  const headers = { 'X-Forwarded-For': `198.51.100.1, ${address}` };
  return openWebBrowser().open(new URL(path, stack.app.url).href, { headers, follow: () => false });
}

test.each([
  ['/login', '203.0.113.1'],
  ['/callback?code=x&state=y', '203.0.113.2'],
  ['/initiate-login?iss=https://elsewhere.example', '203.0.113.3'],
])('%s is open to an address so many times a minute, and says when to come back', async (path, address) => {
  const pages = await askTooOften(path, address);
  const last = pages.pop();
  expect(pages.map(({ status }) => status)).not.toContain(429);
  expect(last).toMatchObject({ status: 429, errorCode: 'rate_limited' });
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(last?.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect((await ask(path, '203.0.113.99')).status).not.toBe(429);
  stack.clock.advance(61);
  expect((await ask(path, address)).status).not.toBe(429);
});

test('who stands before the trusted proxy cannot borrow another address', async () => {
  await askTooOften('/login', '203.0.113.4');
  const headers = { 'X-Forwarded-For': '192.0.2.55, 203.0.113.4' };
  const page = await openWebBrowser().open(new URL('/login', stack.app.url).href, { headers, follow: () => false });
  expect(page.status).toBe(429);
});

test('pages and health are not limited', async () => {
  for (const path of ['/', '/health', '/signed-out']) {
    const pages = await askTooOften(path, '203.0.113.5');
    expect(pages.map(({ status }) => status)).not.toContain(429);
  }
});

test('back-channel notices are limited only while they are refused', async () => {
  const send = async (address: string) => {
    const answer = await fetch(new URL('/backchannel-logout', stack.app.url), {
      method: 'POST',
      headers: { 'X-Forwarded-For': address },
      body: new URLSearchParams({ logout_token: 'forged' }),
    });
    return answer.status;
  };
  const statuses: number[] = [];
  for (let sent = 0; sent <= PER_MINUTE; sent++) statuses.push(await send('203.0.113.6'));
  expect(statuses).toEqual([...Array.from({ length: PER_MINUTE }, () => 400), 429]);
});
