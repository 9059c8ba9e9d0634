import type { Mark } from './mark.ts';

/** Which rows are in the file, and which of them a later reading will bring again. */
export interface SeenRows {
  /** Notes a row; false when it is known in this very state. */
  readonly note: (mark: Mark) => boolean;
  /** Rows are counted anew. */
  readonly nextRound: () => void;
  /** So many rows are gone from the list; whether they were met is not known. */
  readonly gone: (rows: number) => void;
  /** Different rows since the round began. */
  readonly met: number;
  /** The latest change among all rows noted; undefined when none has a time. */
  readonly newest: string | undefined;
  /** Rows changed at this moment or later. */
  readonly changedSince: (moment: string) => readonly Mark[];
}

interface Seen {
  readonly version: string;
  readonly round: number;
}

export interface SeenRowsOptions {
  /** Rows of an earlier reading. */
  readonly recent: readonly Mark[];
  /** `changedSince` is asked for at most so long before the newest change and before `latest`; what is older is not kept. */
  readonly spanMs: number;
  /** ISO text in UTC. */
  readonly latest: string;
}

export function createSeenRows({ recent, spanMs, latest }: SeenRowsOptions): SeenRows {
  const seen = new Map<string, Seen>();
  const late = new Map<string, Mark>();
  let [round, met, pruneAt] = [0, 0, 4096];
  let newest: string | undefined;

  const prune = (): void => {
    const first = newest !== undefined && newest < latest ? newest : latest;
    const from = new Date(Date.parse(first) - spanMs).toISOString();
    for (const [key, { lastModified = '' }] of late) if (lastModified < from) late.delete(key);
    pruneAt = Math.max(4096, late.size * 2);
  };
  const keepWhileLate = (mark: Mark): void => {
    if (mark.lastModified === undefined) return;
    if (newest === undefined || mark.lastModified > newest) newest = mark.lastModified;
    late.set(mark.key, mark);
    if (late.size > pruneAt) prune();
  };
  const note = (mark: Mark): boolean => {
    const known = seen.get(mark.key);
    if (known?.round !== round) met++;
    keepWhileLate(mark);
    const isNew = known?.version !== mark.version;
    seen.set(mark.key, { version: mark.version, round });
    return isNew;
  };
  const nextRound = (): void => {
    round++;
    met = 0;
  };
  recent.forEach(note);
  nextRound();
  return {
    note,
    nextRound,
    gone: (rows) => void (met -= rows),
    get met() {
      return met;
    },
    get newest() {
      return newest;
    },
    changedSince: (moment) => [...late.values()].filter(({ lastModified = '' }) => lastModified >= moment),
  };
}
