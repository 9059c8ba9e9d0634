import { expect } from '@jest/globals';
import type { Break } from '../../../src/protocol/breakAnswer.ts';
import { DELAY_MS, type FaultBench, type RawAnswer } from '../faultBench.ts';

export type FaultCase = (bench: FaultBench) => Promise<void>;

/** A call that the faults of one endpoint break. */
type Call = (bench: FaultBench, patience?: AbortSignal) => Promise<RawAnswer>;

/** What hangs is waited for so long after its fault was taken: a busy machine must not count as a hanging answer. */
const PATIENCE_MS = 50;

/** What comes in place of the answer, for each way in which one breaks; `slow` aside. */
const SIGHTS: Readonly<Record<Exclude<Break, 'slow'>, (answer: RawAnswer) => void>> = {
  hangs: ({ outcome }) => expect(outcome).toBe('hangs'),
  reset: ({ outcome }) => expect(outcome).toBe('cut'),
  truncated: ({ outcome }) => expect(outcome).toBe('cut'),
  oversized: ({ status, text }) => {
    expect([status, text.slice(0, 11)]).toEqual([200, '{"large":["']);
    expect(text.length).toBeGreaterThan(1_000_000);
  },
  '500': ({ status, json }) => expect([status, json]).toEqual([500, { error: 'server_error' }]),
  '503': ({ status, headers, text }) => expect([status, headers.get('retry-after'), text]).toEqual([503, '30', '']),
  html: ({ status, headers }) =>
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']),
  not_json: ({ status, json, text }) => {
    expect([status, json]).toEqual([200, undefined]);
    expect(text).not.toBe('');
  },
  null: ({ status, text }) => expect([status, text]).toEqual([200, 'null']),
  no_body: ({ status, text }) => expect([status, text]).toEqual([200, '']),
};

/** Cases by the names of their faults. */
export type FaultCases = Readonly<Record<string, FaultCase>>;

/** The cases of the faults `<prefix>_<way>` of one endpoint. */
export function breakCases(prefix: string, guard: readonly Break[], call: Call): FaultCases {
  return Object.fromEntries(guard.map((way) => [`${prefix}_${way}`, breakCase(way, call)]));
}

/** Shows one way in which an answer breaks. */
export function breakCase(way: Break, call: Call): FaultCase {
  return async (bench) => {
    const answer = await (way === 'hangs' ? hangingCall(bench, call) : call(bench));
    if (way !== 'slow') {
      SIGHTS[way](answer);
      return;
    }
    expect([answer.outcome, answer.status < 400]).toEqual(['answered', true]);
    expect(answer.ms).toBeGreaterThanOrEqual(DELAY_MS - 5);
  };
}

async function hangingCall(bench: FaultBench, call: Call): Promise<RawAnswer> {
  const patience = new AbortController();
  const answer = call(bench, patience.signal);
  await bench.allFaultsTaken();
  setTimeout(() => patience.abort(), PATIENCE_MS);
  return answer;
}
