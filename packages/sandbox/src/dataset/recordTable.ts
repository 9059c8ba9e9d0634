import type { z } from 'zod';
import type { DataTable } from './storage.ts';
import type { Sql } from '../world/database.ts';
import { fold } from './textMatch.ts';
import type { CompanyDataset } from './companies/companyDataset.ts';

/** What every kept record has; the rest is its own. */
export interface StoredRecord {
  readonly id: number;
  /** How people call it; unique within company and kind. */
  readonly number: string;
}

/** The records of one kind: some hundred per company, so lists are filtered in memory. */
export interface RecordTable<T extends StoredRecord> extends DataTable {
  /** In the order of ids. */
  all(dataset: CompanyDataset): readonly T[];
  byNumber(dataset: CompanyDataset, number: string): T | undefined;
  byId(dataset: CompanyDataset, id: number): T | undefined;
  /** Writes a new record or over the one with its id. */
  put(dataset: CompanyDataset, record: T): void;
  remove(dataset: CompanyDataset, id: number): void;
  nextId(dataset: CompanyDataset): number;
}

/** Makes the empty table of all kinds. */
export function createRecordTable(sql: Sql): void {
  sql.exec(`DROP TABLE IF EXISTS erp_record;
    CREATE TABLE erp_record (kind TEXT NOT NULL, tenant INTEGER NOT NULL, id INTEGER NOT NULL, record TEXT NOT NULL,
      PRIMARY KEY (kind, tenant, id)) WITHOUT ROWID;`);
}

/** Fills the table with the seeds of one kind. */
export function fillRecords(sql: Sql, kind: string, dataset: CompanyDataset, records: readonly StoredRecord[]): void {
  const rows = records.map((record) => [kind, dataset.index, record.id, JSON.stringify(record)]);
  sql.insertRows('INSERT INTO erp_record SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?)', rows);
}

/** Opens the table for one kind. */
export function openRecordTable<T extends StoredRecord>(sql: Sql, kind: string, schema: z.ZodType<T>): RecordTable<T> {
  const known = new Map<number, readonly T[]>();
  const all = (dataset: CompanyDataset): readonly T[] => {
    const records =
      known.get(dataset.index) ??
      sql
        .all('SELECT record FROM erp_record WHERE kind = ? AND tenant = ? ORDER BY id', [kind, dataset.index])
        .map(({ record }) => schema.parse(JSON.parse(String(record))));
    known.set(dataset.index, records);
    return records;
  };
  return {
    all,
    byNumber: (dataset, number) => all(dataset).find((record) => fold(record.number) === fold(number)),
    byId: (dataset, id) => all(dataset).find((record) => record.id === id),
    put: (dataset, record) => {
      const values = [kind, dataset.index, record.id, JSON.stringify(record)];
      sql.run('INSERT OR REPLACE INTO erp_record VALUES (?, ?, ?, ?)', values);
      known.delete(dataset.index);
    },
    remove: (dataset, id) => {
      sql.run('DELETE FROM erp_record WHERE kind = ? AND tenant = ? AND id = ?', [kind, dataset.index, id]);
      known.delete(dataset.index);
    },
    nextId: (dataset) => Math.max(0, ...all(dataset).map(({ id }) => id)) + 1,
    forget: () => known.clear(),
  };
}
