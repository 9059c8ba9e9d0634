import { setImmediate as breathe } from 'node:timers/promises';
import type { Page } from '../../erp/page.ts';
import { ErpError } from '../../errors.ts';
import { ServiceError } from '../serviceError.ts';
import { openChangeFile, linesBetween, type ChangeFile } from './changeFile.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint, type Pass, type Subject } from './checkpoint.ts';
import type { Mark, Marking } from './mark.ts';
import { createSeenRows, type SeenRows } from './seenRows.ts';

/** What is asked of the API. */
export interface AskedRows {
  readonly changedSince: string | undefined;
  readonly pageNumber: number;
  readonly pageSize: number;
}

export interface SyncOptions<Row> extends Subject {
  /** Without an ending: `.ndjson` and `.checkpoint.json` are added. */
  readonly path: string;
  readonly pageSize: number;
  readonly marking: Marking<Row>;
  readonly readPage: (asked: AskedRows) => Promise<Page<Row>>;
  /** Told of every page. */
  readonly onPage: (page: Page<Row>) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface SyncOutcome {
  /** Rows that came or changed since the last time. */
  readonly changed: number;
  /** All lines of the file. */
  readonly rows: number;
}

/**
 * A change may become visible a while after its time, when it was one of a long transaction; and clocks differ. So each
 * reading begins so long before the newest change known, and rows that are known already are left out.
 */
const OVERLAP_MS = 5 * 60_000;

/** Times with and without fractions, and filters that round, are this much apart at most. */
const SLACK_MS = 60_000;

/** So often is a list read that shifts while it is read, before it is given up for this time. */
const MOST_ROUNDS = 5;

/**
 * Adds to a file what has changed in a list since the last time. Each state of a row comes once: rows go to the disk
 * first and then the checkpoint that counts them, page by page; a tail that no checkpoint counts is cut off at the next
 * start. So it may be killed at any point and goes on from there.
 *
 * @throws CommandProblem for the files; what `readPage` throws; ServiceError for a list that never stands still
 */
export async function syncList<Row extends object>(options: SyncOptions<Row>): Promise<SyncOutcome> {
  const { source, tenantId, list, path } = options;
  const checkpointPath = `${path}.checkpoint.json`;
  const begun = await readCheckpoint(checkpointPath, { source, tenantId, list });
  const file = await openChangeFile(`${path}.ndjson`, begun.bytes);
  try {
    const save = (checkpoint: Checkpoint) => writeCheckpoint(checkpointPath, checkpoint);
    let done = await readPass(options, { file, save, begun });
    // What has changed meanwhile in the pages that were read before the interruption.
    if (begun.pass) done = await readPass(options, { file, save, begun: done });
    return { changed: done.rows - begun.rows, rows: done.rows };
  } finally {
    await file.close();
  }
}

interface Place {
  readonly file: ChangeFile;
  readonly save: (checkpoint: Checkpoint) => Promise<void>;
  readonly begun: Checkpoint;
}

async function readPass<Row extends object>(
  options: SyncOptions<Row>,
  { file, save, begun }: Place,
): Promise<Checkpoint> {
  const pass = begun.pass ?? newPass(begun, options);
  const seen = await seenBefore(options, begun, pass);
  let at: Checkpoint = { ...begun, pass };
  let { byTime } = pass;
  const keep: Keep<Row> = async (page, nextPage) => {
    const marked = page.rows.map((row) => markedLine(row, options.marking));
    byTime &&= isAscending(marked.map(({ mark }) => mark.lastModified ?? ''));
    const lines = marked.flatMap(({ mark, line }) => (seen.note(mark) ? [line] : []));
    const bytes = await file.append(lines);
    const { pageSize } = page;
    at = {
      ...at,
      bytes,
      rows: at.rows + lines.length,
      pass: { ...pass, nextPage: nextPage(lines.length), pageSize, byTime },
    };
    await save(at);
    return lines.length;
  };
  await readUntilWhole(options, pass, { seen, keep, isResumed: begun.pass !== null });
  at = { ...at, ...nextBeginning(begun, pass, seen), pass: null };
  await save(at);
  return at;
}

function newPass<Row>({ changedSince, bytes }: Checkpoint, { pageSize, now }: SyncOptions<Row>): Pass {
  const startedAt = new Date(now()).toISOString();
  return { since: changedSince, startedAt, startBytes: bytes, nextPage: 1, pageSize, byTime: true };
}

function markedLine<Row>(row: Row, { markOf }: Marking<Row>): { line: string; mark: Mark } {
  const line = JSON.stringify(row);
  return { line, mark: markOf(row, line) };
}

function isAscending(moments: readonly string[]): boolean {
  return moments.every((moment, index) => index === 0 || (moments[index - 1] ?? '') <= moment);
}

/** What an interrupted reading has brought stands in the file. */
async function seenBefore<Row>(
  { path, marking }: SyncOptions<Row>,
  { recent, bytes }: Checkpoint,
  { startedAt, startBytes }: Pass,
): Promise<SeenRows> {
  const seen = createSeenRows({ recent, spanMs: OVERLAP_MS + SLACK_MS, latest: startedAt });
  for await (const line of linesBetween(`${path}.ndjson`, startBytes, bytes)) seen.note(marking.markOfLine(line));
  return seen;
}

/** Writes what is new of a page, and which page is next; returns how many rows were new. */
type Keep<Row> = (page: Page<Row>, nextPage: (brought: number) => number) => Promise<number>;

interface Reading<Row> {
  readonly seen: SeenRows;
  readonly keep: Keep<Row>;
  readonly isResumed: boolean;
}

/**
 * Reads the list to its end, and again when rows have slipped from a page to come to one that was read already: then
 * fewer different rows came than the API counts.
 */
async function readUntilWhole<Row>(options: SyncOptions<Row>, pass: Pass, reading: Reading<Row>): Promise<void> {
  const { seen } = reading;
  const fromStart = { ...pass, nextPage: 1 };
  // Rows may have slipped from any page to any other while nobody looked.
  if (reading.isResumed && pass.byTime) seen.nextRound();
  let from = pass.byTime ? fromStart : pass;
  for (let round = 1; ; round++) {
    const { fresh, total } = await readRound(options, from, reading);
    // A total that is never reached is a total that does not count what the list gives.
    if (total === undefined || seen.met >= total || (round > 1 && fresh === 0)) return;
    if (round === MOST_ROUNDS) throw movesTooFast(options);
    seen.nextRound();
    from = fromStart;
  }
}

function movesTooFast({ list, tenantId }: Subject): ServiceError {
  return new ServiceError({
    ...{ code: 'erp_nonsense', system: 'erp', tenantId },
    words: `The list of ${list} changes faster than it can be read.`,
    advice: 'Run it again at a quieter time: it goes on from here.',
    cause: new ErpError('erp_nonsense', { reason: 'rows move from page to page' }),
  });
}

/**
 * One way through the list. When it becomes shorter, rows slip from the pages to come to the end of those that were
 * read; so it goes back page by page until one brings nothing new. After an interruption, too: nobody saw what happened.
 */
async function readRound<Row>(
  options: SyncOptions<Row>,
  { since, nextPage, pageSize }: Pass,
  { keep, seen }: Reading<Row>,
): Promise<{ fresh: number; total: number | undefined }> {
  const read = reader(options, since);
  const totals = createTotals();
  let way: Way = nextPage > 1 ? { page: nextPage - 1, backFrom: nextPage } : { page: 1, backFrom: undefined };
  let [size, fresh] = [pageSize, 0];
  for (;;) {
    const { page, passedOver } = await read(way.page, size, way.backFrom === undefined);
    const gone = totals.learn(passedOver) + totals.learn(page);
    seen.gone(gone);
    size = page.pageSize;
    const isLast = way.backFrom === undefined && isEnd(page);
    const from = way;
    fresh += await keep(page, (brought) => {
      way = nextWay(from, gone > 0, brought > 0);
      // A resumed reading begins a page before.
      return way.backFrom === undefined ? way.page : way.page + 1;
    });
    options.onPage(page);
    if (isLast && way.backFrom === undefined) return { fresh, total: totals.last() };
  }
}

/** Which page is read, and on a way back from which one it goes on afterwards. */
interface Way {
  readonly page: number;
  readonly backFrom: number | undefined;
}

function nextWay({ page, backFrom }: Way, isShorter: boolean, isNew: boolean): Way {
  const forward = backFrom ?? page + 1;
  // What has slipped lies just before the page to come; the page in hand was read after it slipped.
  const back = isShorter && forward - 1 !== page ? forward - 1 : page - 1;
  const goesBack = isShorter || (backFrom !== undefined && isNew);
  return goesBack && back > 0 ? { page: back, backFrom: forward } : { page: forward, backFrom: undefined };
}

/** How long the list is, and by how many rows it has become shorter. */
function createTotals() {
  let known: number | undefined;
  return {
    learn: (page: Page<unknown> | undefined): number => {
      const before = known;
      known = page?.totalCount ?? known;
      return Math.max(0, (before ?? 0) - (known ?? 0));
    },
    last: () => known,
  };
}

interface Read<Row> {
  readonly page: Page<Row>;
  /** Was fetched ahead, and is not wanted now. */
  readonly passedOver: Page<Row> | undefined;
}

/** Fetches the next page while one is worked on; never two at once. */
function reader<Row>({ readPage }: SyncOptions<Row>, since: string | null) {
  let ahead: { readonly key: string; readonly page: Promise<Page<Row>> } | undefined;
  const ask = (pageNumber: number, pageSize: number) =>
    readPage({ changedSince: since ?? undefined, pageNumber, pageSize });
  return async (pageNumber: number, pageSize: number, goesOn: boolean): Promise<Read<Row>> => {
    const key = `${pageNumber} ${pageSize}`;
    const asked = ahead;
    ahead = undefined;
    const passedOver = asked && asked.key !== key ? await asked.page.catch(() => undefined) : undefined;
    const page = await (asked?.key === key ? asked.page : ask(pageNumber, pageSize));
    if (goesOn && !isEnd(page)) {
      const next = ask(pageNumber + 1, page.pageSize);
      // Awaited when it is its turn, unless nobody asks any more.
      next.catch(() => undefined);
      ahead = { key: `${pageNumber + 1} ${page.pageSize}`, page: next };
      // So that it is under way before the work begins.
      await breathe();
    }
    return { page, passedOver };
  };
}

/** Without a total a short page may have been cut: one call more is better than rows lost. */
function isEnd<Row>({ isLast, totalCount, rows }: Page<Row>): boolean {
  return isLast && (totalCount !== undefined || rows.length === 0);
}

/**
 * The newest change that was seen, but not later than the reading began: a time in the future would hide what comes
 * before it.
 */
function nextBeginning(
  { changedSince }: Checkpoint,
  { startedAt }: Pass,
  seen: SeenRows,
): Pick<Checkpoint, 'changedSince' | 'recent'> {
  const { newest } = seen;
  if (newest === undefined) return { changedSince, recent: [] };
  const found = earlier(Date.parse(newest < startedAt ? newest : startedAt), OVERLAP_MS);
  const next = changedSince !== null && changedSince > found ? changedSince : found;
  return { changedSince: next, recent: [...seen.changedSince(earlier(Date.parse(next), SLACK_MS))] };
}

function earlier(ms: number, byMs: number): string {
  return new Date(ms - byMs).toISOString();
}
