import { createHash } from 'node:crypto';
import { openSql, preparedSql, type Database } from '../world/database.ts';
import type { CompanyDataset } from './companies/companyDataset.ts';
import type { DataSource, DataTable, Storage } from './storage.ts';

export interface DatasetOptions {
  /** Open, for a file or ':memory:'; the tables in it whose names begin with erp_ are ours. */
  readonly database: Database;
  readonly companies: readonly CompanyDataset[];
  readonly storages: readonly Storage<DataTable>[];
  /** True: everything is made at the start, because a caller would give up before it is. */
  readonly atOnce: boolean;
}

/** What the companies of the sandbox have, for all APIs that show it. */
export interface Dataset extends DataSource {
  /** The company of a tenant id, undefined when there is none. */
  readonly company: (tenantId: string) => CompanyDataset | undefined;
  readonly companies: readonly CompanyDataset[];
  /** A hash of everything that the data grow from. */
  readonly seeds: () => string;
  /** Makes what was not asked for so far. */
  readonly complete: () => void;
  /** Back to the seeds, which are the same every time; no work where nothing was changed. */
  readonly reset: () => void;
  /** Reads the tables anew, after they were put back as they once were. */
  readonly reload: () => void;
}

/**
 * Opens the data. What the database lacks, or holds of other seeds, is made when it is first asked for: most who start a
 * sandbox, or reset one, never ask.
 */
export function createDataset({ database, companies, storages, atOnce }: DatasetOptions): Dataset {
  const whole = openSql(database);
  let hash: string | undefined;
  const seeds = (): string => (hash ??= seedsHash(companies, storages));

  whole.exec('CREATE TABLE IF NOT EXISTS erp_seed (fingerprint TEXT NOT NULL)');
  const [filledWith] = whole.all('SELECT fingerprint FROM erp_seed', []);
  let state: 'not looked at' | 'empty' | 'filled' = filledWith ? 'not looked at' : 'empty';
  // What a file holds may have been changed by whoever had it before.
  let isTouched = filledWith !== undefined;
  const touch = (): void => {
    isTouched = true;
  };
  const complete = (): void => {
    if (state === 'filled') return;
    const isWhole = state === 'not looked at' && filledWith?.fingerprint === seeds();
    if (!isWhole) {
      whole.transaction(() => {
        whole.exec('DROP TABLE IF EXISTS erp_seed; CREATE TABLE erp_seed (fingerprint TEXT NOT NULL)');
        for (const storage of storages) storage.create(whole);
        for (const storage of storages) storage.fill(whole, companies);
        whole.run('INSERT INTO erp_seed VALUES (?)', [seeds()]);
      });
      isTouched = false;
    }
    state = 'filled';
  };
  const begin = (): void => {
    if (atOnce) complete();
  };
  begin();

  const sql = preparedSql(whole, complete, touch);
  const forget = (): void => {
    for (const storage of storages) storage.table({ sql }).forget();
  };
  return {
    sql,
    company: (tenantId) => companies.find((company) => company.tenantId === tenantId),
    companies,
    seeds,
    complete,
    reset: () => {
      if (isTouched) {
        whole.run('DELETE FROM erp_seed', []);
        state = 'empty';
      }
      forget();
      begin();
    },
    reload: () => {
      touch();
      for (const storage of storages) storage.reindex(sql);
      forget();
    },
  };
}

/** Another one whenever a schema, a seed or a fact of a company is another, or a resource was added. */
function seedsHash(companies: readonly CompanyDataset[], storages: readonly Storage<DataTable>[]): string {
  const hash = createHash('sha256').update(JSON.stringify(companies));
  for (const { name, describe } of storages) hash.update(`${name} ${JSON.stringify(describe(companies))}`);
  return hash.digest('hex');
}
