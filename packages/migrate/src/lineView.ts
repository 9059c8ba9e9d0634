import type { CallNames } from './callNames.ts';
import type { FileContext } from './fileContext.ts';
import { type Call, callsIn } from './operations/calls.ts';
import type { Line } from './prepareLines.ts';
import type { Nearby } from './rule.ts';

/** A line and what stands around it. */
export interface LineView {
  readonly line: Line;
  /** Whether `near` occurs around the line, for a pattern that matched `matched`. */
  isNear(near: Nearby, matched: string): boolean;
  /** The code of the lines around, comments blanked, in one text. */
  contextText(linesBefore: number, linesAfter: number): string;
  /** The calls of the ERP API on the line. */
  calls(): readonly Call[];
  readonly file: FileContext;
}

/** How far rules look around; the only lines kept in memory. */
export const REACH = 40;

/** Of a long line close by, so much is looked at. */
const LONGEST_NEIGHBOUR = 2_000;

/** The view from `window[at]`. What was found around it once is remembered. */
export function viewFrom(
  line: Line,
  window: readonly Line[],
  at: number,
  names: CallNames,
  file: FileContext,
): LineView {
  const seen = new Map<Nearby, boolean>();
  let calls: readonly Call[] | undefined;
  const view: LineView = {
    line,
    file,
    calls: () => (calls ??= callsIn(view)),
    contextText: (linesBefore, linesAfter) => textAround({ find: /(?:)/, linesBefore, linesAfter }, window, at),
    isNear: (near, matched) => {
      if (typeof near.find === 'function') return near.find(matched).test(textAround(near, window, at));
      const known = seen.get(near);
      if (known !== undefined) return known;
      const text = textAround(near, window, at);
      const found = typeof near.find === 'string' ? names.occursIn(text, near.find) : near.find.test(text);
      seen.set(near, found);
      return found;
    },
  };
  return view;
}

function textAround(near: Nearby, window: readonly Line[], at: number): string {
  const from = Math.max(0, at - near.linesBefore);
  return window
    .slice(from, at + near.linesAfter + 1)
    .map((line, index) => {
      const text = near.inComments === true ? line.text : line.code;
      return Math.abs(from + index - at) <= 1 ? text : text.slice(0, LONGEST_NEIGHBOUR);
    })
    .join('\n');
}
