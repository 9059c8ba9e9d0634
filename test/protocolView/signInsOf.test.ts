import { describe, expect, test } from '@jest/globals';
import { carriedSteps, withholdOthers } from '../../src/protocolView/carriedSteps.ts';
import { signInsOf } from '../../src/protocolView/signInsOf.ts';
import type { TraceStep } from '../../src/protocolView/traceStep.ts';
import { aMessage, aStep, aTrace } from './aStep.ts';

const numbersOf = (steps: readonly TraceStep[]) =>
  signInsOf(steps).map((group) => [group.number, group.steps.map(({ number }) => number)]);

describe('A trace is parted into its sign-ins', () => {
  test('steps that share a state, a code or a token are of one', () => {
    const steps = aTrace(
      { kind: 'authorization_request', visit: 'a', links: ['state1'] },
      { kind: 'authorization_response', visit: 'b', links: ['code1', 'state1'] },
      { kind: 'token_request', visit: 'b', links: ['code1', 'access1', 'refresh1', 'id1'] },
      { kind: 'api_call', visit: 'c', links: ['access1'] },
      { kind: 'refresh', visit: 'd', links: ['refresh1', 'access2'] },
      { kind: 'api_call', visit: 'd', links: ['access2'] },
      { kind: 'end_session', visit: 'e', links: ['id1', 'state-of-sign-out'] },
      { kind: 'signed_out', visit: 'f', links: ['state-of-sign-out'] },
    );
    expect(numbersOf(steps)).toEqual([[1, [1, 2, 3, 4, 5, 6, 7, 8]]]);
  });

  test('two tabs are two, however they take turns', () => {
    const steps = aTrace(
      { kind: 'authorization_request', visit: 'a', links: ['state1'] },
      { kind: 'authorization_request', visit: 'b', links: ['state2'] },
      { kind: 'authorization_response', visit: 'c', links: ['state2', 'code2'] },
      { kind: 'authorization_response', visit: 'd', links: ['state1', 'code1'] },
      { kind: 'token_request', visit: 'c', links: ['code2'] },
    );
    expect(numbersOf(steps)).toEqual([
      [1, [1, 4]],
      [2, [2, 3, 5]],
    ]);
  });

  test('metadata and keys go with their neighbours in the same request', () => {
    const steps = aTrace(
      { kind: 'initiate_login', visit: 'a' },
      { kind: 'metadata', visit: 'a' },
      { kind: 'authorization_request', visit: 'a', links: ['state1'] },
      { kind: 'authorization_request', visit: 'b', links: ['state2'] },
      { kind: 'token_request', visit: 'c', links: ['state1', 'id1'] },
      { kind: 'keys', visit: 'c' },
    );
    expect(numbersOf(steps)).toEqual([
      [1, [1, 2, 3, 5, 6]],
      [2, [4]],
    ]);
  });

  test('what belongs to none stands apart', () => {
    const steps = aTrace(
      { kind: 'backchannel_logout', visit: 'a', links: ['token'] },
      { kind: 'metadata', visit: 'b' },
      { kind: 'authorization_request', visit: 'c', links: ['state1'] },
    );
    expect(numbersOf(steps)).toEqual([
      [0, [1, 2]],
      [1, [3]],
    ]);
  });

  test('an empty one has none', () => {
    expect(signInsOf([])).toEqual([]);
  });
});

describe('When somebody has signed in', () => {
  const visitor = aTrace(
    { kind: 'authorization_request', visit: 'a', links: ['state-of-ola'] },
    { kind: 'id_token', visit: 'b', links: ['state-of-ola', 'id-of-ola'], about: ['ola'] },
    { kind: 'authorization_request', visit: 'c', links: ['state-of-kari-1'] },
    { kind: 'id_token', visit: 'd', links: ['state-of-kari-1'], about: ['kari'] },
    { kind: 'authorization_request', visit: 'e', links: ['state-of-somebody'] },
    { kind: 'metadata', visit: 'f' },
    { kind: 'authorization_request', visit: 'f', links: ['state-of-kari-2'] },
  );
  const finished = [aStep({ kind: 'authorization_response', links: ['state-of-kari-2'], about: ['kari'] })];

  test('the steps of this sign-in and earlier ones of the same person go over, and nothing else', () => {
    expect(carriedSteps(visitor, finished, 'kari').map(({ number }) => number)).toEqual([3, 4, 6, 7]);
  });

  test('a sign-in in which two people are named goes over for neither', () => {
    const mixed = aTrace({ kind: 'id_token', links: ['x'], about: ['kari', 'ola'] });
    expect(carriedSteps(mixed, finished, 'kari')).toEqual([]);
  });
});

describe('A step about somebody else', () => {
  const step = aStep({ kind: 'userinfo', about: ['kari', 'ola'], response: aMessage({ body: 'Ola' }) });

  test('loses what it says, and keeps its checks', () => {
    expect(withholdOthers(step, 'kari')).toEqual({ ...step, response: undefined, isWithheld: true });
  });

  test('is whole for whom it is about', () => {
    const own = aStep({ kind: 'userinfo', about: ['kari'], response: aMessage({ body: 'Kari' }) });
    expect(withholdOthers(own, 'kari')).toBe(own);
    expect(withholdOthers(aStep({ kind: 'metadata' }), 'kari').isWithheld).toBeUndefined();
  });
});

test('A call with a token that nobody gave out goes with the refresh that it caused', () => {
  const steps = aTrace(
    { kind: 'authorization_request', visit: 'begin', links: ['state'] },
    { kind: 'authorization_response', visit: 'end', links: ['state', 'code'] },
    { kind: 'token_request', visit: 'end', links: ['code', 'token', 'refresh'] },
    { kind: 'api_call', visit: 'call', links: ['spoiled'] },
    { kind: 'refresh', visit: 'call', links: ['refresh', 'new'] },
  );
  expect(signInsOf(steps).map(({ number, steps: own }) => [number, own.length])).toEqual([[1, 5]]);
});
