import { CallNames } from './callNames.ts';
import { blotSecrets, nameBlots } from './cutSecrets.ts';
import { type IgnoredRules, isIgnored, readIgnoreComments } from './ignoreComments.ts';
import type { CommentSyntax } from './commentSyntax.ts';
import type { Language } from './languageOf.ts';
import { type CommentMask, createCommentMask } from './maskComments.ts';
import type { Certainty, Nearby, Pattern, Rule } from './rule.ts';
import { anyRuleWord, ruleBook } from './ruleBook.ts';
import { overlap, type TextLine } from './splitLines.ts';

/** One place to change. */
export interface Finding {
  readonly rule: Rule;
  /** Line and columns count from 1; the end column is the one behind the last character. */
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** The line or, when it is long, what stands around the match; secrets cut. */
  readonly text: string;
  readonly certainty: Certainty;
}

/** What else a scan of a text tells. */
export interface ScanNotes {
  /** Findings that an ignore comment took away. */
  ignored: number;
  /** Ignore comments that name no rule. */
  readonly unknownRules: { readonly line: number; readonly name: string }[];
}

interface Line extends TextLine {
  /** The text with its comments blanked. */
  readonly code: string;
  /** Whether any rule may have something to say to it. */
  readonly hasWords: boolean;
  readonly ignored: IgnoredRules | undefined;
}

/** How far rules look around; the only lines kept in memory. */
const reach = 40;
const ruleIds: ReadonlySet<string> = new Set(ruleBook.map((rule) => rule.id));

/** What a text is written in. */
export interface Dialect {
  readonly language: Language;
  readonly comments: CommentSyntax;
}

/** Applies all rules to a text, one finding per rule and line, in the order of the lines. */
export function* scanText(lines: Iterable<TextLine>, dialect: Dialect, notes: ScanNotes): Generator<Finding> {
  const scan: Scan = { language: dialect.language, names: new CallNames(), notes };
  const window: Line[] = [];
  let current = 0;
  let reported: Reported = { line: 0, rules: new Set() };

  for (const line of prepared(lines, createCommentMask(dialect.comments), notes)) {
    if (line.hasWords) scan.names.learn(line.code);
    window.push(line);
    if (window.length - current <= reach) continue;
    if (window[current]?.hasWords === true) reported = yield* scanLine(window, current, scan, reported);
    if (current === reach) window.shift();
    else current += 1;
  }
  for (; current < window.length; current += 1) {
    if (window[current]?.hasWords === true) reported = yield* scanLine(window, current, scan, reported);
  }
}

interface Reported {
  readonly line: number;
  readonly rules: Set<string>;
}

interface Scan {
  readonly language: Language;
  readonly names: CallNames;
  readonly notes: ScanNotes;
}

function* prepared(lines: Iterable<TextLine>, mask: CommentMask, notes: ScanNotes): Generator<Line> {
  let fromAbove: IgnoredRules | undefined;
  let forNext: IgnoredRules | undefined;
  let before = '';
  for (const line of lines) {
    const goesOn = line.offset > 0;
    if (!goesOn) {
      fromAbove = forNext;
      forNext = undefined;
    }
    const { number, offset, text, isCut } = line;
    const ignoring = readIgnoreComments(text, ruleIds);
    for (const name of ignoring?.unknown ?? []) notes.unknownRules.push({ line: number, name });
    forNext = both(forNext, ignoring?.next);
    before = goesOn ? before.slice(-overlap) + mask(text.slice(overlap), true) : mask(text);
    const ignored = both(ignoring?.here, fromAbove);
    yield { number, offset, text, isCut, code: before, hasWords: anyRuleWord.test(before), ignored };
  }
}

function both(one: IgnoredRules | undefined, other: IgnoredRules | undefined): IgnoredRules | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one === 'all' || other === 'all' ? 'all' : new Set([...one, ...other]);
}

function* scanLine(window: readonly Line[], at: number, scan: Scan, before: Reported): Generator<Finding, Reported> {
  const line = window[at];
  if (line === undefined) return before;
  const reported = before.line === line.number ? before : { line: line.number, rules: new Set<string>() };
  const addresses: Span[] = [];
  for (const rule of ruleBook) {
    if (reported.rules.has(rule.id) || !rule.words.test(line.code)) continue;
    const match = matchOf(rule, window, at, scan, addresses);
    if (match === undefined) continue;
    if (rule.kind === 'address') addresses.push(...match.spans);
    reported.rules.add(rule.id);
    if (isIgnored(rule.id, line.ignored)) scan.notes.ignored += 1;
    else yield toFinding(rule, line, match);
  }
  return reported;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Match extends Span {
  readonly certainty: Certainty;
  /** Every stretch that the rule claims on this line. */
  readonly spans: readonly Span[];
}

function matchOf(
  rule: Rule,
  window: readonly Line[],
  at: number,
  scan: Scan,
  taken: readonly Span[],
): Match | undefined {
  const spans: (Span & { certainty: Certainty })[] = [];
  for (const pattern of [...(rule.patterns.any ?? []), ...(rule.patterns[scan.language] ?? [])]) {
    for (const found of (window[at]?.code ?? '').matchAll(pattern.find)) {
      if (belongsToOtherPiece(found.index, window[at])) continue;
      const span = spanOf(found);
      if (rule.kind === 'address' && taken.some((other) => span.from < other.to && other.from < span.to)) continue;
      if (!holds(pattern, found[0], window, at, scan)) continue;
      spans.push({ ...span, certainty: pattern.certainty ?? rule.certainty });
      if (rule.kind !== 'address') break;
    }
  }
  const first = spans[0];
  return first === undefined ? undefined : { ...first, spans };
}

/** Pieces of a line share text; each half of what they share is looked at in one of them. */
function belongsToOtherPiece(index: number, line: Line | undefined): boolean {
  if (line === undefined) return true;
  const half = overlap / 2;
  return (line.offset > 0 && index < half) || (line.isCut && index >= line.text.length - half);
}

function spanOf(found: RegExpExecArray): Span {
  const part = found.groups?.at;
  const from = part === undefined ? found.index : found.index + found[0].lastIndexOf(part);
  return { from, to: from + (part ?? found[0]).length };
}

function holds(pattern: Pattern, matched: string, window: readonly Line[], at: number, scan: Scan): boolean {
  if (pattern.unless?.test(matched) === true) return false;
  if (pattern.unlessLine?.test(window[at]?.code ?? '') === true) return false;
  const occurs = (near: Nearby): boolean => isNear(near, matched, window, at, scan.names);
  return (pattern.near ?? []).every(occurs) && !(pattern.unlessNear ?? []).some(occurs);
}

function isNear(near: Nearby, matched: string, window: readonly Line[], at: number, names: CallNames): boolean {
  const around = window.slice(Math.max(0, at - near.linesBefore), at + near.linesAfter + 1);
  const text = around.map((line) => line.code).join('\n');
  if (typeof near.find === 'string') return names.occursIn(text, near.find);
  return (typeof near.find === 'function' ? near.find(matched) : near.find).test(text);
}

function toFinding(rule: Rule, line: Line, match: Match): Finding {
  const { from, to, certainty } = match;
  return {
    rule,
    line: line.number,
    column: line.offset + from + 1,
    endColumn: line.offset + to + 1,
    text: excerpt(line, from, to),
    certainty,
  };
}

const longestExcerpt = 200;

/** Blots secrets out before cutting: the rest of a secret behind a cut would not be recognised as one. */
function excerpt({ text, offset }: Line, from: number, to: number): string {
  const safe = blotSecrets(text, offset > 0);
  if (text.trim().length <= longestExcerpt) return nameBlots(safe.trim());
  const start = Math.max(0, Math.min(from - 60, to - longestExcerpt));
  const end = start + longestExcerpt;
  return nameBlots(`${start > 0 ? '… ' : ''}${safe.slice(start, end).trim()}${end < text.length ? ' …' : ''}`);
}
