/** A line of a file, or a piece of a very long one. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** Where the piece begins in its line, from 0; 0 for a line that was not cut. */
  readonly offset: number;
  readonly text: string;
  /** Whether the line goes on in another piece. */
  readonly isCut: boolean;
}

/** Longer lines are cut into pieces of this many characters, so that memory and time stay bounded. */
export const LONGEST_PIECE = 8_192;

/** Pieces of one line share this many characters, so that a match on the cut is not lost. */
export const OVERLAP = 512;

/** Cuts chunks of text into lines; ends may be `\n`, `\r\n` or `\r`, and may lie across chunks. */
export function* splitLines(chunks: Iterable<string>): Generator<TextLine> {
  let rest = '';
  let number = 1;
  let offset = 0;
  for (const chunk of chunks) {
    const text = rest + chunk;
    // A \r at the very end waits for its \n.
    const ready = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = ready.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + text.slice(ready.length);
    for (const line of lines) {
      yield* pieces(line, number, offset);
      number += 1;
      offset = 0;
    }
    while (rest.length > LONGEST_PIECE) {
      yield { number, offset, text: rest.slice(0, LONGEST_PIECE), isCut: true };
      rest = rest.slice(LONGEST_PIECE - OVERLAP);
      offset += LONGEST_PIECE - OVERLAP;
    }
  }
  if (rest !== '') yield* pieces(rest.replace(/\r$/, ''), number, offset);
}

function* pieces(line: string, number: number, offset: number): Generator<TextLine> {
  let start = 0;
  while (line.length - start > LONGEST_PIECE) {
    yield { number, offset: offset + start, text: line.slice(start, start + LONGEST_PIECE), isCut: true };
    start += LONGEST_PIECE - OVERLAP;
  }
  yield { number, offset: offset + start, text: line.slice(start), isCut: false };
}
