import type { DataTable } from '../../dataset/storage.ts';
import type { Sql, SqlValue } from '../../world/database.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { createItemSeeder } from './seedItems.ts';
import { fold } from '../../dataset/textMatch.ts';
import { toSqlConditions, type ItemFilter } from './itemQuery.ts';
import { itemRecord, type ItemRecord } from './itemRecord.ts';
import { alternateRows, insertInto, narrowRow } from './itemTables.ts';

/** All items of all companies. */
export interface ItemTable extends DataTable {
  /**
   * One page in the order of inventory ids (guess: the real order is not documented), and how many there are in
   * all.
   */
  page(
    dataset: CompanyDataset,
    filter: ItemFilter,
    offset: number,
    limit: number,
  ): { items: ItemRecord[]; total: number };
  byNumber(dataset: CompanyDataset, number: string): ItemRecord | undefined;
  byId(dataset: CompanyDataset, id: number): ItemRecord | undefined;
  /** Writes an item whose id and number are free. */
  insert(dataset: CompanyDataset, item: ItemRecord): void;
  /** Writes over the item with this id. */
  update(dataset: CompanyDataset, before: ItemRecord, after: ItemRecord): void;
  nextId(dataset: CompanyDataset): number;
}

const IDS_PER_COMPANY = 10_000_000;

/** Above this many hits, looking through all rows is quicker than fetching the hits one by one. */
const FEW_HITS = 4000;

/** Opens tables that exist. */
export function openItemTable(sql: Sql): ItemTable {
  const totals = new Map<string, number>();
  const seeders = new Map<number, (id: number) => ItemRecord>();
  const seeded = (dataset: CompanyDataset, id: number): ItemRecord => {
    const seeder = seeders.get(dataset.index) ?? createItemSeeder(dataset);
    seeders.set(dataset.index, seeder);
    return seeder(id);
  };
  const read = (dataset: CompanyDataset, where: string, values: readonly SqlValue[]): ItemRecord[] =>
    sql
      .all(
        `SELECT i.id AS id, record FROM erp_item i LEFT JOIN erp_item_record r ON r.id = i.id WHERE i.${where}`,
        values,
      )
      .map(({ id, record }) =>
        typeof record === 'string' ? itemRecord.parse(JSON.parse(record)) : seeded(dataset, Number(id)),
      );

  const write = (dataset: CompanyDataset, item: ItemRecord): void => {
    const row = narrowRow(dataset, item);
    sql.run(`INSERT INTO erp_item VALUES (${row.map(() => '?').join(', ')})`, row);
    sql.run('INSERT INTO erp_item_record VALUES (?, ?)', [item.id, JSON.stringify(item)]);
    sql.run('INSERT INTO erp_item_words (rowid, description) VALUES (?, ?)', [item.id, fold(item.description)]);
    sql.insertRows(insertInto('erp_item_alternate', 2), alternateRows(item));
    totals.clear();
  };

  const nextId = (dataset: CompanyDataset): number =>
    sql.number('SELECT max(id) AS value FROM erp_item WHERE id BETWEEN ? AND ?', idsOf(dataset)) + 1;
  /** Ids have no gaps, as the API deletes no item: the place of a row is in its id, and nothing has to be counted. */
  const pageOfAll = (
    dataset: CompanyDataset,
    offset: number,
    limit: number,
  ): { items: ItemRecord[]; total: number } => {
    const [before, last] = idsOf(dataset);
    const first = before + 1;
    // Never beyond the last id of this company: the next one's begin there.
    const values = [first + offset, Math.min(first + offset + limit - 1, last)];
    return { items: read(dataset, 'id BETWEEN ? AND ? ORDER BY i.id', values), total: nextId(dataset) - first };
  };

  return {
    page: (dataset, filter, offset, limit) => {
      if (Object.keys(filter).length === 0) return pageOfAll(dataset, offset, limit);
      const { where, values } = whereOf(sql, dataset, filter);
      const key = JSON.stringify([where, values]);
      const total = totals.get(key) ?? sql.number(`SELECT count(*) AS value FROM erp_item WHERE ${where}`, values);
      // Filters with times are new at every call; a memory for them must not grow for ever.
      if (totals.size > 500) totals.clear();
      totals.set(key, total);
      if (offset >= total) return { items: [], total };
      const page = `id IN (SELECT id FROM erp_item WHERE ${where} ORDER BY id LIMIT ? OFFSET ?) ORDER BY i.id`;
      return { items: read(dataset, page, [...values, limit, offset]), total };
    },
    byNumber: (dataset, number) => read(dataset, 'tenant = ? AND number_folded = ?', [dataset.index, fold(number)])[0],
    byId: (dataset, id) =>
      Math.floor(id / IDS_PER_COMPANY) === dataset.index ? read(dataset, 'id = ?', [id])[0] : undefined,
    insert: (dataset, item) => sql.transaction(() => write(dataset, item)),
    update: (dataset, before, after) =>
      sql.transaction(() => {
        for (const row of alternateRows(before)) {
          sql.run('DELETE FROM erp_item_alternate WHERE alternate = ? AND item = ?', row);
        }
        sql.run('DELETE FROM erp_item_words WHERE rowid = ?', [before.id]);
        sql.run('DELETE FROM erp_item_record WHERE id = ?', [before.id]);
        sql.run('DELETE FROM erp_item WHERE id = ?', [before.id]);
        write(dataset, after);
      }),
    forget: () => totals.clear(),
    nextId,
  };
}

function whereOf(sql: Sql, dataset: CompanyDataset, filter: ItemFilter): { where: string; values: SqlValue[] } {
  const byNumber = filter.number !== undefined && filter.number.match !== 'contains';
  const company = byNumber
    ? { sql: 'tenant = ?', values: [dataset.index] }
    : { sql: 'id BETWEEN ? AND ?', values: idsOf(dataset) };
  const hits = byNumber ? undefined : fewHits(sql, dataset, filter);
  const conditions = [company, ...(hits ? [hits] : []), ...toSqlConditions(filter)];
  return {
    where: conditions.map(({ sql: text }) => text).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** First and last row id that a company may have. */
function idsOf(dataset: CompanyDataset): [number, number] {
  return [dataset.index * IDS_PER_COMPANY, (dataset.index + 1) * IDS_PER_COMPANY - 1];
}

/**
 * The few items whose description holds the text, by the trigram index; undefined when there are many or it cannot
 * tell.
 */
function fewHits(
  sql: Sql,
  dataset: CompanyDataset,
  { description }: ItemFilter,
): { sql: string; values: SqlValue[] } | undefined {
  const text = description?.match === 'contains' ? fold(description.text) : '';
  if (Array.from(text).length < 3) return undefined;
  const phrase = `"${text.replaceAll('"', '""')}"`;
  const found = sql.all(
    'SELECT rowid AS id FROM erp_item_words WHERE erp_item_words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?',
    [phrase, ...idsOf(dataset), FEW_HITS + 1],
  );
  if (found.length > FEW_HITS) return undefined;
  return { sql: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(found.map(({ id }) => Number(id)))] };
}
