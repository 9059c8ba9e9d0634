import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { StoreError } from '../errors.ts';
import { errorCodeOf } from './errorCode.ts';

/** How long a statement waits for a writer in another process. It blocks this one, so not long. */
const BUSY_MS = 2000;
const SWEEP_EVERY_WRITES = 64;
const SWEPT_ROWS = 256;

/**
 * One table for entries, counters (a number) and sets (a JSON object: its names are the members, its values say when
 * they leave). No index on the expiry: it would cost every write more than the sweep's walk over the table does.
 */
const TABLE = `
  CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY,
    expires_at_ms INTEGER NOT NULL,
    version TEXT NOT NULL,
    value TEXT NOT NULL
  )`;

const INSERT = 'INSERT INTO entries (key, value, version, expires_at_ms) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (key) DO';
const OVERWRITE =
  'UPDATE SET value = excluded.value, version = excluded.version, expires_at_ms = excluded.expires_at_ms';

/** A prepared statement; rows are for the caller to parse. */
export interface Statement<P extends unknown[]> {
  get: (...parameters: P) => unknown;
  all: (...parameters: P) => unknown[];
  run: (...parameters: P) => { changes: number };
}

/** The table's statements, prepared once. */
export interface Entries {
  read: Statement<[key: string, nowMs: number]>;
  put: Statement<[key: string, value: string, version: string, expiresAtMs: number]>;
  putIfAbsent: Statement<[key: string, value: string, version: string, expiresAtMs: number, nowMs: number]>;
  replace: Statement<
    [key: string, value: string, version: string, expiresAtMs: number, nowMs: number, expectedVersion: string]
  >;
  remove: Statement<[key: string]>;
  removeVersion: Statement<[key: string, expectedVersion: string, nowMs: number]>;
  take: Statement<[key: string]>;
  increment: Statement<[key: string, expiresAtMs: number, nowMs: number]>;
  decrement: Statement<[key: string, nowMs: number]>;
  addMember: Statement<[key: string, patch: string, expiresAtMs: number, nowMs: number]>;
  removeMember: Statement<[key: string, patch: string, nowMs: number]>;
  members: Statement<[key: string, nowMs: number]>;
  /** Called at each write. */
  sweepNowAndThen: (nowMs: number) => void;
  close: () => void;
}

/** @throws StoreError when the file cannot be opened */
export function openEntries(file: string): Entries {
  const database = openDatabase(resolve(file));
  return { ...prepareStatements(database), sweepNowAndThen: sweeper(database), close: () => closeDatabase(database) };
}

/** Folds the log into the file first, so that a copy of the file alone is whole; not while another process reads it. */
function closeDatabase(database: Database.Database): void {
  try {
    database.exec('PRAGMA busy_timeout = 0');
    database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  } finally {
    database.close();
  }
}

function openDatabase(file: string): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // SQLite gives its -wal and -shm files the mode of this one.
    closeSync(openSync(file, 'a', 0o600));
    const database = new Database(file);
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST');
    database.exec(TABLE);
    return database;
  } catch (error) {
    throw new StoreError({ reason: `the SQLite file ${file} cannot be opened: ${errorCodeOf(error)}`, cause: error });
  }
}

function prepareStatements(database: Database.Database) {
  return {
    read: database.prepare<[key: string, nowMs: number]>(
      'SELECT value, version FROM entries WHERE key = ?1 AND expires_at_ms > ?2',
    ),
    put: database.prepare<[key: string, value: string, version: string, expiresAtMs: number]>(`${INSERT} ${OVERWRITE}`),
    putIfAbsent: database.prepare<[key: string, value: string, version: string, expiresAtMs: number, nowMs: number]>(
      `${INSERT} ${OVERWRITE} WHERE expires_at_ms <= ?5`,
    ),
    replace: database.prepare<
      [key: string, value: string, version: string, expiresAtMs: number, nowMs: number, expectedVersion: string]
    >(
      `UPDATE entries SET value = ?2, version = ?3, expires_at_ms = ?4
       WHERE key = ?1 AND expires_at_ms > ?5 AND version = ?6`,
    ),
    remove: database.prepare<[key: string]>('DELETE FROM entries WHERE key = ?1'),
    removeVersion: database.prepare<[key: string, expectedVersion: string, nowMs: number]>(
      'DELETE FROM entries WHERE key = ?1 AND version = ?2 AND expires_at_ms > ?3',
    ),
    take: database.prepare<[key: string]>('DELETE FROM entries WHERE key = ?1 RETURNING value, expires_at_ms'),
    increment: database.prepare<[key: string, expiresAtMs: number, nowMs: number]>(
      `INSERT INTO entries (key, value, version, expires_at_ms) VALUES (?1, '1', '', ?2)
       ON CONFLICT (key) DO UPDATE SET
         value = CASE WHEN expires_at_ms > ?3 THEN value + 1 ELSE '1' END,
         expires_at_ms = CASE WHEN expires_at_ms > ?3 THEN expires_at_ms ELSE ?2 END
       RETURNING value, expires_at_ms`,
    ),
    decrement: database.prepare<[key: string, nowMs: number]>(
      'UPDATE entries SET value = max(0, value - 1) WHERE key = ?1 AND expires_at_ms > ?2',
    ),
    addMember: database.prepare<[key: string, patch: string, expiresAtMs: number, nowMs: number]>(
      `INSERT INTO entries (key, value, version, expires_at_ms) VALUES (?1, ?2, '', ?3)
       ON CONFLICT (key) DO UPDATE SET
         value = json_patch((SELECT json_group_object(names.key, names.value)
           FROM json_each(entries.value) AS names WHERE names.value > ?4), ?2),
         expires_at_ms = max(expires_at_ms, ?3)`,
    ),
    removeMember: database.prepare<[key: string, patch: string, nowMs: number]>(
      'UPDATE entries SET value = json_patch(value, ?2) WHERE key = ?1 AND expires_at_ms > ?3',
    ),
    members: database.prepare<[key: string, nowMs: number]>(
      `SELECT names.key AS member FROM entries, json_each(entries.value) AS names
       WHERE entries.key = ?1 AND expires_at_ms > ?2 AND names.value > ?2`,
    ),
  };
}

const lastRow = z.object({ last: z.number().nullable() });

/** Deletes expired rows piece by piece, walking the table faster than writes can lengthen it. */
function sweeper(database: Database.Database): (nowMs: number) => void {
  const endOfPiece = database.prepare<[fromRow: number]>(
    `SELECT max(rowid) AS last FROM (SELECT rowid FROM entries WHERE rowid > ?1 ORDER BY rowid LIMIT ${SWEPT_ROWS})`,
  );
  const removeExpired = database.prepare<[fromRow: number, toRow: number, nowMs: number]>(
    'DELETE FROM entries WHERE rowid > ?1 AND rowid <= ?2 AND expires_at_ms <= ?3',
  );
  let writes = 0;
  let position = 0;
  return (nowMs) => {
    if (++writes % SWEEP_EVERY_WRITES !== 0) return;
    const { last } = lastRow.parse(endOfPiece.get(position));
    if (last !== null) removeExpired.run(position, last, nowMs);
    position = last ?? 0;
  };
}
