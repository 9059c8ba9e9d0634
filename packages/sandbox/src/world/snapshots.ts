import { z } from 'zod';
import { RegistrationError } from './registrations.ts';
import type { WorldContext } from './worldContext.ts';

export interface Snapshot {
  readonly name: string;
  /** Sandbox time when it was saved, epoch milliseconds. */
  readonly savedAt: number;
}

export interface Snapshots {
  /** By name. */
  readonly all: () => Snapshot[];
  /** Keeps everything as it is now, in place of an older snapshot of this name. */
  readonly save: (name: string) => Snapshot;
  /**
   * Puts everything back as it was. `backInTime` moves the clock back to that moment too: whatever has expired since
   * then lives again.
   * @throws RegistrationError when there is none of this name, or it grew from other seeds
   */
  readonly restore: (name: string, backInTime: boolean) => void;
  /** @throws RegistrationError when there is none of this name */
  readonly remove: (name: string) => void;
}

export interface SnapshotsDeps extends WorldContext {
  /** Tells seeds apart that data was made of: a snapshot of others does not fit. */
  readonly seeds: () => string;
  /** Makes what was put off until it is asked for, before everything is copied. */
  readonly complete: () => void;
  /** Reads the state anew, after everything was put back. */
  readonly reload: () => void;
}

export const snapshotName = z
  .string()
  .trim()
  .regex(/^[\w .-]{1,60}$/, 'must be 1 to 60 letters, digits, blanks, dots, dashes or underscores');

const row = z.object({ name: z.string(), number: z.number(), saved_at: z.number(), seeds: z.string() });
const named = z.object({ name: z.string() });

/** Named copies of the whole state, in tables of their own beside it: they survive resets and restarts. */
export function createSnapshots({ sql, clock, seeds, complete, reload }: SnapshotsDeps): Snapshots {
  sql.exec(`CREATE TABLE IF NOT EXISTS sandbox_snapshot
    (name TEXT PRIMARY KEY, number INTEGER NOT NULL, saved_at INTEGER NOT NULL, seeds TEXT NOT NULL)`);
  const rows = () => sql.all('SELECT * FROM sandbox_snapshot ORDER BY name', []).map((found) => row.parse(found));
  const find = (name: string) => {
    const found = rows().find((one) => one.name === name);
    if (!found) throw new RegistrationError('there is no such snapshot');
    return found;
  };
  const tablesLike = (pattern: string): string[] =>
    sql
      .all(`SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? ESCAPE '\\'`, [pattern])
      .map((found) => named.parse(found).name);
  const drop = (name: string): void => {
    for (const { number } of rows().filter((one) => one.name === name))
      for (const table of tablesLike(`snapshot\\_${number}\\_%`)) sql.exec(`DROP TABLE "${table}"`);
    sql.run('DELETE FROM sandbox_snapshot WHERE name = ?', [name]);
  };
  const columnsOf = (table: string): string[] =>
    sql.all(`SELECT name FROM pragma_table_info(?)`, [table]).map((found) => named.parse(found).name);
  const putBack = (copy: string, table: string): void => {
    const columns = columnsOf(copy)
      .map((name) => `"${name}"`)
      .join(', ');
    sql.run(`DELETE FROM "${table}"`, []);
    sql.run(`INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM "${copy}"`, []);
  };
  return {
    all: () => rows().map(({ name, saved_at: savedAt }) => ({ name, savedAt })),
    save: (name) => {
      const savedAt = clock.now();
      complete();
      sql.transaction(() => {
        drop(name);
        const number = 1 + Math.max(0, ...rows().map((one) => one.number));
        for (const table of tablesLike('%').filter(isKept))
          sql.exec(`CREATE TABLE "snapshot_${number}_${table}" AS SELECT * FROM "${table}"`);
        sql.run('INSERT INTO sandbox_snapshot VALUES (?, ?, ?, ?)', [name, number, savedAt, seeds()]);
      });
      return { name, savedAt };
    },
    restore: (name, backInTime) => {
      const snapshot = find(name);
      if (snapshot.seeds !== seeds())
        throw new RegistrationError('the snapshot grew from other seeds: start with as many items as then');
      complete();
      const prefix = `snapshot_${snapshot.number}_`;
      const existing = new Set(tablesLike('%'));
      sql.transaction(() => {
        for (const copy of tablesLike(`snapshot\\_${snapshot.number}\\_%`)) {
          const table = copy.slice(prefix.length);
          if (existing.has(table)) putBack(copy, table);
        }
      });
      reload();
      if (backInTime) clock.advance(Math.round((snapshot.saved_at - clock.now()) / 1000));
    },
    remove: (name) => {
      find(name);
      sql.transaction(() => drop(name));
    },
  };
}

/** The tables of the state: not SQLite's own, not the snapshots, and not the index of words, which is made anew. */
function isKept(table: string): boolean {
  return !/^(?:sqlite_|snapshot_|sandbox_snapshot$|erp_item_words)/.test(table);
}
