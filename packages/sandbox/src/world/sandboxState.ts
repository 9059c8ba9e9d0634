import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openSql } from './database.ts';
import { registerAppAddresses } from './appAddresses.ts';
import { openDatabase } from './openDatabase.ts';
import { plantSeedFile, seedFileSchema } from './registrations.ts';
import { createRequestLog, type RequestLog } from './requestLog.ts';
import { createSandboxClock } from './sandboxClock.ts';
import { seedWorld } from './seed.ts';
import type { SettingsCatalogue, SharedSettings } from './settings.ts';
import { createWorld, emptyWorld, prepareWorld, type World } from './world.ts';
import { openWorldRecords } from './worldRecords.ts';

export interface StateOptions<Known extends SharedSettings> {
  /** `sqlite:<file>` or `memory:`. */
  readonly store: string;
  /** Epoch milliseconds. */
  readonly outerClock: () => number;
  readonly appUrls: readonly string[];
  /** The settings that the systems declare. */
  readonly catalogue: SettingsCatalogue<Known>;
  /** What stands in place of their defaults from the start, and after every reset. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The contents of a seed file. */
  readonly seed: unknown;
}

export interface SandboxState<Known extends SharedSettings = SharedSettings> {
  readonly database: ReturnType<typeof openDatabase>;
  readonly world: World<Known>;
  readonly requestLog: RequestLog;
  /** Makes forms and cookies unforgeable. */
  readonly formKey: string;
  /** Registers the addresses of the app that runs with this sandbox; done at start and at every reset. */
  readonly registerAddresses: () => void;
  /** Back to the seeds; signing keys stay. */
  readonly reset: () => void;
  /** Has this done before the state is closed. */
  readonly beforeClosing: (work: () => void) => void;
  readonly close: () => void;
}

/**
 * Opens the state of a sandbox and seeds it when it is new.
 * @throws ZodError when settings or seed file have unknown names or wrong values
 */
export function openSandboxState<Known extends SharedSettings>({
  store,
  outerClock,
  appUrls,
  catalogue,
  settings,
  seed,
}: StateOptions<Known>): SandboxState<Known> {
  const seedFile = seedFileSchema.parse(seed ?? {});
  const database = openDatabase(store);
  const sql = openSql(database);
  prepareWorld(sql);
  const clock = createSandboxClock(sql, outerClock);
  const world = createWorld({ sql, clock }, catalogue);
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
  const lastWorks: (() => void)[] = [];
  const close = (): void => {
    for (const work of lastWorks) work();
    if (store === 'memory:') world.keys.handOn();
    database.close();
  };
  return {
    database,
    world,
    requestLog,
    formKey,
    registerAddresses,
    reset,
    beforeClosing: (work) => void lastWorks.push(work),
    close,
  };
}

function formKeyOf({ sql, clock }: World): string {
  const records = openWorldRecords(sql, 'cookie_keys', z.array(z.string()), clock.now);
  const known = records.find('keys') ?? [randomBytes(32).toString('base64url')];
  records.put('keys', known);
  return known.join();
}
