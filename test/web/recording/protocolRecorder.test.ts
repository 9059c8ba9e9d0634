import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express, { type Express, type RequestHandler } from 'express';
import request from 'supertest';
import { createSealer } from '../../../src/connections/seal.ts';
import { silentLogger } from '../../../src/log.ts';
import type { ProtocolStep } from 'visma-net-client/connect/protocolStep';
import { createRedact } from '../../../src/protocolView/redact.ts';
import { createTraces } from '../../../src/protocolView/traces.ts';
import { createProtocolRecorder, type ProtocolRecorder } from '../../../src/web/recording/protocolRecorder.ts';
import { aSignedInPerson } from '../../support/pageApp.ts';
import { fakeStore, type FakeStore } from '../session/fakeStore.ts';

const SECRET = 'a-session-secret-for-tests-only-32';
const CALL: ProtocolStep = {
  kind: 'api_call',
  startedAtMs: 1,
  request: { method: 'GET', url: 'https://erp.test/v1/inventory' },
  response: { status: 200, body: '[{"number":"A1"}]' },
};

let store: FakeStore;
let recorder: ProtocolRecorder;
let held: (() => void)[];

beforeEach(() => {
  held = [];
  store = fakeStore(Date.now);
  const traces = createTraces({ store, sealer: createSealer([SECRET], 'trace') });
  const held1 = {
    ...traces,
    append: (...given: Parameters<typeof traces.append>) => hold().then(() => traces.append(...given)),
  };
  recorder = createProtocolRecorder({
    traces: held1,
    redact: createRedact([]),
    https: false,
    maxMinutes: 60,
    now: Date.now,
    logger: silentLogger(),
  });
});

afterEach(async () => {
  release();
  await recorder.settled();
});

/** Until the test lets writing go on. */
function hold(): Promise<void> {
  return new Promise((resolve) => held.push(resolve));
}

function release(): void {
  for (const go of held.splice(0)) go();
}

const steps: RequestHandler = async (req, res) => {
  res.json((await recorder.stepsOf(req)).map(({ kind, number }) => `${number} ${kind}`));
};

function app(signedIn: boolean): Express {
  return express()
    .use((req, _res, next) => {
      Object.assign(req, {
        id: 'visit',
        session: signedIn ? { signedIn: aSignedInPerson({ startedAt: Date.now() / 1000 }) } : {},
      });
      next();
    })
    .get('/page', (req, res) => {
      recorder.recorderOf(req)(CALL);
      res.send('the page');
    })
    .post('/form', (req, res) => {
      recorder.recorderOf(req)(CALL);
      res.redirect(303, '/steps');
    })
    .get('/silent', (req, res) => {
      recorder.recorderOf(req);
      res.send('nothing happened');
    })
    .get('/many', (req, res) => {
      for (let count = 0; count < 1000; count++) recorder.recorderOf(req)(CALL);
      res.send('many');
    })
    .get('/steps', steps);
}

describe('Steps of a signed-in person', () => {
  test('do not keep a page waiting: it is answered before anything is read or written', async () => {
    const { text } = await request(app(true)).get('/page');
    expect(text).toBe('the page');
    expect(store).toMatchObject({ reads: 0, writes: 0 });
    await untilHeld();
    release();
    await recorder.settled();
    expect(store).toMatchObject({ reads: 1, writes: 1 });
  });

  test('are waited for by whoever looks at them', async () => {
    const agent = request(app(true));
    await agent.get('/page');
    const looking = agent.get('/steps').then(({ body }: { body: unknown }) => body);
    await untilHeld();
    release();
    expect(await looking).toEqual(['1 api_call']);
  });

  test('are kept before the answer to a form, for the next request may come to another process', async () => {
    let isAnswered = false;
    const answer = request(app(true))
      .post('/form')
      .then(() => {
        isAnswered = true;
      });
    await untilHeld();
    expect(isAnswered).toBe(false);
    release();
    await answer;
    expect(store.writes).toBe(1);
  });

  test('stand in the order of the requests', async () => {
    const agent = request(app(true));
    await agent.get('/page');
    await agent.get('/page');
    await untilHeld();
    release();
    await untilHeld();
    release();
    expect((await agent.get('/steps')).body).toEqual(['1 api_call', '2 api_call']);
  });

  test('are forgotten after what was still to be kept, so that nothing is left', async () => {
    await request(app(true)).get('/page');
    const forgotten = recorder.forget('session-1');
    await untilHeld();
    release();
    await forgotten;
    expect(store.keys()).toEqual([]);
  });

  test('cost nothing where none was taken', async () => {
    await request(app(true)).get('/silent');
    await recorder.settled();
    expect(store).toMatchObject({ reads: 0, writes: 0 });
  });

  test('are not gathered without end in one request', async () => {
    await request(app(true)).get('/many');
    await untilHeld();
    release();
    expect((await request(app(true)).get('/steps')).body).toHaveLength(200);
  });
});

test('A browser without a session gets a cookie for its steps, and its value is not in the store', async () => {
  const answer = request(app(false))
    .get('/page')
    .then((done) => done);
  await untilHeld();
  release();
  const { headers } = await answer;
  const [, value = ''] =
    /vc_trace=([\w-]{43}); Max-Age=3600; Path=\/; .*HttpOnly; SameSite=Lax/.exec(String(headers['set-cookie'])) ?? [];
  expect(value).toHaveLength(43);
  expect(store.dump()).not.toContain(value);
});

async function untilHeld(): Promise<void> {
  for (let turns = 0; held.length === 0; turns++) {
    if (turns > 100_000) throw new Error('nothing is being kept');
    await new Promise(setImmediate);
  }
}
