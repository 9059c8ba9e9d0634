import { beforeEach, describe, expect, test } from '@jest/globals';
import { createSealer } from '../../src/connections/seal.ts';
import { createTraces, MAX_STEPS, type Traces } from '../../src/protocolView/traces.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import type { Store } from '../../src/store/store.ts';
import { aStep } from './aStep.ts';

let nowMs: number;
let store: Store;
let traces: Traces;

beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 24);
  store = memoryStore({ now: () => nowMs });
  traces = createTraces({ store, sealer: createSealer(['a secret of at least thirty-two characters'], 'trace') });
});

const visit = (id: string, ...kinds: Parameters<typeof aStep>[0]['kind'][]) => ({
  id,
  steps: kinds.map((kind) => aStep({ kind })),
});

test('steps are kept in their order, numbered on, with the request that caused them', async () => {
  await traces.append('t', visit('one', 'metadata', 'authorization_request'), 60);
  await traces.append('t', visit('two', 'authorization_response'), 60);
  const steps = await traces.read('t');
  expect(steps.map(({ number, kind, visit: id }) => [number, kind, id])).toEqual([
    [1, 'metadata', 'one'],
    [2, 'authorization_request', 'one'],
    [3, 'authorization_response', 'two'],
  ]);
});

test('what the person was told stands in the last step of its request', async () => {
  const refusal = { code: 'id_token_invalid', reason: 'refused: nonce' };
  await traces.append('t', { ...visit('one', 'token_request', 'id_token'), refusal }, 60);
  expect((await traces.read('t')).map((step) => step.refusal)).toEqual([undefined, refusal]);
});

test('twenty requests at once lose nothing of each other', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `visit-${index}`);
  await Promise.all(ids.map((id) => traces.append('t', visit(id, 'token_request', 'id_token'), 60)));
  const steps = await traces.read('t');
  expect(steps.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  expect(new Set(steps.map((step) => step.visit))).toEqual(new Set(ids));
  for (const [index, step] of steps.entries()) {
    if (index % 2 === 0) expect(steps[index + 1]?.visit).toBe(step.visit);
  }
});

describe('There are never more than 200 steps', () => {
  test('API calls go first, oldest first, and numbers are not used twice', async () => {
    await traces.append('t', visit('sign-in', 'authorization_request', 'token_request'), 60);
    for (let i = 0; i < 21; i++) await traces.append('t', visit(`${i}`, ...Array<'api_call'>(10).fill('api_call')), 60);
    const steps = await traces.read('t');
    expect(steps).toHaveLength(MAX_STEPS);
    expect(steps.slice(0, 3).map(({ number, kind }) => [number, kind])).toEqual([
      [1, 'authorization_request'],
      [2, 'token_request'],
      [15, 'api_call'],
    ]);
    expect(steps.at(-1)?.number).toBe(212);
  });

  test('nor more than 400,000 characters, however long the answers are', async () => {
    const body = 'x'.repeat(8000);
    const long = aStep({
      kind: 'metadata',
      response: { query: [], headers: [], form: [], fields: [], tokens: [], body },
    });
    for (let i = 0; i < 70; i++) await traces.append('t', { id: `${i}`, steps: [long] }, 60);
    const steps = await traces.read('t');
    expect(JSON.stringify(steps).length).toBeLessThan(400_100);
    expect(steps.at(-1)?.number).toBe(70);
  });
});

test('a trace ends when its time is over', async () => {
  await traces.append('t', visit('one', 'metadata'), 60);
  nowMs += 61_000;
  expect(await traces.read('t')).toEqual([]);
});

test('a trace that is removed is gone', async () => {
  await traces.append('t', visit('one', 'metadata'), 60);
  await traces.remove('t');
  expect(await traces.read('t')).toEqual([]);
});

test('in the store a trace is unreadable, and opens in its own place only', async () => {
  await traces.append('t', visit('one', 'authorization_request'), 60);
  const entry = await store.get('trace:t');
  expect(entry?.value).not.toContain('authorization_request');
  await store.set('trace:other', entry?.value ?? '', 60);
  expect(await traces.read('other')).toEqual([]);
});
