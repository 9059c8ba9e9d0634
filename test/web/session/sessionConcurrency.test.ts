import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { saveSession } from '../../../src/web/session/session.ts';
import { fakeStore, type FakeStore } from './fakeStore.ts';
import { sessionApp, someSessionOptions } from './sessionApp.ts';

declare module 'express-session' {
  interface SessionData {
    notes?: Record<string, number>;
  }
}

const now = () => Date.UTC(2026, 0, 1);
let store: FakeStore;

beforeEach(() => {
  store = fakeStore(now);
});

/** Requests that stop between reading the session and changing it, until the test lets them go on. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  let tell: () => void = () => undefined;
  return {
    open: () => open(),
    pass: async () => {
      arrived++;
      tell();
      await opened;
    },
    waiting: (count: number) =>
      new Promise<void>((resolve) => {
        tell = () => arrived >= count && resolve();
        tell();
      }),
  };
}

function notesApp(slow = gate()): Express {
  return sessionApp(someSessionOptions({ store, now }), (app) => {
    app.get('/note/:name', async (req, res) => {
      if (req.query.slow) await slow.pass();
      req.session.notes = { ...req.session.notes, [req.params.name]: 1 };
      if (req.query.save) await saveSession(req);
      res.send('noted');
    });
    app.get('/notes', (req, res) => res.json(req.session.notes ?? null));
  });
}

async function signedIn(app: Express): Promise<(path: string) => Promise<request.Response>> {
  const [line = ''] = (await request(app).get('/start').expect(302)).get('Set-Cookie') ?? [];
  // `then` sends the request now; supertest alone would wait until somebody awaits it.
  return (path) =>
    request(app)
      .get(path)
      .set('Cookie', line.split(';')[0] ?? '')
      .then((answer) => answer);
}

describe('50 parallel requests of one session', () => {
  test('that each change something else lose nothing, though some began before all others ended', async () => {
    const slow = gate();
    const get = await signedIn(notesApp(slow));
    const slowOnes = Array.from({ length: 10 }, (_, n) => get(`/note/slow-${n}?slow=1${n % 2 ? '&save=1' : ''}`));
    await slow.waiting(10);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => get(`/note/quick-${n}`)));
    slow.open();
    answers.push(...(await Promise.all(slowOnes)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const names = [...Array(40).keys()].map((n) => `quick-${n}`).concat([...Array(10).keys()].map((n) => `slow-${n}`));
    expect((await get('/notes')).body).toEqual(Object.fromEntries(names.map((name) => [name, 1])));
  });

  test('do not bring back what one of them signed out', async () => {
    const slow = gate();
    const app = notesApp(slow);
    const get = await signedIn(app);
    const quiet = get('/note/a?slow=1');
    const loud = get('/note/b?slow=1&save=1');
    await slow.waiting(2);
    for (const key of store.keys()) await store.delete(key);
    slow.open();
    expect((await quiet).status).toBe(200);
    expect((await loud).body).toMatchObject({ code: 'session_required' });
    expect(store.keys()).toEqual([]);
    expect((await get('/notes')).body).toBeNull();
  });
});

test('a request that saves twice keeps what others wrote in between', async () => {
  const slow = gate();
  const app = sessionApp(someSessionOptions({ store, now }), (more) => {
    more.get('/twice', async (req, res) => {
      req.session.notes = { first: 1 };
      await slow.pass();
      await saveSession(req);
      req.session.notes = { ...req.session.notes, second: 1 };
      await saveSession(req);
      res.send('noted');
    });
    more.get('/other', (req, res) => {
      req.session.notes = { other: 1 };
      res.send('noted');
    });
    more.get('/notes', (req, res) => res.json(req.session.notes));
  });
  const get = await signedIn(app);
  const twice = get('/twice');
  await slow.waiting(1);
  await get('/other');
  slow.open();
  await twice;
  expect((await get('/notes')).body).toEqual({ first: 1, second: 1, other: 1 });
});
