import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openSql } from './database.ts';
import { registerAppAddresses } from './appAddresses.ts';
import { openDatabase } from './openDatabase.ts';
import { plantSeedFile, seedFileSchema } from './registrations.ts';
import { createRequestLog, type RequestLog } from './requestLog.ts';
import { createSandboxClock } from './sandboxClock.ts';
import { seedWorld } from './seed.ts';
import { createWorld, emptyWorld, prepareWorld, type World } from './world.ts';
import { openWorldRecords } from './worldRecords.ts';

export interface StateOptions {
  /** `sqlite:<file>` or `memory:`. */
  store: string;
  /** Epoch milliseconds. */
  outerClock: () => number;
  appUrls: readonly string[];
  /** What stands in place of the default settings from the start, and after every reset. */
  settings: Readonly<Record<string, unknown>>;
  /** The contents of a seed file. */
  seed: unknown;
}

export interface SandboxState {
  database: ReturnType<typeof openDatabase>;
  world: World;
  requestLog: RequestLog;
  /** Makes forms and cookies unforgeable. */
  formKey: string;
  /** Registers the addresses of the app that runs with this sandbox; done at start and at every reset. */
  registerAddresses: () => void;
  /** Back to the seeds; signing keys stay. */
  reset: () => void;
  close: () => void;
}

/**
 * Opens the state of a sandbox and seeds it when it is new.
 * @throws ZodError when settings or seed file have unknown names or wrong values
 */
export function openSandboxState({ store, outerClock, appUrls, settings, seed }: StateOptions): SandboxState {
  const seedFile = seedFileSchema.parse(seed ?? {});
  const database = openDatabase(store);
  const sql = openSql(database);
  prepareWorld(sql);
  const clock = createSandboxClock(sql, outerClock);
  const world = createWorld({ sql, clock });
  const requestLog = createRequestLog(world);
  const plant = (): void =>
    sql.transaction(() => {
      seedWorld(world);
      plantSeedFile(world, seedFile);
    });
  if (world.people.all().length === 0) plant();
  const registerAddresses = (): void => registerAppAddresses(world, appUrls);
  const prepare = (): void => {
    world.settings.change(settings);
    registerAddresses();
  };
  prepare();
  const reset = (): void => {
    emptyWorld(world);
    world.settings.reload();
    world.keys.reset();
    requestLog.clear();
    clock.reset();
    plant();
    prepare();
  };
  const formKey = formKeyOf(world);
  return { database, world, requestLog, formKey, registerAddresses, reset, close: () => database.close() };
}

function formKeyOf({ sql, clock }: World): string {
  const records = openWorldRecords(sql, 'cookie_keys', z.array(z.string()), clock.now);
  const known = records.find('keys') ?? [randomBytes(32).toString('base64url')];
  records.put('keys', known);
  return known.join();
}
