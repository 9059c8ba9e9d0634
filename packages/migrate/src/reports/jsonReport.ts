import { scopesFor } from '../calledOperations.ts';
import { fingerprints } from '../fingerprints.ts';
import type { Plan } from '../plan.ts';
import type { FileFinding, Scan } from '../scanFolder.ts';
import { exampleLanguage } from './exampleLanguages.ts';

/** Raised when a field changes its meaning or goes away; new fields do not count. */
export const JSON_REPORT_VERSION = 1;

/** The plan as JSON; its shape is described in docs/migration.md. */
export function jsonReport(scan: Scan, plan: Plan, toolVersion: string): string {
  const all = fingerprints(scan.findings);
  const marks = new Map(scan.findings.map((finding, at) => [finding, all[at]]));
  const report = {
    version: JSON_REPORT_VERSION,
    tool: { name: 'visma-migrate', version: toolVersion },
    folder: scan.root,
    summary: {
      findings: plan.findings,
      listed: scan.findings.length,
      errors: plan.errors,
      warnings: plan.warnings,
      files: plan.files,
      places: plan.places,
      filesScanned: scan.files,
      ignored: scan.ignored,
      known: scan.known,
      unchanged: scan.unchanged,
    },
    usesConnect: placeOf(scan),
    operations: scan.operations,
    scopes: scopesFor(scan.operations, scan.hidesCalls),
    steps: plan.steps.map(({ step, findings, places, rules }) => ({
      id: step.id,
      title: step.title,
      guide: step.guide,
      always: step.always,
      places,
      findingCount: findings,
      findings: rules.flatMap((entry) => entry.findings.map((finding) => toFinding(finding, marks.get(finding)))),
    })),
    leftOut: scan.leftOut,
    unreadable: scan.unreadable,
    unknownIgnoreRules: scan.unknownRules,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function placeOf({ connect }: Scan) {
  return connect === undefined ? null : { file: connect.file, line: connect.line };
}

function toFinding(finding: FileFinding, fingerprint: string | undefined) {
  const { rule, file, line, column, endColumn, text, certainty, severity, detail, language } = finding;
  return {
    rule: rule.id,
    title: rule.title,
    severity,
    certainty,
    file,
    line,
    column,
    endColumn,
    text,
    detail,
    fingerprint,
    language,
    guide: rule.guide,
    why: rule.why,
    replacement: rule.replacement,
    example: rule.examples[exampleLanguage(language)],
  };
}
