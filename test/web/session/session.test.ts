import { beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { parseSessionRecord, sessionKey } from '../../../src/connections/sessionRecord.ts';
import { endSession, renewSession, startSession, type SessionOptions } from '../../../src/web/session/session.ts';
import { fakeStore, type FakeStore } from './fakeStore.ts';
import { aPersonSession, SECRET, sessionApp, someSessionOptions } from './sessionApp.ts';

const MINUTE = 60_000;
const seen = z.object({ sessionId: z.string().nullable(), name: z.string().nullable() });

let clock: number;
let store: FakeStore;
const now = () => clock;

beforeEach(() => {
  clock = Date.UTC(2026, 0, 1);
  store = fakeStore(now);
});

function app(options: Partial<SessionOptions> = {}, more?: Parameters<typeof sessionApp>[1]) {
  return sessionApp(someSessionOptions({ store, now, ...options }), more);
}

function cookieOf(answer: request.Response): string {
  return (answer.get('Set-Cookie') ?? []).map((line) => line.split(';')[0] ?? '').join('; ');
}

async function signIn(server = app()): Promise<string> {
  return cookieOf(await request(server).get('/start').expect(302));
}

async function who(cookie: string, server = app()) {
  const answer = await request(server).get('/who').set('Cookie', cookie).expect(200);
  return seen.parse(answer.body);
}

describe('a visitor', () => {
  test('gets no cookie, and the store is not asked', async () => {
    const answer = await request(app()).get('/who').expect(200);
    expect(answer.get('Set-Cookie')).toBeUndefined();
    expect([store.reads, store.writes]).toEqual([0, 0]);
  });

  test.each([
    ['unsigned', 'vc_session=AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['forged', 'vc_session=s%3AAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.forged'],
    ['empty', 'vc_session='],
  ])('with a cookie that is %s has no session, and the store is not asked', async (_name, cookie) => {
    expect(await who(cookie)).toEqual({ sessionId: null, name: null });
    expect(store.reads).toBe(0);
  });

  test('with the cookie of a session that is gone has none, and the cookie of another tab’s new sign-in is let be', async () => {
    const cookie = await signIn();
    for (const key of store.keys()) await store.delete(key);
    const answer = await request(app()).get('/who').set('Cookie', cookie);
    expect(answer.body).toEqual({ sessionId: null, name: null });
    expect(answer.get('Set-Cookie')).toBeUndefined();
  });
});

describe('signing in', () => {
  test('sets one cookie that scripts, other sites and restarts of the browser do not have', async () => {
    const answer = await request(app()).get('/start').expect(302);
    expect(answer.get('Set-Cookie')).toEqual([
      expect.stringMatching(/^vc_session=s%3A[^;]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await who(cookieOf(answer))).toMatchObject({ name: 'Kari' });
  });

  test('over https the cookie is bound to the host and to https', async () => {
    const server = app({ https: true });
    const answer = await request(server).get('/start').set('X-Forwarded-Proto', 'https').expect(302);
    expect(answer.get('Set-Cookie')).toEqual([
      expect.stringMatching(/^__Host-vc_session=s%3A[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });

  test('behind a proxy that does not say https it fails, where express-session would set no cookie and keep silent', async () => {
    const answer = await request(app({ https: true })).get('/start');
    expect(answer.body).toMatchObject({ code: 'unexpected', reason: expect.stringContaining('X-Forwarded-Proto') });
  });

  test('writes once, before the redirect', async () => {
    await signIn();
    expect(store.writes).toBe(1);
  });

  test('leaves nothing in the store from which a cookie can be made', async () => {
    const value = decodeURIComponent((await signIn()).replace('vc_session=s%3A', ''));
    const [sessionId, key] = value.split('.');
    expect(store.keys()).toEqual([sessionKey(String(sessionId))]);
    expect(key).toHaveLength(43);
    expect(store.dump()).not.toContain(key);
  });

  test('over a session begins another one and deletes the old', async () => {
    const old = await signIn();
    const { sessionId } = await who(old);
    const fresh = cookieOf(await request(app()).get('/start').set('Cookie', old));
    expect(store.keys()).toHaveLength(1);
    expect((await who(old)).name).toBeNull();
    expect((await who(fresh)).name).toBe('Kari');
    expect((await who(fresh)).sessionId).not.toBe(sessionId);
  });

  test('never takes over the name that a cookie brought along', async () => {
    const planted = await signIn();
    for (const key of store.keys()) await store.delete(key);
    const own = cookieOf(await request(app()).get('/start').set('Cookie', planted));
    expect(own.split('.')[0]).not.toBe(planted.split('.')[0]);
    expect((await who(planted)).name).toBeNull();
  });

  test('all secrets verify, the first signs', async () => {
    const old = await signIn(app({ secrets: [SECRET] }));
    const rotated = { secrets: ['b'.repeat(32), SECRET] };
    expect((await who(old, app(rotated))).name).toBe('Kari');
    const fresh = await signIn(app(rotated));
    expect((await who(fresh, app({ secrets: ['b'.repeat(32)] }))).name).toBe('Kari');
    expect((await who(old, app({ secrets: ['b'.repeat(32)] }))).name).toBeNull();
  });
});

describe('renewing', () => {
  test('keeps the session under a new cookie; the old one is good for 30 seconds', async () => {
    const old = await signIn();
    const { sessionId } = await who(old);
    const answer = await request(app()).get('/renew').set('Cookie', old).expect(200, 'renewed');
    const fresh = cookieOf(answer);
    expect(fresh).not.toBe(old);
    expect(await who(fresh)).toEqual({ sessionId, name: 'Kari' });
    clock += 29_000;
    expect(await who(old)).toEqual({ sessionId, name: 'Kari' });
    clock += 1_000;
    expect((await who(old)).name).toBeNull();
    expect((await who(fresh)).name).toBe('Kari');
  });

  test('in two tabs at once: both new cookies are good, the old one is not', async () => {
    const old = await signIn();
    const answers = await Promise.all([1, 2].map(() => request(app()).get('/renew').set('Cookie', old).expect(200)));
    clock += 60_000;
    for (const answer of answers) expect((await who(cookieOf(answer))).name).toBe('Kari');
    expect((await who(old)).name).toBeNull();
  });

  test('does not lengthen the grace of a cookie that retires already', async () => {
    const old = await signIn();
    await request(app()).get('/renew').set('Cookie', old);
    clock += 20_000;
    await request(app()).get('/renew').set('Cookie', old).expect(200);
    clock += 10_000;
    expect((await who(old)).name).toBeNull();
  });

  test('without a session is refused', async () => {
    const answer = await request(app()).get('/renew');
    expect(answer.body).toMatchObject({ code: 'session_required' });
  });
});

describe('ending', () => {
  test('deletes the record and the cookie', async () => {
    const cookie = await signIn();
    const answer = await request(app()).post('/end').set('Cookie', cookie).expect(200, { gone: true });
    expect(answer.get('Set-Cookie')).toEqual([
      expect.stringMatching(/^vc_session=; Path=\/; Expires=Thu, 01 Jan 1970/),
    ]);
    expect(store.keys()).toEqual([]);
    expect((await who(cookie)).name).toBeNull();
  });

  test('over https it deletes the cookie with the attributes that its name demands', async () => {
    const server = app({ https: true });
    const started = await request(server).get('/start').set('X-Forwarded-Proto', 'https');
    const answer = await request(server)
      .post('/end')
      .set('X-Forwarded-Proto', 'https')
      .set('Cookie', cookieOf(started));
    expect(answer.get('Set-Cookie')).toEqual([expect.stringMatching(/^__Host-vc_session=; Path=\/; .*; Secure; /)]);
  });
});

describe('life', () => {
  test('ends after the idle time', async () => {
    const cookie = await signIn();
    clock += 60 * MINUTE - 1000;
    expect((await who(cookie)).name).toBe('Kari');
    clock += 60 * MINUTE;
    expect((await who(cookie)).name).toBeNull();
  });

  test('ends at the absolute time however busy, renewed or not', async () => {
    let cookie = await signIn();
    for (let minutes = 0; minutes < 110; minutes += 10) {
      clock += 10 * MINUTE;
      cookie = cookieOf(await request(app()).get('/renew').set('Cookie', cookie).expect(200));
    }
    clock += 10 * MINUTE - 1000;
    expect((await who(cookie)).name).toBe('Kari');
    clock += 1000;
    expect((await who(cookie)).name).toBeNull();
  });

  test('is enforced on load too, after the configuration has become stricter', async () => {
    const cookie = await signIn();
    clock += 10 * MINUTE;
    expect((await who(cookie, app({ life: { idleMinutes: 5, maxMinutes: 120 } }))).name).toBeNull();
    expect((await who(cookie, app({ life: { idleMinutes: 60, maxMinutes: 9 } }))).name).toBeNull();
  });
});

describe('what a request costs', () => {
  test('one read and no write when nothing changed', async () => {
    const cookie = await signIn();
    [store.reads, store.writes] = [0, 0];
    await who(cookie);
    expect([store.reads, store.writes]).toEqual([1, 0]);
  });

  test('one write more every five minutes', async () => {
    const cookie = await signIn();
    store.writes = 0;
    clock += 5 * MINUTE - 1000;
    await who(cookie);
    expect(store.writes).toBe(0);
    clock += 1000;
    await who(cookie);
    await who(cookie);
    expect(store.writes).toBe(1);
  });

  test('with a short idle time it is seen more often, so that a busy person stays', async () => {
    const server = app({ life: { idleMinutes: 1, maxMinutes: 120 } });
    const cookie = await signIn(server);
    for (let seconds = 0; seconds < 300; seconds += 30) {
      clock += 30_000;
      expect((await who(cookie, server)).name).toBe('Kari');
    }
  });
});

describe('the store away', () => {
  test('is an error of the request, not a signed-out person', async () => {
    const cookie = await signIn();
    store.away = true;
    const answer = await request(app()).get('/who').set('Cookie', cookie);
    expect(answer.body).toMatchObject({ code: 'store_unavailable' });
  });

  test('fails the sign-in instead of redirecting', async () => {
    store.away = true;
    const answer = await request(app()).get('/start');
    expect(answer.body).toMatchObject({ code: 'store_unavailable' });
  });

  test('only for the note of having been seen: the page is answered', async () => {
    const cookie = await signIn();
    clock += 10 * MINUTE;
    const server = app({}, (more) =>
      more.get('/then-away', (_req, res) => {
        store.away = true;
        res.send('page');
      }),
    );
    await request(server).get('/then-away').set('Cookie', cookie).expect(200, 'page');
  });
});

test('a record of another shape counts as no session', async () => {
  const cookie = await signIn();
  const [key = ''] = store.keys();
  await store.set(key, '{"version":2}', 60);
  expect((await who(cookie)).name).toBeNull();
  expect(parseSessionRecord('not json')).toBeUndefined();
});

test('an answer that flushes its headers early still carries the cookie, and the session is saved', async () => {
  const server = app({}, (more) =>
    more.get('/stream', async (req, res) => {
      await startSession(req, aPersonSession);
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      res.write('one,');
      await new Promise(setImmediate);
      res.end('two');
    }),
  );
  const answer = await request(server).get('/stream').expect(200, 'one,two');
  expect((await who(cookieOf(answer))).name).toBe('Kari');
});

test('a renewed session can be ended in the same request', async () => {
  const cookie = await signIn();
  const server = app({}, (more) =>
    more.get('/both', async (req, res) => {
      await renewSession(req, (current) => current);
      await endSession(req, res);
      res.send('gone');
    }),
  );
  await request(server).get('/both').set('Cookie', cookie).expect(200, 'gone');
  expect(store.keys()).toEqual([]);
});
