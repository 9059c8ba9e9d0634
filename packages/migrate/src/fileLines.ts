import type { CommentSyntax } from './commentSyntax.ts';
import { createCommentMask } from './maskComments.ts';
import { type Line, prepareLines, type ScanNotes } from './prepareLines.ts';
import type { TextFile } from './readText.ts';
import { splitLines } from './splitLines.ts';

/** The lines of one file, to be gone through twice: for what the whole says, and for its findings. */
export interface FileLines {
  /** All of them, where the file is small enough to be kept in memory. */
  readonly kept: readonly Line[] | undefined;
  /** For the first look, which takes no notes. */
  silently(): Iterable<Line>;
  /** For the second one. */
  withNotes(): Iterable<Line>;
}

/** Reads and prepares a small file once, a large one each time. */
export function linesOf(text: TextFile, comments: CommentSyntax, notes: ScanNotes): FileLines {
  const prepared = (into: ScanNotes): Iterable<Line> =>
    prepareLines(splitLines(text.chunks()), createCommentMask(comments), into);
  if (text.isSmall) {
    const kept = [...prepared(notes)];
    return { kept, silently: () => kept, withNotes: () => kept };
  }
  const silent: ScanNotes = { ignored: 0, unknownRules: [], calls: [], cut: notes.cut };
  return { kept: undefined, silently: () => prepared(silent), withNotes: () => prepared(notes) };
}
