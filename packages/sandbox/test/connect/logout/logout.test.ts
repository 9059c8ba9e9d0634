import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Sandbox } from '../../../src/start.ts';
import { aSandbox, aVerifier, authorizeUrl, exchange, KARI, OLA, signIn, type SignInPlan } from '../connectStack.ts';
import type { HttpBrowser, Page } from '../httpBrowser.ts';

let sandbox: Sandbox;
let application: Server;
let appUrl: string;
const received: string[] = [];

beforeAll(async () => {
  application = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk) => (body += String(chunk)));
    req.on('end', () => {
      received.push(new URLSearchParams(body).get('logout_token') ?? '');
      res.end();
    });
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  appUrl = `http://127.0.0.1:${portOf(application.address())}`;
  sandbox = await aSandbox({ appUrls: [appUrl] });
});
beforeEach(() => {
  received.length = 0;
  sandbox.reset();
});
afterAll(async () => {
  await sandbox.stop();
  await new Promise((resolve) => application.close(resolve));
});

function portOf(address: string | AddressInfo | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The application does not listen');
  return address.port;
}

interface Visitor {
  readonly browser: HttpBrowser;
  readonly idToken: string;
}

/** Signs in to the application that listens here. */
async function visitor(plan: SignInPlan = {}): Promise<Visitor> {
  const redirectUri = `${appUrl}/callback`;
  const visit = await signIn(sandbox, { ...plan, parameters: { redirect_uri: redirectUri } });
  const answer = await exchange(sandbox, visit, redirectUri);
  return { browser: visit.browser, idToken: String(answer.body.id_token) };
}

function endSession({ browser }: Visitor, parameters: Readonly<Record<string, string>>): Promise<Page> {
  return browser.visit(`${sandbox.url}/connect/endsession?${new URLSearchParams(parameters).toString()}`);
}

async function isSignedIn({ browser }: Visitor): Promise<boolean> {
  const page = await browser.visit(authorizeUrl(sandbox, aVerifier().challenge));
  return !page.html.includes('login-form');
}

const signedOut = () => `${appUrl}/signed-out`;

describe('Signing out with a valid id_token_hint', () => {
  test('asks nothing, frames the application with iss and sid, and leads back with state', async () => {
    const kari = await visitor();
    const parameters = { id_token_hint: kari.idToken, post_logout_redirect_uri: signedOut(), state: 'my state' };
    const page = await endSession(kari, parameters);
    const { sid } = decodeJwt(kari.idToken);
    const frame = `${appUrl}/frontchannel-logout?iss=${encodeURIComponent(sandbox.url)}&sid=${String(sid)}`;
    expect(page.html).toContain(`<iframe src="${frame.replaceAll('&', '&amp;')}" hidden`);
    expect(page.html).toContain(`href="${signedOut()}?state=my+state"`);
    expect(page.html.match(/<iframe/g)).toHaveLength(1);
    expect(page.headers.get('content-security-policy')).toContain(`frame-src ${appUrl}`);
    expect(await isSignedIn(kari)).toBe(false);
  });

  test('works with one that has expired', async () => {
    const kari = await visitor();
    sandbox.advanceClock(3600);
    const page = await endSession(kari, { id_token_hint: kari.idToken, post_logout_redirect_uri: signedOut() });
    expect(page.html).toContain(`href="${signedOut()}"`);
  });

  test('leads nowhere when the address is not registered, and signs out all the same', async () => {
    const kari = await visitor();
    const page = await endSession(kari, { id_token_hint: kari.idToken, post_logout_redirect_uri: `${signedOut()}/` });
    expect([page.status, page.html.includes('data-go-on-after')]).toEqual([200, false]);
    expect(await isSignedIn(kari)).toBe(false);
  });

  test('leaves iss and sid out for an application that is registered so', async () => {
    const kari = await visitor();
    sandbox.setFault({ name: 'front_channel_without_sid', times: 1 });
    const page = await endSession(kari, { id_token_hint: kari.idToken });
    expect(page.html).toContain(`<iframe src="${appUrl}/frontchannel-logout" hidden`);
  });

  test('posts a logout token', async () => {
    const kari = await visitor();
    await endSession(kari, { id_token_hint: kari.idToken });
    expect(received).toHaveLength(1);
    const [token = ''] = received;
    const { sid, sub } = decodeJwt(kari.idToken);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'logout+jwt' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      iss: sandbox.url,
      aud: 'isv_sandbox_web',
      sid,
      sub,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect([(claims.exp ?? 0) - (claims.iat ?? 0), claims.nonce]).toEqual([300, undefined]);
  });
});

describe('Signing out without a valid hint', () => {
  test.each([
    ['none', () => Promise.resolve('')],
    ['one of another person', async () => (await visitor({ username: OLA })).idToken],
    ['a forged one', () => Promise.resolve('ey.ey.ey')],
  ])('with %s the person is asked, and the redirect is not honoured', async (_name, hint) => {
    const kari = await visitor();
    const parameters = { id_token_hint: await hint(), post_logout_redirect_uri: signedOut() };
    const page = await endSession(kari, parameters);
    expect(page.html).toContain('sign-out-form');
    expect(await isSignedIn(kari)).toBe(true);
    const done = await kari.browser.submit(page, 'sign-out-form');
    expect(done.html).not.toContain('data-go-on-after');
    expect(await isSignedIn(kari)).toBe(false);
  });

  test('a forged confirmation signs nobody out', async () => {
    const kari = await visitor();
    const page = await endSession(kari, {});
    await kari.browser.submit(page, 'sign-out-form', { token: 'forged' });
    expect(await isSignedIn(kari)).toBe(true);
  });

  test('with nobody signed in it says so', async () => {
    const kari = await visitor();
    kari.browser.cookies.clear();
    expect((await endSession(kari, {})).html).toContain('Nobody was signed in');
  });
});

describe('Sessions end by themselves', () => {
  test.each([
    ['ten hours after the password', 10 * 3600],
    ['eight hours after the last use', 8 * 3600],
  ])('%s, and the application is told', async (_name, seconds) => {
    const kari = await visitor();
    await control('clock', { advanceSeconds: seconds - 60 });
    if (seconds === 8 * 3600) expect(received).toHaveLength(0);
    await control('clock', { advanceSeconds: 60 });
    expect(received).toHaveLength(1);
    expect(await isSignedIn(kari)).toBe(false);
  });

  test('the control API ends them by name and tells what the applications answered', async () => {
    const kari = await visitor();
    const answer = await control('logout', { username: KARI });
    expect(answer).toEqual({
      ended: [
        {
          sid: decodeJwt(kari.idToken).sid,
          notices: [{ clientId: 'isv_sandbox_web', address: `${appUrl}/backchannel-logout`, status: 200 }],
        },
      ],
    });
    expect(await isSignedIn(kari)).toBe(false);
  });

  test('another person who signs in ends the session of the first', async () => {
    const kari = await visitor();
    const ola = await signIn(sandbox, { username: OLA, browser: kari.browser, parameters: { prompt: 'login' } });
    expect(ola.response.get('code')).not.toBeNull();
    expect(received.map((token) => decodeJwt(token).sid)).toEqual([decodeJwt(kari.idToken).sid]);
  });
});

async function control(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(new URL(`/sandbox/api/${path}`, sandbox.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
