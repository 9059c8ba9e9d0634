import { CallNames } from './callNames.ts';
import { excerpt } from './excerpt.ts';
import type { FileContext } from './fileContext.ts';
import { isIgnored } from './ignoreComments.ts';
import { type LineView, REACH, viewFrom } from './lineView.ts';
import { type Match, matchRules, type Span } from './matchRules.ts';
import { CALL_WORDS } from './operations/calls.ts';
import { isOfVisma } from './operations/endings.ts';
import type { Line, ScanNotes } from './prepareLines.ts';
import type { Certainty, Rule, Severity } from './rule.ts';

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
  readonly severity: Severity;
  /** What is so at this place, beyond what the rule says of all. */
  readonly detail: string | undefined;
}

/** Applies all rules to a text, one finding per rule and line, in the order of the lines. */
export function* scanText(lines: Iterable<Line>, file: FileContext, notes: ScanNotes): Generator<Finding> {
  let reported = { line: 0, rules: new Set<string>() };
  for (const view of viewsOf(lines, file)) {
    const { number, ignored } = view.line;
    if (reported.line !== number) reported = { line: number, rules: new Set() };
    for (const call of view.calls()) if (isOfVisma(view, call)) notes.calls.push(call);
    const matches = matchRules(view, file.language, reported.rules);
    const secrets = matches.flatMap(({ rule, spans }) =>
      spans.filter(({ isSecret }) => rule.kind === 'secret' || isSecret === true),
    );
    for (const match of matches) {
      reported.rules.add(match.rule.id);
      if (isIgnored(match.rule.id, ignored)) notes.ignored += 1;
      else yield toFinding(view.line, match, secrets, notes);
    }
  }
}

/** Each line that a rule may have something to say to, with the lines before and after it. */
function* viewsOf(lines: Iterable<Line>, file: FileContext): Generator<LineView> {
  const names = new CallNames();
  const window: Line[] = [];
  let current = 0;
  for (const line of lines) {
    if (line.hasWords) names.learn(line.code);
    window.push(line);
    if (window.length - current <= REACH) continue;
    yield* viewOf(window, current, names, file);
    if (current === REACH) window.shift();
    else current += 1;
  }
  for (; current < window.length; current += 1) yield* viewOf(window, current, names, file);
}

function* viewOf(window: readonly Line[], at: number, names: CallNames, file: FileContext): Generator<LineView> {
  const line = window[at];
  if (line === undefined) return;
  if (line.hasWords || ((file.facts.baseVersions.size > 0 || file.facts.declaresCalls) && CALL_WORDS.test(line.code)))
    yield viewFrom(line, window, at, names, file);
}

function toFinding(line: Line, match: Match, secrets: readonly Span[], { cut }: ScanNotes): Finding {
  const { rule, from, to, certainty, severity, detail } = match;
  return {
    rule,
    line: line.number,
    column: line.offset + from + 1,
    endColumn: line.offset + to + 1,
    text: excerpt(line, { from, to }, secrets, cut),
    certainty,
    severity,
    detail,
  };
}
