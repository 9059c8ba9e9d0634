import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Page } from '../src/resources/page.ts';
import { marking } from '../src/sync/mark.ts';
import type { AskedRows } from '../src/sync/readUntilWhole.ts';
import { syncList, type SyncOutcome } from '../src/sync/syncList.ts';

export interface Row {
  id: number;
  version: string;
  lastModified: string;
}

export interface ListOptions {
  /** In which order the API gives rows. */
  order?: 'id' | 'lastModified';
  /** The API's cap of a page. */
  mostRows?: number;
  /** Whether it tells how many there are. */
  counts?: boolean;
  /** Between the last changes of two rows. */
  secondsApart?: number;
}

/** A list of an API that changes while it is read, on a clock of its own. */
export function aMovingList(count: number, options: ListOptions = {}) {
  const { order = 'id', mostRows = 1000, counts = true, secondsApart = 0.4 } = options;
  let rows: Row[] = [];
  let [nowMs, version, calls] = [Date.UTC(2026, 0, 1), 0, 0];
  /** Every state that a row ever had. */
  const states = new Set<string>();
  const stamp = () => ({ version: `v${++version}`, lastModified: new Date(nowMs).toISOString() });
  const put = (row: Row): void => {
    rows = [...rows.filter(({ id }) => id !== row.id), row];
    rows.sort(order === 'id' ? (a, b) => a.id - b.id : byTime);
    states.add(stateOf(row));
  };
  const list = {
    now: () => nowMs,
    rows: () => rows,
    states,
    calls: () => calls,
    /** Called before each page is given. */
    beforePage: (_call: number): void => undefined,
    add: () => put({ id: 1 + Math.max(0, ...rows.map(({ id }) => id)), ...stamp() }),
    change: (index: number) => {
      const row = rows[index % rows.length];
      if (row) put({ id: row.id, ...stamp() });
    },
    remove: (index: number) => void rows.splice(index % rows.length, 1),
    pass: (seconds: number) => void (nowMs += seconds * 1000),
    page: ({ changedSince, pageNumber, pageSize: asked }: AskedRows): Promise<Page<Row>> => {
      list.beforePage(++calls);
      const pageSize = Math.min(asked, mostRows);
      const all = rows.filter(({ lastModified }) => changedSince === undefined || lastModified >= changedSince);
      const given = all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
      const isLast = counts ? pageNumber * pageSize >= all.length : given.length < pageSize;
      const totalCount = counts && (given.length > 0 || pageNumber === 1) ? all.length : undefined;
      return Promise.resolve({ rows: given, totalCount, pageNumber, pageSize, isLast, quota: undefined });
    },
  };
  for (let i = 0; i < count; i++) list.add();
  // Changed in no order that has to do with their ids.
  for (let i = 0; i < count; i++) {
    list.pass(secondsApart);
    list.change(order === 'id' ? i * 7 : 0);
  }
  list.pass(3600);
  return list;
}

export type MovingList = ReturnType<typeof aMovingList>;

function byTime(a: Row, b: Row): number {
  return a.lastModified === b.lastModified ? a.id - b.id : a.lastModified < b.lastModified ? -1 : 1;
}

function stateOf({ id, version }: Row): string {
  return `${id} ${version}`;
}

const byId = marking(z.object({ id: z.number() }), ({ id }) => String(id));

export function sync(list: MovingList, path: string, pageSize = 10): Promise<SyncOutcome> {
  mkdirSync(dirname(path), { recursive: true });
  return syncList<Row>({
    path,
    pageSize,
    source: 'https://erp.example',
    tenantId: 'acme',
    list: 'things',
    marking: byId,
    readPage: (asked) => list.page(asked),
    onPage: () => undefined,
    now: list.now,
  });
}

const row = z.object({ id: z.number(), version: z.string(), lastModified: z.string() });

/** The lines of the file, read. */
export function written(path: string): Row[] {
  const text = existsSync(`${path}.ndjson`) ? readFileSync(`${path}.ndjson`, 'utf8') : '';
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => row.parse(JSON.parse(line)));
}

/** What is wrong with the file; nothing when each state came once, and the last of each row is that of the list. */
export function faultsOf(list: MovingList, path: string): string[] {
  const lines = written(path).map((one) => ({ ...one, state: stateOf(one) }));
  const states = lines.map(({ state }) => state);
  const last = new Map(lines.map(({ id, state }) => [id, state]));
  return [
    ...states.filter((state, index) => states.indexOf(state) < index).map((state) => `twice: ${state}`),
    ...states.filter((state) => !list.states.has(state)).map((state) => `never was: ${state}`),
    ...list
      .rows()
      .filter((one) => last.get(one.id) !== stateOf(one))
      .map((one) => `lost: ${stateOf(one)}, ${last.get(one.id) ?? 'never came'}`),
  ];
}

/** What a process leaves that is killed while it writes: part of a page that no checkpoint counts. */
export function tearTail(path: string, text: string): void {
  appendFileSync(`${path}.ndjson`, text);
}
