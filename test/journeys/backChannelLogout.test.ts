import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createReplayGuard } from '../../src/connections/replayGuard.ts';
import { StoreError } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import { backChannelLogout } from '../../src/pages/signIn/logoutNotices.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import { SID, sign, unsigned, type Json } from '../support/hostileProvider.ts';
import { startHostileStack, type HostileStack } from '../support/startStack.ts';
import { openWebBrowser, type WebBrowser } from '../support/webBrowser.ts';

let stack: HostileStack;
let browser: WebBrowser;

beforeAll(async () => {
  stack = await startHostileStack();
});

afterAll(() => stack.stop());

beforeEach(async () => {
  stack.provider.script = {};
  browser = openWebBrowser();
  const begun = await browser.open(at('/login?return_to=/account'), { follow: () => false });
  await browser.open(stack.provider.authorize(begun.headers.get('location') ?? ''));
  expect(await isSignedIn()).toBe(true);
});

const at = (path: string) => new URL(path, stack.app.url).href;

async function isSignedIn(): Promise<boolean> {
  return (await browser.open(at('/account'), { follow: () => false })).status !== 302;
}

function notify(token: string, more: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ logout_token: token, ...more });
  return fetch(at('/backchannel-logout'), { method: 'POST', body });
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

describe('A good token', () => {
  test.each<[string, Json, Json]>([
    ['with sid and sub', {}, {}],
    ['with sid alone', { sub: undefined }, {}],
    ['with sub alone', { sid: undefined }, {}],
    ['of type JWT', {}, { typ: 'JWT' }],
    ['without type', {}, { typ: undefined }],
    ['with claims that nobody knows', { foo: 'bar', nbf: 1 }, {}],
  ])('%s ends the session', async (_words, claims, header) => {
    const answer = await notify(await stack.provider.logoutToken(claims, header), { unknown_field: 'x' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await isSignedIn()).toBe(false);
  });

  test.each<[string, Json]>([
    ['session', { sid: 'somebody-else', sub: undefined }],
    ['session of a known person', { sid: 'somebody-else' }],
    ['person', { sub: 'ola', sid: undefined }],
  ])('of another %s is taken, and changes nothing here', async (_words, claims) => {
    expect((await notify(await stack.provider.logoutToken(claims))).status).toBe(200);
    expect(await isSignedIn()).toBe(true);
  });
});

describe('A front-channel notice of a living session', () => {
  const frame = { headers: { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' } };
  const notice = (iss: string) => at(`/frontchannel-logout?${new URLSearchParams({ iss, sid: SID }).toString()}`);

  test('ends it when it is of our issuer, and of no other', async () => {
    for (const iss of ['https://other.example', `${stack.provider.url}/`]) {
      expect((await openWebBrowser().open(notice(iss), frame)).status).toBe(200);
      expect(await isSignedIn()).toBe(true);
    }
    expect((await openWebBrowser().open(notice(stack.provider.url), frame)).status).toBe(200);
    expect(await isSignedIn()).toBe(false);
  });
});

describe('A token is refused', () => {
  const seconds = () => Math.floor(stack.clock.now() / 1000);
  test.each<[string, () => Promise<string>]>([
    [
      'with alg none',
      () =>
        unsigned({
          iss: stack.provider.url,
          aud: 'isv_test',
          sid: SID,
          jti: 'x',
          iat: seconds(),
          events: { [EVENT]: {} },
        }),
    ],
    ['with a broken signature', async () => `${(await stack.provider.logoutToken()).slice(0, -8)}AAAAAAAA`],
    ['signed by a key that nobody knows', () => stack.provider.logoutToken({}, { kid: 'unknown' })],
    ['of another type', () => stack.provider.logoutToken({}, { typ: 'at+jwt' })],
    ['without the event', () => stack.provider.logoutToken({ events: undefined })],
    ['with another event', () => stack.provider.logoutToken({ events: { 'http://other.example': {} } })],
    ['with a nonce', () => stack.provider.logoutToken({ nonce: 'n' })],
    ['with a wrong aud', () => stack.provider.logoutToken({ aud: 'isv_other' })],
    ['with a wrong iss', () => stack.provider.logoutToken({ iss: 'https://other.example' })],
    ['without iat', () => stack.provider.logoutToken({ iat: undefined })],
    ['from the future', () => stack.provider.logoutToken({ iat: seconds() + 600 })],
    ['without exp', () => stack.provider.logoutToken({ exp: undefined })],
    ['that has expired', () => stack.provider.logoutToken({ exp: seconds() - 600 })],
    ['without jti', () => stack.provider.logoutToken({ jti: undefined })],
    ['with neither sid nor sub', () => stack.provider.logoutToken({ sid: undefined, sub: undefined })],
    [
      'that is an ID token',
      () =>
        sign(
          { iss: stack.provider.url, aud: 'isv_test', sub: 'kari', sid: SID, iat: seconds(), exp: seconds() + 300 },
          stack.provider.key(),
        ),
    ],
    ['that is no token', () => Promise.resolve('nonsense')],
    ['that is empty', () => Promise.resolve('')],
  ])('%s', async (_words, token) => {
    const answer = await notify(await token());
    expect(answer.status).toBe(400);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await isSignedIn()).toBe(true);
  });

  test('when it comes a second time', async () => {
    const token = await stack.provider.logoutToken({ sid: 'somebody-else', sub: undefined });
    expect((await notify(token)).status).toBe(200);
    expect((await notify(token)).status).toBe(400);
  });

  test('and causes no fetch of keys before its contents are right, nor more than one a minute after', async () => {
    await notify(await stack.provider.logoutToken({}, { kid: 'unknown-0' }));
    const before = stack.provider.calls.length;
    for (let i = 1; i <= 5; i++) await notify(await stack.provider.logoutToken({}, { kid: `unknown-${i}` }));
    expect(stack.provider.calls.length).toBe(before);
  });
});

describe('While Visma Connect is away', () => {
  let own: HostileStack;

  beforeEach(async () => {
    own = await startHostileStack({ RATE_LIMIT: '3' });
    const visitor = openWebBrowser();
    const begun = await visitor.open(new URL('/login', own.app.url).href, { follow: () => false });
    await visitor.open(own.provider.authorize(begun.headers.get('location') ?? ''));
  });
  afterEach(() => own.stop());

  const post = async (token: string): Promise<number> => {
    const body = new URLSearchParams({ logout_token: token });
    return (await fetch(new URL('/backchannel-logout', own.app.url), { method: 'POST', body })).status;
  };
  const keyCalls = () => own.provider.calls.filter((call) => call.endsWith('/jwks')).length;

  test('good tokens are answered 400, do not count as refused, and are taken when it is back', async () => {
    own.provider.script = { keys: { status: 503, body: '' } };
    const before = keyCalls();
    for (let i = 0; i < 5; i++) expect(await post(await own.provider.logoutToken())).toBe(400);
    expect(keyCalls()).toBe(before + 1);
    own.provider.script = {};
    own.clock.advance(5);
    expect(await post(await own.provider.logoutToken())).toBe(200);
  });

  test('nonsense makes us ask for nothing', async () => {
    const fresh = await startHostileStack();
    fresh.provider.script = { metadata: { status: 503, body: '' } };
    const before = fresh.provider.calls.length;
    for (const token of ['nonsense', await fresh.provider.logoutToken({ nonce: 'n' })]) {
      const body = new URLSearchParams({ logout_token: token });
      const { status } = await fetch(new URL('/backchannel-logout', fresh.app.url), { method: 'POST', body });
      expect(status).toBe(400);
    }
    expect(fresh.provider.calls.length).toBe(before);
    await fresh.stop();
  });
});

test('a notice whose session could not be ended is no replay when it comes again', async () => {
  const endBySid = jest.fn<() => Promise<[]>>().mockRejectedValueOnce(new StoreError()).mockResolvedValue([]);
  const notice = { jti: 'one', sid: SID, sub: undefined, expiresAt: Date.now() / 1000 + 300 };
  const app = express()
    .use(express.urlencoded(), (req, _res, next) => {
      req.log = silentLogger();
      next();
    })
    .use(
      backChannelLogout({
        issuer: 'https://connect.example',
        sessions: { endBySid, endBySub: () => Promise.resolve([]) },
        verifyLogoutToken: () => Promise.resolve(notice),
        noticeOf: () => undefined,
        replays: createReplayGuard(memoryStore({ now: Date.now }), Date.now),
      }),
    );
  const send = () => request(app).post('/backchannel-logout').type('form').send({ logout_token: 'a.b.c' });
  const answers = [await send(), await send(), await send()];
  expect(answers.map(({ status }) => status)).toEqual([400, 200, 400]);
  expect(endBySid).toHaveBeenCalledTimes(2);
});

describe('A request is refused', () => {
  test('without a token', async () => {
    expect((await fetch(at('/backchannel-logout'), { method: 'POST' })).status).toBe(400);
  });

  test('with two tokens', async () => {
    const token = await stack.provider.logoutToken();
    const body = new URLSearchParams([
      ['logout_token', token],
      ['logout_token', token],
    ]);
    expect((await fetch(at('/backchannel-logout'), { method: 'POST', body })).status).toBe(400);
    expect(await isSignedIn()).toBe(true);
  });

  test('when it is larger than any token: 413', async () => {
    expect((await notify('x'.repeat(100_000))).status).toBe(413);
  });

  test('by GET', async () => {
    const answer = await fetch(at('/backchannel-logout'), { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});
