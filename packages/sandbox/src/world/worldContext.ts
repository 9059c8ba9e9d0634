import type { Sql } from './database.ts';
import type { SandboxClock } from './sandboxClock.ts';

/** What every part of the world is built on. */
export interface WorldContext {
  readonly sql: Sql;
  readonly clock: SandboxClock;
}
