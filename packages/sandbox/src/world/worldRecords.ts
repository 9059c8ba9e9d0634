import { z } from 'zod';
import { deepFreeze } from './deepFreeze.ts';
import type { Sql } from './database.ts';

/** The records of one kind: some dozens, so lists are filtered by their callers. */
export interface WorldRecords<T> {
  readonly find: (id: string) => T | undefined;
  /** In the order of ids. */
  readonly all: () => T[];
  /** Writes a new record or over the old one; with `expiresAt` (epoch seconds) it vanishes some time after that. */
  readonly put: (id: string, record: T, expiresAt?: number) => void;
  readonly remove: (id: string) => void;
}

const row = z.object({ id: z.string(), record: z.string() });

/** More are not remembered at a time: visits and sessions come and go. */
const MOST_REMEMBERED = 1000;

/** Makes the table of all kinds unless it is there. */
export function createWorldRecords(sql: Sql): void {
  sql.exec(`CREATE TABLE IF NOT EXISTS world_record
      (kind TEXT NOT NULL, id TEXT NOT NULL, expires INTEGER, record TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS world_record_expires ON world_record (kind, expires) WHERE expires IS NOT NULL;`);
}

/**
 * Opens the table for one kind. Records are parsed when read, so an old state file cannot bring in half a record; what
 * was read is given again, frozen, for as long as its text is the same.
 */
export function openWorldRecords<T>(sql: Sql, kind: string, schema: z.ZodType<T>, now: () => number): WorldRecords<T> {
  const remembered = new Map<string, { text: string; record: T }>();
  const parse = (found: unknown): T => {
    const { id, record: text } = row.parse(found);
    const known = remembered.get(id);
    if (known?.text === text) return known.record;
    const record = deepFreeze(schema.parse(JSON.parse(text)));
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(id, { text, record });
    return record;
  };
  return {
    find: (id) => {
      const [found] = sql.all('SELECT id, record FROM world_record WHERE kind = ? AND id = ?', [kind, id]);
      return found && parse(found);
    },
    all: () => sql.all('SELECT id, record FROM world_record WHERE kind = ? ORDER BY id', [kind]).map(parse),
    put: (id, record, expiresAt) => {
      if (expiresAt !== undefined)
        sql.run('DELETE FROM world_record WHERE kind = ? AND expires < ?', [kind, Math.floor(now() / 1000)]);
      const values = [kind, id, expiresAt ?? null, JSON.stringify(record)];
      sql.run('INSERT OR REPLACE INTO world_record VALUES (?, ?, ?, ?)', values);
    },
    remove: (id) => sql.run('DELETE FROM world_record WHERE kind = ? AND id = ?', [kind, id]),
  };
}

/** Forgets every record of every kind but those named. */
export function clearWorldRecords(sql: Sql, keptKinds: readonly string[]): void {
  sql.run('DELETE FROM world_record WHERE kind NOT IN (SELECT value FROM json_each(?))', [JSON.stringify(keptKinds)]);
}
