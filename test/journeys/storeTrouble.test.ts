import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SID } from '../support/hostileProvider.ts';
import { signInScripted, startHostileStack, type HostileStack } from '../support/startStack.ts';
import { openWebBrowser, type WebBrowser } from '../support/webBrowser.ts';

let stack: HostileStack;
beforeEach(async () => {
  stack = await startHostileStack();
});
afterEach(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;
const revocations = () => stack.provider.calls.filter((call) => call.startsWith('POST /connect/revocation')).length;

const signIn = (browser: WebBrowser) => signInScripted(stack, browser, '/login?return_to=/companies');

async function isSignedIn(browser: WebBrowser): Promise<boolean> {
  return (await browser.open(at('/companies'), { follow: () => false })).status === 200;
}

describe('A store that fails in the middle of a sign-in', () => {
  test.each<[string, (name: string, key: string) => boolean]>([
    ['when the session is written', (name, key) => name === 'compareAndSet' && key.startsWith('session:')],
    [
      'when it is listed for the notices of Visma Connect',
      (name, key) => name === 'addMember' && key.includes(':sid:'),
    ],
    ['when it is listed for its person', (name, key) => name === 'addMember' && key.includes(':sub:')],
    ['when other tabs are looked for', (_name, key) => key.startsWith('arrivals:')],
  ])('%s: nobody is signed in, and the tokens are given back', async (_, fails) => {
    const browser = openWebBrowser();
    stack.storeCalls.fails = fails;
    expect(await signIn(browser)).toMatchObject({ status: 503, errorCode: 'store_unavailable' });
    expect(revocations()).toBe(1);
    stack.storeCalls.fails = () => false;
    expect(await isSignedIn(browser)).toBe(false);
    expect((await signIn(browser)).url).toBe(at('/companies'));
    expect((await browser.open(at('/account'))).html.match(/data-testid="session"/g)).toHaveLength(1);
  });

  test('never leaves a session that a notice does not find', async () => {
    const browser = openWebBrowser();
    let writes = 0;
    // Whichever write of the sign-in is the last that succeeds.
    for (let last = 1; last <= 12; last++) {
      writes = 0;
      stack.storeCalls.fails = (name) => !['get', 'members', 'take'].includes(name) && ++writes > last;
      await signIn(browser).catch(() => undefined);
      stack.storeCalls.fails = () => false;
      const notice = new URLSearchParams({ iss: stack.provider.url, sid: SID });
      expect((await fetch(at(`/frontchannel-logout?${notice.toString()}`))).status).toBe(200);
      expect(await isSignedIn(browser)).toBe(false);
    }
    // With the last of them nothing failed any more.
    expect(writes).toBeLessThanOrEqual(12);
  });

  test('when the connection that a new one replaces is let go: the person is signed in all the same', async () => {
    const browser = openWebBrowser();
    await signIn(browser);
    stack.storeCalls.fails = (name, key) => name === 'compareAndSet' && key.startsWith('vault:');
    expect((await signIn(browser)).url).toBe(at('/companies'));
    expect(stack.log()).toContain('connection_not_retired');
    expect(revocations()).toBe(0);
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('A sign-out that the store does not take', () => {
  test.each<[string, (name: string, key: string) => boolean]>([
    ['writes nothing', (name) => !['get', 'members'].includes(name)],
    ['does not delete the session', (name, key) => name === 'delete' && key.startsWith('session:')],
    ['keeps the tokens', (_name, key) => key.startsWith('vault:')],
    ['keeps the index', (name) => name === 'removeMember'],
    ['is away altogether', () => true],
  ])('because it %s: this browser is signed out for good, and is told what is left', async (_, fails) => {
    const browser = openWebBrowser();
    await signIn(browser);
    const page = await browser.open(at('/companies'));
    stack.storeCalls.fails = fails;
    const after = await browser.submit(page, 'action="/logout"', {}, { follow: () => false });
    const told = await browser.open(at('/signed-out'));
    stack.storeCalls.fails = () => false;
    expect(after.status).toBe(303);
    expect(told.html).toContain('data-testid="session-left"');
    expect(stack.log()).toContain('signed_out_in_part');
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('goes on to Visma Connect when the tokens can be read, and revokes them', async () => {
    const browser = openWebBrowser();
    await signIn(browser);
    const page = await browser.open(at('/companies'));
    stack.storeCalls.fails = (name) => !['get', 'members'].includes(name);
    const after = await browser.submit(page, 'action="/logout"', {}, { follow: () => false });
    stack.storeCalls.fails = () => false;
    const { origin, pathname, searchParams } = new URL(after.headers.get('location') ?? '');
    expect(origin + pathname).toBe(`${stack.provider.url}/connect/endsession`);
    expect(searchParams.get('id_token_hint')).not.toBe(null);
    const told = await browser.open(at(`/signed-out?state=${searchParams.get('state')}`));
    expect(told.html).toContain('signed out here and at Visma Connect');
    expect(told.html).toContain('data-testid="session-left"');
    expect(revocations()).toBe(1);
  });

  test('with a store that is away, a form of another origin changes nothing', async () => {
    const browser = openWebBrowser();
    await signIn(browser);
    const cookie = [...browser.cookiesOf('localhost')].map(([name, value]) => `${name}=${value}`).join('; ');
    stack.storeCalls.fails = () => true;
    const answer = await fetch(at('/logout'), {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookie, Origin: 'http://other.localhost:3000' },
    });
    stack.storeCalls.fails = () => false;
    expect(answer.status).toBe(503);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});
