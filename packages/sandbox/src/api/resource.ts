import type { RecordKind } from '../dataset/recordStorage.ts';
import { recordStorage } from '../dataset/recordStorage.ts';
import type { RecordTable, StoredRecord } from '../dataset/recordTable.ts';
import type { DataSource, DataTable, Storage } from '../dataset/storage.ts';
import type { ErpRoute } from './erpCall.ts';

/** A resource of an API: its data, and what can be done with them. */
export interface Resource<Table extends DataTable = DataTable> {
  readonly storage: Storage<Table>;
  /** Those with fixed paths before those whose parameters look like them. */
  readonly routes: (source: DataSource) => readonly ErpRoute[];
}

interface RecordResource<T extends StoredRecord> extends RecordKind<T> {
  readonly routes: (table: RecordTable<T>, source: DataSource) => readonly ErpRoute[];
}

/** A resource that is kept record by record. */
export function recordResource<T extends StoredRecord>({
  routes,
  ...kind
}: RecordResource<T>): Resource<RecordTable<T>> {
  const storage = recordStorage(kind);
  return { storage, routes: (source) => routes(storage.table(source), source) };
}

/** A resource whose data are facts of the company, which no call changes. */
export function factResource(name: string, routes: () => readonly ErpRoute[]): Resource {
  const nothing = (): void => undefined;
  const table: DataTable = { forget: nothing };
  const storage = { name, describe: () => null, create: nothing, fill: nothing, reindex: nothing, table: () => table };
  return { storage, routes };
}
