import type { Rule } from './rule.ts';
import { RULE_BOOK } from './ruleBook.ts';
import type { FileFinding, Scan } from './scanFolder.ts';
import { type Step, STEPS } from './steps.ts';

/** The findings of one rule. */
export interface PlannedRule {
  readonly rule: Rule;
  readonly findings: readonly FileFinding[];
}

/** One part of the plan with its findings. */
export interface PlannedStep {
  readonly step: Step;
  readonly rules: readonly PlannedRule[];
  readonly findings: number;
  /** Estimate: findings of a file at most three lines apart are one place. */
  readonly places: number;
}

/** The findings in the order in which to work on them. */
export interface Plan {
  readonly steps: readonly PlannedStep[];
  /** All findings, those beyond the limit of the report too. */
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly files: number;
  /** Estimate over all steps; a place that belongs to two steps counts once. */
  readonly places: number;
}

/** Groups findings by the guide's steps and the rules, and counts the places to touch. */
export function makePlan(scan: Scan): Plan {
  const planned = STEPS.map((step): PlannedStep => {
    const rules = RULE_BOOK.filter((rule) => rule.step === step.id)
      .map((rule) => ({ rule, findings: scan.findings.filter((finding) => finding.rule === rule) }))
      .filter(({ findings }) => findings.length > 0);
    const findings = rules.flatMap((entry) => entry.findings);
    return { step, rules, findings: findings.length, places: countPlaces(findings) };
  });
  const errors = scan.findings.filter(({ severity }) => severity === 'error').length + scan.beyondLimit.error;
  const warnings = scan.findings.filter(({ severity }) => severity === 'warning').length + scan.beyondLimit.warning;
  return {
    steps: planned,
    findings: errors + warnings,
    errors,
    warnings,
    files: new Set(scan.findings.map(({ file }) => file)).size,
    places: countPlaces(scan.findings),
  };
}

const SAME_PLACE_LINES = 3;

function countPlaces(findings: readonly FileFinding[]): number {
  const linesByFile = new Map<string, number[]>();
  for (const { file, line } of findings) {
    const lines = linesByFile.get(file) ?? [];
    lines.push(line);
    linesByFile.set(file, lines);
  }
  let places = 0;
  for (const lines of linesByFile.values()) {
    lines.sort((a, b) => a - b);
    places += lines.filter((line, at) => at === 0 || line - (lines[at - 1] ?? line) > SAME_PLACE_LINES).length;
  }
  return places;
}
