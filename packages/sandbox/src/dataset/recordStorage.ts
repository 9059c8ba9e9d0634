import { z } from 'zod';
import type { CompanyDataset } from './companies/companyDataset.ts';
import { createRecordTable, fillRecords, openRecordTable, type RecordTable, type StoredRecord } from './recordTable.ts';
import { openOnce, type Storage } from './storage.ts';

export interface RecordKind<T extends StoredRecord> {
  readonly name: string;
  readonly record: z.ZodType<T>;
  /** The same at every call for the same company. */
  readonly seed: (company: CompanyDataset) => readonly T[];
}

/** Keeps records in the table of all kinds. */
export function recordStorage<T extends StoredRecord>({ name, record, seed }: RecordKind<T>): Storage<RecordTable<T>> {
  return {
    name,
    describe: (companies) => ({ schema: z.toJSONSchema(record), seeds: companies.map(seed) }),
    create: createRecordTable,
    fill: (sql, companies) => {
      for (const company of companies) fillRecords(sql, name, company, seed(company));
    },
    reindex: () => undefined,
    table: openOnce((sql) => openRecordTable(sql, name, record)),
  };
}
