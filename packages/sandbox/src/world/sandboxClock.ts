import { z } from 'zod';
import type { Sql } from './database.ts';
import { openWorldRecords } from './worldRecords.ts';

/** The one time of everything in the sandbox: the outer clock plus what people moved it by. */
export interface SandboxClock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Epoch seconds, whole. */
  readonly seconds: () => number;
  readonly offsetSeconds: () => number;
  /** Moves it on, or back with a negative number. */
  readonly advance: (seconds: number) => void;
  /** Back to the outer clock. */
  readonly reset: () => void;
  /** Reads the state anew, after it was put back. */
  readonly reload: () => void;
}

/** A clock whose offset survives a restart with the state. */
export function createSandboxClock(sql: Sql, outer: () => number): SandboxClock {
  const records = openWorldRecords(sql, 'clock', z.object({ offsetSeconds: z.number() }), outer);
  const stored = (): number => records.find('clock')?.offsetSeconds ?? 0;
  let offsetSeconds = stored();
  const now = (): number => outer() + offsetSeconds * 1000;
  const move = (to: number): void => {
    offsetSeconds = to;
    records.put('clock', { offsetSeconds });
  };
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    offsetSeconds: () => offsetSeconds,
    advance: (seconds) => move(offsetSeconds + seconds),
    reset: () => move(0),
    reload: () => {
      offsetSeconds = stored();
    },
  };
}
