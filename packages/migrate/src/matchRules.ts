import type { Language } from './languageOf.ts';
import type { LineView } from './lineView.ts';
import type { Line } from './prepareLines.ts';
import type { Certainty, Detected, Pattern, Rule, Severity } from './rule.ts';
import { RULE_BOOK, SHARED_WORDS } from './ruleBook.ts';
import { OVERLAP } from './splitLines.ts';

/** A stretch of a line, from 0; `to` is behind its last character. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a rule found on a line. */
export interface Match extends Span {
  readonly rule: Rule;
  readonly certainty: Certainty;
  readonly severity: Severity;
  readonly detail: string | undefined;
  /** Every stretch that the rule claims on this line. */
  readonly spans: readonly Detected[];
}

/** Applies all rules to a line, those aside that `reported` an earlier piece of it. */
export function matchRules(view: LineView, language: Language, reported: ReadonlySet<string>): Match[] {
  const addresses: Span[] = [];
  const matches: Match[] = [];
  for (const rule of RULE_BOOK) {
    if (reported.has(rule.id) || !hasWords(rule, view.line)) continue;
    if (view.file.isManifestOnly && rule.readsManifests !== true) continue;
    if (view.file.facts.isMixed && SHARED_WORDS.has(rule.id) && view.file.facts.isOtherAt(view.line.number)) continue;
    const match = matchOf(rule, view, language, addresses);
    if (match === undefined) continue;
    if (rule.kind === 'address') addresses.push(...match.spans);
    matches.push(match);
  }
  return matches;
}

function matchOf(rule: Rule, view: LineView, language: Language, taken: readonly Span[]): Match | undefined {
  const spans: Detected[] = [];
  for (const pattern of [...(rule.patterns.any ?? []), ...(rule.patterns[language] ?? [])]) {
    if (pattern.unlessLine?.test(view.line.code) === true) continue;
    const text = pattern.inComments === true ? view.line.text : view.line.code;
    for (const found of text.matchAll(pattern.find)) {
      const span = spanOf(found);
      if (belongsToOtherPiece(found.index, view.line) || isTaken(rule, span, taken)) continue;
      if (!holds(pattern, found[0], view) || rule.isOverruled?.(view, span) === true) continue;
      spans.push(toDetected(span, pattern));
      if (rule.kind === undefined) break;
    }
  }
  for (const span of rule.detect?.(view) ?? []) {
    if (!belongsToOtherPiece(span.from, view.line) && !isTaken(rule, span, taken)) spans.push(span);
  }
  const first = spans[0];
  if (first === undefined) return undefined;
  const certainty = first.certainty ?? rule.certainty;
  const severity = bounded(first.severity ?? rule.severity, certainty);
  return { rule, from: first.from, to: first.to, certainty, severity, detail: first.detail, spans };
}

function toDetected({ from, to }: Span, pattern: Pattern): Detected {
  const { certainty } = pattern;
  const isSecret = pattern.isSecret === true;
  return certainty === undefined ? { from, to, isSecret } : { from, to, isSecret, certainty };
}

function hasWords({ words, readsComments }: Rule, { code, text }: Line): boolean {
  return words.test(code) || (readsComments === true && text !== code && words.test(text));
}

function isTaken(rule: Rule, span: Span, taken: readonly Span[]): boolean {
  return rule.kind === 'address' && taken.some((other) => span.from < other.to && other.from < span.to);
}

/** What is only possible breaks no build. */
function bounded(severity: Severity, certainty: Certainty): Severity {
  return certainty === 'possible' ? 'warning' : severity;
}

/** Pieces of a line share text; each half of what they share is looked at in one of them. */
function belongsToOtherPiece(index: number, { offset, isCut, text }: Line): boolean {
  const half = OVERLAP / 2;
  return (offset > 0 && index < half) || (isCut && index >= text.length - half);
}

function spanOf(found: RegExpExecArray): Span {
  const part = found.groups?.at;
  const from = part === undefined ? found.index : found.index + found[0].lastIndexOf(part);
  return { from, to: from + (part ?? found[0]).length };
}

function holds(pattern: Pattern, matched: string, view: LineView): boolean {
  if (pattern.unless?.test(matched) === true) return false;
  if (pattern.near?.every((near) => view.isNear(near, matched)) === false) return false;
  return pattern.unlessNear?.some((near) => view.isNear(near, matched)) !== true;
}
