import { durationLabel } from './duration.ts';
import { printable } from './table.ts';

/** Tells a person how far it is. */
export interface Progress {
  /** Counts anew: a round begins. What is counted before the first is counted from the start. */
  readonly begin: () => void;
  /** Rows came; `total` of this list when the API said it. */
  readonly add: (list: string, rows: number, total?: number) => void;
  /** A line of words. */
  readonly note: (line: string) => void;
  /** Takes the bar away; the sum stands in its place when rows came. */
  readonly end: () => void;
}

export interface ProgressOptions {
  readonly stream: { write(text: string): unknown; readonly columns?: number | undefined };
  /** A bar is drawn on a terminal; elsewhere a line comes now and then. */
  readonly isTerminal: boolean;
  readonly colours: boolean;
  readonly quiet: boolean;
  /** Milliseconds that only go on. */
  readonly now: () => number;
}

const REDRAW_MS = 100;
const LINE_MS = 10_000;

export function createProgress({ stream, isTerminal, colours, quiet, now }: ProgressOptions): Progress {
  const totals = new Map<string, number>();
  let startedMs = now();
  let [rows, drawnMs, drawn] = [0, startedMs, ''];
  const wipe = (): void => {
    if (drawn !== '') stream.write('\r\u001B[K');
    drawn = '';
  };
  const state = () => ({ rows, total: sum(totals), seconds: (now() - startedMs) / 1000 });
  const draw = (): void => {
    if (now() - drawnMs < (isTerminal ? REDRAW_MS : LINE_MS)) return;
    drawnMs = now();
    if (!isTerminal) return void stream.write(`${sentence(state())}\n`);
    drawn = bar(state(), widthOf(stream), colours);
    stream.write(`\r${drawn}\u001B[K`);
  };
  return {
    begin: () => {
      totals.clear();
      rows = 0;
      startedMs = now();
    },
    add: (list, more, total) => {
      rows += more;
      if (total !== undefined) totals.set(list, total);
      if (!quiet) draw();
    },
    note: (line) => {
      wipe();
      stream.write(`${printable(line)}\n`);
    },
    end: () => {
      wipe();
      if (!quiet && totals.size > 0) stream.write(`${sentence({ ...state(), total: undefined })}\n`);
    },
  };
}

/** Some terminals say 0, and mean that they do not know. */
function widthOf({ columns = 0 }: ProgressOptions['stream']): number {
  return columns > 0 ? columns : 80;
}

interface State {
  readonly rows: number;
  readonly total: number | undefined;
  readonly seconds: number;
}

function sum(totals: ReadonlyMap<string, number>): number | undefined {
  return totals.size === 0 ? undefined : [...totals.values()].reduce((all, one) => all + one, 0);
}

function rateOf({ rows, seconds }: State): number {
  return seconds > 0 ? Math.round(rows / seconds) : 0;
}

function sentence(state: State): string {
  const of = state.total === undefined || state.total <= state.rows ? '' : ` of ${grouped(state.total)}`;
  return `${grouped(state.rows)}${of} rows in ${durationLabel(state.seconds)}, ${grouped(rateOf(state))} a second${remaining(state)}`;
}

function remaining(state: State): string {
  const left = (state.total ?? 0) - state.rows;
  const rate = rateOf(state);
  return left > 0 && rate > 0 ? `, ${durationLabel(left / rate)} left` : '';
}

/** `[#######.......]  12,000 of 20,000 rows …`, never wider than the terminal. */
function bar(state: State, columns: number, colours: boolean): string {
  const text = sentence(state);
  const width = Math.min(30, columns - text.length - 5);
  const share = state.total ? Math.min(1, state.rows / state.total) : 0;
  if (width < 5) return text.slice(0, columns - 1);
  const done = '#'.repeat(Math.floor(width * share));
  const open = '.'.repeat(width - done.length);
  return `[${colours ? `\u001B[32m${done}\u001B[39m` : done}${open}]  ${text}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
