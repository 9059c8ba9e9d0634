import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SETTINGS_CATALOGUE } from '../../src/settings.ts';
import { openSandboxState, type SandboxState } from '../../src/world/sandboxState.ts';

let state: SandboxState;
let now = Date.now();

beforeEach(() => {
  state = openSandboxState({
    store: 'memory:',
    outerClock: () => now,
    appUrls: [],
    catalogue: SETTINGS_CATALOGUE,
    settings: {},
    seed: undefined,
  });
});
afterEach(() => state.close());

const token = () => ({ clientId: 'an-app', grantId: null, expiresAt: state.world.clock.seconds() + 60 });

test('the state knows a token by its value, and does not hold the value', () => {
  const { accessTokens, sql } = state.world;
  const value = accessTokens.issue(token());
  const kept = JSON.stringify(sql.all('SELECT * FROM world_record', []));
  expect([accessTokens.find(value)?.clientId, kept.includes('an-app'), kept.includes(value)]).toEqual([
    'an-app',
    true,
    false,
  ]);
});

test('each kind is a room of its own: a token is no code', () => {
  const { accessTokens, refreshTokens, codes } = state.world;
  const value = accessTokens.issue(token());
  expect([refreshTokens.find(value), codes.find(value)]).toEqual([undefined, undefined]);
});

test('an expired one is known for a day, and then gone with the next that is issued', () => {
  const { accessTokens, clock } = state.world;
  const value = accessTokens.issue(token());
  clock.advance(60 + 86_400);
  accessTokens.issue(token());
  expect(accessTokens.find(value)).toBeDefined();
  now += 1000;
  accessTokens.issue(token());
  expect(accessTokens.find(value)).toBeUndefined();
});
