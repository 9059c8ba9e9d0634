import type { Language } from './languageOf.ts';
import type { LineView } from './lineView.ts';
import type { Line } from './prepareLines.ts';
import type { Certainty, Pattern, Rule } from './rule.ts';
import { ruleBook } from './ruleBook.ts';
import { overlap } from './splitLines.ts';

/** A stretch of a line, from 0; `to` is behind its last character. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a rule found on a line. */
export interface Match extends Span {
  readonly rule: Rule;
  readonly certainty: Certainty;
  /** Every stretch that the rule claims on this line. */
  readonly spans: readonly Span[];
}

/** Applies all rules to a line, those aside that `reported` an earlier piece of it. */
export function matchRules(view: LineView, language: Language, reported: ReadonlySet<string>): Match[] {
  const addresses: Span[] = [];
  const matches: Match[] = [];
  for (const rule of ruleBook) {
    if (reported.has(rule.id) || !rule.words.test(view.line.code)) continue;
    const match = matchOf(rule, view, language, addresses);
    if (match === undefined) continue;
    if (rule.kind === 'address') addresses.push(...match.spans);
    matches.push(match);
  }
  return matches;
}

function matchOf(rule: Rule, view: LineView, language: Language, taken: readonly Span[]): Match | undefined {
  const spans: (Span & { certainty: Certainty })[] = [];
  for (const pattern of [...(rule.patterns.any ?? []), ...(rule.patterns[language] ?? [])]) {
    if (pattern.unlessLine?.test(view.line.code) === true) continue;
    for (const found of view.line.code.matchAll(pattern.find)) {
      if (belongsToOtherPiece(found.index, view.line)) continue;
      const span = spanOf(found);
      if (rule.kind === 'address' && taken.some((other) => span.from < other.to && other.from < span.to)) continue;
      if (!holds(pattern, found[0], view)) continue;
      spans.push({ ...span, certainty: pattern.certainty ?? rule.certainty });
      if (rule.kind === undefined) break;
    }
  }
  const first = spans[0];
  return first === undefined ? undefined : { rule, ...first, spans };
}

/** Pieces of a line share text; each half of what they share is looked at in one of them. */
function belongsToOtherPiece(index: number, { offset, isCut, text }: Line): boolean {
  const half = overlap / 2;
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
