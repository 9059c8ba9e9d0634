import { openChangeFile, linesBetween, type ChangeFile } from './changeFile.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint, type Pass } from './checkpoint.ts';
import type { Mark, Marking } from './mark.ts';
import { readUntilWhole, type Keep, type ListSource } from './readUntilWhole.ts';
import { createSeenRows, type SeenRows } from './seenRows.ts';

export interface SyncOptions<Row> extends ListSource<Row> {
  /** Without an ending: `.ndjson` and `.checkpoint.json` are added. */
  readonly path: string;
  readonly pageSize: number;
  readonly marking: Marking<Row>;
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

/**
 * Adds to a file what has changed in a list since the last time. Each state of a row comes once: rows go to the disk
 * first and then the checkpoint that counts them, page by page; a tail that no checkpoint counts is cut off at the next
 * start. So it may be killed at any point and goes on from there.
 *
 * @throws SyncProblem for the files; what `readPage` throws; ServiceError for a list that never stands still
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
