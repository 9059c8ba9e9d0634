import type { SeededRandom } from './random.ts';

/** Seeds are the same at every run, so their days are fixed and not counted back from today. Epoch milliseconds. */
export const FIRST_DAY = Date.UTC(2021, 0, 4, 7);
export const LAST_DAY = Date.UTC(2026, 9, 30, 15);

/** A moment between two, in epoch milliseconds. */
export function momentBetween(random: SeededRandom, from: number, to: number): number {
  return Math.floor(from + random.next() * (to - from));
}

/** ISO text in UTC with milliseconds: compares as text in the order of time. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
