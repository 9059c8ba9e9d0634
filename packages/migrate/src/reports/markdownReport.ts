import { count } from '../count.ts';
import type { Plan, PlannedRule, PlannedStep } from '../plan.ts';
import type { Scan } from '../scanFolder.ts';
import { LIFE_WORDS, scopesFor, describeScopes } from '../calledOperations.ts';
import { byFile, capped, SHOWN_OF_RULE } from './capped.ts';
import { exampleLanguagesOf, LANGUAGE_NAMES } from './exampleLanguages.ts';
import { remarksOn, summaryOf, worstOf } from './summary.ts';

/** Code hosts take no longer texts: GitHub's issues 65,536 characters. */
export const LONGEST_MARKDOWN = 65_000;

const MOST_FILES = 20;
const MOST_OPERATIONS = 60;

/** The plan as a Markdown document with boxes to tick, short enough for an issue of a code host. */
export function markdownReport(scan: Scan, plan: Plan): string {
  for (const most of [SHOWN_OF_RULE, 10, 5, 2]) {
    const text = markdownWith(scan, plan, most);
    if (text.length <= LONGEST_MARKDOWN) return text;
  }
  const text = markdownWith(scan, plan, 1);
  return text.length <= LONGEST_MARKDOWN
    ? text
    : `${text.slice(0, LONGEST_MARKDOWN - 80)}\n\nCut here; the JSON report holds everything.\n`;
}

function markdownWith(scan: Scan, plan: Plan, most: number): string {
  const lines = ['# Moving from VNI to Visma Connect', '', summaryOf(plan, scan), ''];
  if (plan.findings > 0) {
    lines.push('| Step | Lines | Places, about |', '|---|---:|---:|');
    plan.steps.forEach(({ step, findings, places }, at) =>
      lines.push(`| ${at + 1}. ${step.title} | ${findings} | ${places} |`),
    );
    lines.push('', ...fileLines(scan));
  }
  lines.push(...operationLines(scan));
  if (plan.findings > 0) {
    const isMoved = scan.connect !== undefined;
    plan.steps.forEach((step, at) => lines.push(...stepLines(step, at + 1, most, isMoved)));
  }
  const remarks = remarksOn(scan, plan);
  if (remarks.length > 0) {
    const shown = remarks.slice(0, 50);
    lines.push('## The scan itself', '', ...shown.map((remark) => `- ${escaped(remark)}`), '');
  }
  return lines.join('\n');
}

function fileLines({ findings }: Scan): string[] {
  const files = byFile(findings);
  const more = files.length - MOST_FILES;
  return [
    '| File | Lines |',
    '|---|---:|',
    ...files.slice(0, MOST_FILES).map(([file, lines]) => `| ${code(file.replace(/\|/g, '\\|'))} | ${lines} |`),
    ...(more > 0 ? [`| and ${count(more, 'more', 'more')} | |`] : []),
    '',
  ];
}

function operationLines({ operations, hidesCalls }: Scan): string[] {
  if (operations.length === 0) return [];
  const more = operations.length - MOST_OPERATIONS;
  return [
    '## Operations of the API that the code calls',
    '',
    '| Operation | Places | Lives on | Address now |',
    '|---|---:|---|---|',
    ...operations
      .slice(0, MOST_OPERATIONS)
      .map(
        ({ method, path, places, life, now }) =>
          `| ${code(`${method ?? '?'} ${path}`)} | ${places} | ${LIFE_WORDS[life]} | ${escaped(now)} |`,
      ),
    ...(more > 0 ? [`| and ${count(more, 'more', 'more')} | | | |`] : []),
    '',
    ...describeScopes(scopesFor(operations, hidesCalls)).map((line) => `- ${escaped(line)}`),
    '',
  ];
}

function stepLines({ step, rules }: PlannedStep, number: number, most: number, isMoved: boolean): string[] {
  return [
    `## ${number}. ${step.title}`,
    '',
    `Guide: ${step.guide}`,
    '',
    ...(isMoved && rules.length === 0 ? [] : step.always).map((task) => `- [ ] ${task}`),
    '',
    ...(rules.length === 0 ? ['Nothing found in the code.', ''] : rules.flatMap((entry) => ruleLines(entry, most))),
  ];
}

function ruleLines({ rule, findings }: PlannedRule, most: number): string[] {
  const { shown, rest } = capped(findings, most);
  return [
    `### ${rule.title} (\`${rule.id}\`, ${worstOf(findings)}, ${count(findings.length, 'line')})`,
    '',
    ...shown.map(
      ({ file, line, text, certainty, detail }) =>
        `- [ ] ${code(`${file}:${line}`)} ${code(text)}${certainty === 'certain' ? '' : ` (${certainty})`}` +
        (detail === undefined ? '' : `: ${escaped(detail)}`),
    ),
    ...(rest === undefined ? [] : [`- ${rest}`]),
    '',
    `**Why.** ${escaped(rule.why)}`,
    '',
    `**Instead.** ${escaped(rule.replacement)}`,
    '',
    ...exampleLanguagesOf(findings).flatMap((language) => [
      '```' + LANGUAGE_NAMES[language].fence,
      rule.examples[language],
      '```',
      '',
    ]),
    `Guide: ${rule.guide}`,
    '',
  ];
}

/** Code with a fence longer than any run of backticks in it. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const blank = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return fence + blank + text.replace(/[\r\n]+/g, ' ') + blank + fence;
}

function escaped(text: string): string {
  return text.replace(/[\\`*<>|]/g, '\\$&');
}
