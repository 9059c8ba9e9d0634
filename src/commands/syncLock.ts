import { join } from 'node:path';
import Database from 'libsql';
import { errorCodeOf } from '../store/errorCode.ts';

/**
 * Takes a folder for one sync; undefined when another has it. The system lets go of it when the process ends, however it
 * ends: nothing stays behind that somebody must clear away.
 */
export function lockFolder(folder: string): (() => void) | undefined {
  const database = new Database(join(folder, '.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (errorCodeOf(error).startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}
