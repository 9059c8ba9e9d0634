import { count } from '../count.ts';
import type { Plan, PlannedRule, PlannedStep } from '../plan.ts';
import type { Scan } from '../scanFolder.ts';
import { exampleLanguagesOf, languageNames } from './exampleLanguages.ts';
import { remarksOn, summaryOf, worstOf } from './summary.ts';

/** The plan as a Markdown document with boxes to tick. */
export function markdownReport(scan: Scan, plan: Plan): string {
  const lines = ['# Moving from VNI to Visma Connect', '', summaryOf(plan, scan), ''];
  if (plan.findings > 0) {
    lines.push('| Step | Lines | Places, about |', '|---|---:|---:|');
    plan.steps.forEach(({ step, findings, places }, at) =>
      lines.push(`| ${at + 1}. ${step.title} | ${findings} | ${places} |`),
    );
    lines.push('');
    plan.steps.forEach((step, at) => lines.push(...stepLines(step, at + 1)));
  }
  const remarks = remarksOn(scan, plan);
  if (remarks.length > 0) lines.push('## The scan itself', '', ...remarks.map((remark) => `- ${escaped(remark)}`), '');
  return lines.join('\n');
}

function stepLines({ step, rules }: PlannedStep, number: number): string[] {
  return [
    `## ${number}. ${step.title}`,
    '',
    `Guide: ${step.guide}`,
    '',
    ...step.always.map((task) => `- [ ] ${task}`),
    '',
    ...(rules.length === 0 ? ['Nothing found in the code.', ''] : rules.flatMap(ruleLines)),
  ];
}

function ruleLines({ rule, findings }: PlannedRule): string[] {
  return [
    `### ${rule.title} (\`${rule.id}\`, ${worstOf(findings)}, ${count(findings.length, 'line')})`,
    '',
    ...findings.map(
      ({ file, line, text, certainty, detail }) =>
        `- [ ] ${code(`${file}:${line}`)} ${code(text)}${certainty === 'certain' ? '' : ` (${certainty})`}` +
        (detail === undefined ? '' : `: ${escaped(detail)}`),
    ),
    '',
    `**Why.** ${escaped(rule.why)}`,
    '',
    `**Instead.** ${escaped(rule.replacement)}`,
    '',
    ...exampleLanguagesOf(findings).flatMap((language) => [
      '```' + languageNames[language].fence,
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
