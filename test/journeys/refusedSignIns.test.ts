import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { memoryStore } from '../../src/store/memoryStore.ts';
import { createKeptRefusals } from '../../src/web/errors/keptRefusals.ts';
import { signInScripted, startHostileStack, type HostileStack } from '../support/startStack.ts';
import { openWebBrowser, textOf, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

let stack: HostileStack;
beforeAll(async () => {
  stack = await startHostileStack();
});
afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;

/** A sign-in that Visma Connect answers with an error. */
async function refused(browser: WebBrowser, error: string, path = '/login?return_to=/account'): Promise<WebPage> {
  stack.provider.script = {
    response: (honest) => {
      honest.delete('code');
      honest.set('error', error);
      honest.set('error_description', 'in their words');
      return honest;
    },
  };
  const page = await signInScripted(stack, browser, path);
  stack.provider.script = {};
  return page;
}

const referenceOf = ({ html }: WebPage) => /data-testid="correlation-id">([^<]+)</.exec(html)?.[1];

describe('a refused sign-in', () => {
  test('ends at an address of its own, with the refusal’s status, and without what was refused', async () => {
    const page = await refused(openWebBrowser(), 'access_denied');
    expect(page).toMatchObject({ status: 403, errorCode: 'access_denied' });
    expect(page.url).toMatch(/\/sign-in-refused\/[\w-]{22}$/);
    expect(page.html).toContain('in their words');
    expect(page.html).toContain('href="/login?return_to=%2Faccount"');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('is the same after a reload: status, words, ways on, reference and time', async () => {
    const browser = openWebBrowser();
    const page = await refused(browser, 'invalid_tenant');
    const again = await browser.open(page.url);
    expect(again.html.replace(/nonce-[^"']+/g, '')).toBe(page.html.replace(/nonce-[^"']+/g, ''));
    expect(again.status).toBe(page.status);
    expect(stack.log()).toContain(referenceOf(page));
  });

  test('is shown to no other browser, nor to one that had another refusal', async () => {
    const page = await refused(openWebBrowser(), 'access_denied');
    const other = openWebBrowser();
    expect(await other.open(page.url)).toMatchObject({ status: 404, errorCode: 'refusal_gone' });
    await refused(other, 'access_denied');
    expect(await other.open(page.url)).toMatchObject({ status: 404, errorCode: 'refusal_gone' });
  });

  test('leaves the pages of earlier ones in this browser as they are', async () => {
    const browser = openWebBrowser();
    const first = await refused(browser, 'access_denied');
    const second = await refused(browser, 'invalid_tenant');
    expect(second.url).not.toBe(first.url);
    expect((await browser.open(first.url)).errorCode).toBe('access_denied');
  });

  test('is gone after a quarter of an hour, and the page says so with a way on', async () => {
    const own = await startHostileStack();
    const browser = openWebBrowser();
    const page = await browser.open(new URL('/callback?code=a-code&state=made-up', own.app.url).href);
    expect(page).toMatchObject({ status: 400, errorCode: 'attempt_unknown' });
    own.clock.advance(14 * 60);
    expect((await browser.open(page.url)).errorCode).toBe('attempt_unknown');
    own.clock.advance(61);
    const gone = await browser.open(page.url);
    expect(gone).toMatchObject({ status: 404, errorCode: 'refusal_gone' });
    expect(gone.html).toContain('href="/login">Start again</a>');
    await own.stop();
  });

  test('of somebody who is signed in says that they still are, and lets them go on', async () => {
    const browser = openWebBrowser();
    await signInScripted(stack, browser, '/login?return_to=/account');
    const page = await refused(browser, 'access_denied', '/login?connect=1');
    const { html } = await browser.open(page.url);
    expect(textOf(html)).toMatch(/You are still signed in as .+, for /);
    expect(html).toMatch(/<p class="actions">\s*<a class="button" href="\/">Go on as you are<\/a>/);
    expect(html).not.toContain('Nobody was signed in');
  });

  test('is answered where it is when the store cannot keep it, and to whoever wants no page', async () => {
    const url = at('/callback?code=a-code&state=made-up');
    stack.storeCalls.fails = (name, key) => name === 'set' && key.startsWith('refusal:');
    expect(await openWebBrowser().open(url)).toMatchObject({ status: 400, errorCode: 'attempt_unknown', url });
    stack.storeCalls.fails = () => false;
    const answer = await openWebBrowser().open(url, { headers: { Accept: 'application/json' } });
    expect(answer).toMatchObject({ status: 400, url });
    expect(answer.html).toContain('"error":"attempt_unknown"');
  });

  test('under an id of any length finds nothing', async () => {
    const page = await openWebBrowser().open(at(`/sign-in-refused/${'x'.repeat(5000)}`));
    expect(page).toMatchObject({ status: 404, errorCode: 'refusal_gone' });
  });
});

test('what is kept is what the page shows, and nothing else of the refusal', async () => {
  const written: string[] = [];
  const store = memoryStore({ now: Date.now });
  const set: typeof store.set = (key, value, ttl) => {
    written.push(key, value);
    return store.set(key, value, ttl);
  };
  const kept = createKeptRefusals({ get: (key) => store.get(key), set });
  const details = { reason: 'why', retryAfterSeconds: 3, accessToken: 'a-token', quota: undefined };
  const refusal = { code: 'sign_in_refused', status: 403, correlationId: 'c', atMs: 1, protocolHref: '/p' } as const;
  const id = await kept.keep({ ...refusal, details }, 'the-secret');
  expect(await kept.find(id, 'the-secret')).toEqual({ ...refusal, details: { reason: 'why', retryAfterSeconds: 3 } });
  expect(await kept.find(id, 'another')).toBeUndefined();
  expect(await kept.find(id, undefined)).toBeUndefined();
  expect(written.join()).not.toMatch(new RegExp(`a-token|the-secret|${id}`));
});
