import type Libsql from 'libsql';
import { z } from 'zod';

/** The sandbox's SQLite database, opened elsewhere. */
export type Database = Libsql.Database;

export type SqlValue = string | number | null;

/** Reads and writes with statements prepared once per text. */
export interface Sql {
  readonly all: (sql: string, values: readonly SqlValue[]) => Record<string, unknown>[];
  readonly run: (sql: string, values: readonly SqlValue[]) => void;
  /** One number: the column `value` of the first row, else 0. */
  readonly number: (sql: string, values: readonly SqlValue[]) => number;
  /** Many rows in one call: the statement reads them from `json_each(?)` as `value->>0`, `value->>1` and so on. */
  readonly insertRows: (sql: string, rows: readonly (readonly SqlValue[])[]) => void;
  readonly transaction: <T>(work: () => T) => T;
  readonly exec: (sql: string) => void;
}

const rows = z.array(z.record(z.string(), z.unknown()));
const oneNumber = z.object({ value: z.number() });

/** @throws SqliteError from any method when the statement is refused. */
export function openSql(database: Database): Sql {
  const statements = new Map<string, Libsql.Statement>();
  const prepare = (sql: string): Libsql.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  return {
    all: (sql, values) => rows.parse(prepare(sql).all([...values])),
    run: (sql, values) => void prepare(sql).run([...values]),
    number: (sql, values) => oneNumber.safeParse(prepare(sql).get([...values])).data?.value ?? 0,
    insertRows: (sql, source) => void prepare(sql).run([JSON.stringify(source)]),
    transaction: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    // A dropped and recreated table would leave old statements pointing nowhere.
    exec: (sql) => {
      statements.clear();
      database.exec(sql);
    },
  };
}

/**
 * The same database; before each use `prepare` is called, outside of any transaction that the use begins, and before
 * each write `touch`.
 */
export function preparedSql(sql: Sql, prepare: () => void, touch: () => void): Sql {
  const after =
    <Given extends unknown[], Found>(before: () => void, use: (...given: Given) => Found) =>
    (...given: Given): Found => {
      before();
      return use(...given);
    };
  const prepareWrite = (): void => {
    prepare();
    touch();
  };
  return {
    all: after(prepare, sql.all),
    number: after(prepare, sql.number),
    run: after(prepareWrite, sql.run),
    insertRows: after(prepareWrite, sql.insertRows),
    exec: after(prepareWrite, sql.exec),
    transaction: (work) => {
      prepare();
      return sql.transaction(work);
    },
  };
}

/** The source in arrays of this size; the last may be shorter. */
export function* chunksOf<T>(source: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const entry of source) {
    chunk.push(entry);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
