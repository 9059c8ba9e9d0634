import { count } from '../count.ts';
import type { Plan, PlannedRule, PlannedStep } from '../plan.ts';
import type { Scan } from '../scanFolder.ts';
import { LIFE_WORDS, scopesFor, describeScopes } from '../calledOperations.ts';
import { capped, SHOWN_OF_RULE } from './capped.ts';
import { exampleLanguagesOf, LANGUAGE_NAMES } from './exampleLanguages.ts';
import { remarksOn, summaryOf, worstOf } from './summary.ts';

/** Operations that are listed; the JSON report has all. */
const MOST_OPERATIONS = 60;

type Paint = Record<'bold' | 'red' | 'yellow' | 'cyan' | 'dim', (text: string) => string>;

/** The plan for a terminal. */
export function textReport(scan: Scan, plan: Plan, coloured: boolean): string {
  const paint = paintWith(coloured);
  const lines = [paint.bold(summaryOf(plan, scan)), ''];
  lines.push(...operationLines(scan, paint));
  if (plan.findings > 0) {
    const isMoved = scan.connect !== undefined;
    plan.steps.forEach((step, at) => lines.push(...stepLines(step, at + 1, paint, isMoved)));
    lines.push(paint.dim('The move step by step, with code: docs/migration.md'), '');
  }
  const remarks = remarksOn(scan, plan);
  if (remarks.length > 0) lines.push(...remarks.map(safe), '');
  return lines.join('\n');
}

/** The operations called, whether each lives on, and the scopes they need. */
function operationLines({ operations, hidesCalls }: Scan, paint: Paint): string[] {
  if (operations.length === 0) return [];
  const shown = operations.slice(0, MOST_OPERATIONS);
  const more = operations.length - shown.length;
  return [
    paint.bold('Operations of the API that the code calls'),
    ...shown.map(({ method, path, life, now, places }) => {
      const mark = life === 'alive' ? '' : ` ${paint.yellow(LIFE_WORDS[life])}, now: ${now}`;
      return `   ${(method ?? '?').padEnd(6)} ${path} (${count(places, 'place')})${mark}`;
    }),
    ...(more === 0 ? [] : [`   and ${count(more, 'more', 'more')}`]),
    ...describeScopes(scopesFor(operations, hidesCalls)).map((line) => `   ${line}`),
    '',
  ];
}

function stepLines(
  { step, rules, findings, places }: PlannedStep,
  number: number,
  paint: Paint,
  isMoved: boolean,
): string[] {
  const size =
    findings === 0 ? 'nothing found in the code' : `${count(findings, 'line')}, about ${count(places, 'place')}`;
  return [
    paint.bold(`${number}. ${step.title}`) + ` (${size})`,
    paint.dim(`   Guide: ${step.guide}`),
    ...(isMoved && findings === 0 ? [] : step.always).map((task) => `   - ${task}`),
    '',
    ...rules.flatMap((entry) => ruleLines(entry, paint)),
  ];
}

function ruleLines({ rule, findings }: PlannedRule, paint: Paint): string[] {
  const { shown, rest } = capped(findings, SHOWN_OF_RULE);
  const mark = worstOf(findings) === 'error' ? paint.red('error') : paint.yellow('warning');
  return [
    `   ${mark} ${paint.bold(rule.title)} [${rule.id}]`,
    ...shown.flatMap((finding) => [
      `     ${paint.cyan(`${safe(finding.file)}:${finding.line}:${finding.column}`)}${finding.certainty === 'certain' ? '' : ` (${finding.certainty})`}`,
      `       ${safe(finding.text)}`,
      ...(finding.detail === undefined ? [] : [`       ${safe(finding.detail)}`]),
    ]),
    ...(rest === undefined ? [] : [`     ${rest}`]),
    `     Why: ${rule.why}`,
    `     Instead: ${rule.replacement}`,
    ...exampleLanguagesOf(findings).flatMap((language) => [
      `     Example, ${LANGUAGE_NAMES[language].name}:`,
      ...rule.examples[language].split('\n').map((line) => `       ${paint.dim(line)}`),
    ]),
    paint.dim(`     Guide: ${rule.guide}`),
    '',
  ];
}

/** Source text must not steer the terminal. */
function safe(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters to keep out
  return text.replace(/\t/g, '  ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function paintWith(coloured: boolean): Paint {
  const with_ = (open: number, close: number) => (text: string) =>
    coloured ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: with_(1, 22), dim: with_(2, 22), red: with_(31, 39), yellow: with_(33, 39), cyan: with_(36, 39) };
}
