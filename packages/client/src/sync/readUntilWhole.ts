import { setImmediate as breathe } from 'node:timers/promises';
import type { Page } from '../resources/page.ts';
import { ErpError } from '../errors.ts';
import { ServiceError } from '../serviceError.ts';
import type { Pass, Subject } from './checkpoint.ts';
import type { SeenRows } from './seenRows.ts';

/** What is asked of the API. */
export interface AskedRows {
  readonly changedSince: string | undefined;
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** A list of a company, page by page. */
export interface ListSource<Row> extends Subject {
  readonly readPage: (asked: AskedRows) => Promise<Page<Row>>;
  /** Told of every page. */
  readonly onPage: (page: Page<Row>) => void;
}

/** So often is a list read that shifts while it is read, before it is given up for this time. */
const MOST_ROUNDS = 5;

/** Writes what is new of a page, and which page is next; returns how many rows were new. */
export type Keep<Row> = (page: Page<Row>, nextPage: (brought: number) => number) => Promise<number>;

interface Reading<Row> {
  readonly seen: SeenRows;
  readonly keep: Keep<Row>;
  readonly isResumed: boolean;
}

/**
 * Reads the list to its end, and again when rows have slipped from a page to come to one that was read already: then
 * fewer different rows came than the API counts.
 * @throws what `readPage` and `keep` throw; ServiceError erp_nonsense for a list that never stands still
 */
export async function readUntilWhole<Row>(source: ListSource<Row>, pass: Pass, reading: Reading<Row>): Promise<void> {
  const { seen } = reading;
  const fromStart = { ...pass, nextPage: 1 };
  // Rows may have slipped from any page to any other while nobody looked.
  if (reading.isResumed && pass.byTime) seen.nextRound();
  let from = pass.byTime ? fromStart : pass;
  for (let round = 1; ; round++) {
    const { fresh, total } = await readRound(source, from, reading);
    // A total that is never reached is a total that does not count what the list gives.
    if (total === undefined || seen.met >= total || (round > 1 && fresh === 0)) return;
    if (round === MOST_ROUNDS) throw movesTooFast(source);
    seen.nextRound();
    from = fromStart;
  }
}

function movesTooFast({ list, tenantId }: Subject): ServiceError {
  return new ServiceError({
    code: 'erp_nonsense',
    system: 'erp',
    tenantId,
    message: `The list of ${list} changes faster than it can be read.`,
    advice: 'Run it again at a quieter time: it goes on from here.',
    cause: new ErpError('erp_nonsense', { reason: 'rows move from page to page' }),
  });
}

/**
 * One way through the list. When it becomes shorter, rows slip from the pages to come to the end of those that were
 * read; so it goes back page by page until one brings nothing new. After an interruption, too: nobody saw what happened.
 */
async function readRound<Row>(
  source: ListSource<Row>,
  { since, nextPage, pageSize }: Pass,
  { keep, seen }: Reading<Row>,
): Promise<{ fresh: number; total: number | undefined }> {
  const read = reader(source, since);
  const totals = createTotals();
  let position: Position = nextPage > 1 ? { page: nextPage - 1, backFrom: nextPage } : { page: 1, backFrom: undefined };
  let [size, fresh] = [pageSize, 0];
  for (;;) {
    const { page, passedOver } = await read(position.page, size, position.backFrom === undefined);
    const gone = totals.learn(passedOver) + totals.learn(page);
    seen.gone(gone);
    size = page.pageSize;
    const isLast = position.backFrom === undefined && isEnd(page);
    const from = position;
    fresh += await keep(page, (brought) => {
      position = nextPosition(from, gone > 0, brought > 0);
      // A resumed reading begins a page before.
      return position.backFrom === undefined ? position.page : position.page + 1;
    });
    source.onPage(page);
    if (isLast && position.backFrom === undefined) return { fresh, total: totals.last() };
  }
}

/** Which page is read, and on a way back from which one it goes on afterwards. */
interface Position {
  readonly page: number;
  readonly backFrom: number | undefined;
}

function nextPosition({ page, backFrom }: Position, isShorter: boolean, isNew: boolean): Position {
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
function reader<Row>({ readPage }: ListSource<Row>, since: string | null) {
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
