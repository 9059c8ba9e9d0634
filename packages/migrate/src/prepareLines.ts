import type { CutValues } from './cutValues.ts';
import { type IgnoredRules, readIgnoreComments } from './ignoreComments.ts';
import type { CommentMask } from './maskComments.ts';
import type { Call } from './operations/calls.ts';
import { ANY_COMMENT_WORD, ANY_RULE_WORD, RULE_BOOK } from './ruleBook.ts';
import { OVERLAP, type TextLine } from './splitLines.ts';

/** A line, or a piece of a long one, as rules see it. */
export interface Line extends TextLine {
  /** The text with its comments blanked. */
  readonly code: string;
  /** Whether any rule may have something to say to it. */
  readonly hasWords: boolean;
  /** What comments on the line or above it silence. */
  readonly ignored: IgnoredRules | undefined;
}

/** What else a scan of a text tells. */
export interface ScanNotes {
  /** Findings that an ignore comment took away. */
  ignored: number;
  /** Ignore comments that name no rule. */
  readonly unknownRules: { readonly line: number; readonly name: string }[];
  /** The calls of the ERP API. */
  readonly calls: Call[];
  /** Values that are shown nowhere. */
  readonly cut: CutValues;
}

const RULE_IDS: ReadonlySet<string> = new Set(RULE_BOOK.map((rule) => rule.id));

/** Blanks the comments and reads what they silence. */
export function* prepareLines(lines: Iterable<TextLine>, mask: CommentMask, notes: ScanNotes): Generator<Line> {
  let fromAbove: IgnoredRules | undefined;
  let forNext: IgnoredRules | undefined;
  let code = '';
  for (const { number, offset, text, isCut } of lines) {
    const goesOn = offset > 0;
    if (!goesOn) {
      fromAbove = forNext;
      forNext = undefined;
    }
    const ignoring = readIgnoreComments(text, RULE_IDS);
    for (const name of ignoring?.unknown ?? []) notes.unknownRules.push({ line: number, name });
    forNext = both(forNext, ignoring?.next);
    code = goesOn ? code.slice(-OVERLAP) + mask(text.slice(OVERLAP), true) : mask(text);
    const ignored = both(ignoring?.here, fromAbove);
    const hasWords = ANY_RULE_WORD.test(code) || (text !== code && ANY_COMMENT_WORD.test(text));
    yield { number, offset, text, isCut, code, hasWords, ignored };
  }
}

function both(one: IgnoredRules | undefined, other: IgnoredRules | undefined): IgnoredRules | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one === 'all' || other === 'all' ? 'all' : new Set([...one, ...other]);
}
