import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

/**
 * Opens the sandbox's state: `sqlite:<file>`, or `memory:`, which writes no file. The file holds signing keys, so only
 * its owner may read it.
 * @throws Error when the file cannot be made or is no database.
 */
export function openDatabase(store: string): Database.Database {
  if (store === 'memory:') return new Database(':memory:');
  const file = /^sqlite:(.+)$/.exec(store)?.[1];
  if (file === undefined) throw new Error('The sandbox store must be sqlite:<file> or memory:');
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  return database;
}
