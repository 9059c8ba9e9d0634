import { count } from '../count.ts';
import type { Plan } from '../plan.ts';
import type { Severity } from '../rule.ts';
import { type FileFinding, FINDING_LIMIT, type Scan } from '../scanFolder.ts';

/** The severity of the gravest of some findings. */
export function worstOf(findings: readonly FileFinding[]): Severity {
  return findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}

/** The outcome in one or two sentences. */
export function summaryOf(plan: Plan, scan: Scan): string {
  const looked = `Looked into ${count(scan.files, 'file')}.`;
  if (plan.findings === 0 && scan.known + scan.unchanged > 0) return `${looked} Found nothing new.`;
  if (plan.findings === 0) return `${looked} Found nothing of VNI.`;
  return (
    `${looked} Found ${count(plan.findings, 'line')} to change in ${count(plan.files, 'file')}: ` +
    `${count(plan.errors, 'error')}, ${count(plan.warnings, 'warning')}. About ${count(plan.places, 'place')} to touch.`
  );
}

/** What a reader has to know about the scan itself, one sentence each; often nothing. */
export function remarksOn(scan: Scan, plan: Plan): string[] {
  const { leftOut } = scan;
  const parts = [
    [leftOut.vendoredFolders, 'vendored or built folder', 'vendored or built folders'],
    [leftOut.gitignored, 'entry of .gitignore', 'entries of .gitignore'],
    [leftOut.generated + leftOut.minified, 'generated or minified file', 'generated or minified files'],
    [leftOut.binary, 'binary', 'binaries'],
    [leftOut.document, 'document', 'documents'],
    [leftOut.links, 'link', 'links'],
    [leftOut.notIncluded, 'file that --include does not name', 'files that --include does not name'],
  ] as const;
  const named = parts.filter(([number]) => number > 0).map(([number, one, many]) => count(number, one, many));
  const remarks = named.length === 0 ? [] : [`Left out: ${named.join(', ')}.`];
  if (scan.ignored > 0) remarks.push(`Silenced by comments: ${count(scan.ignored, 'finding')}.`);
  if (scan.known > 0) remarks.push(`Left out, as the baseline holds them: ${count(scan.known, 'finding')}.`);
  if (scan.unchanged > 0) remarks.push(`Left out, on unchanged lines: ${count(scan.unchanged, 'finding')}.`);
  if (scan.connect !== undefined) {
    remarks.push(`This code already uses Visma Connect: ${scan.connect.file}:${scan.connect.line}.`);
  }
  if (plan.findings > FINDING_LIMIT) {
    remarks.push(
      `Only the first ${count(FINDING_LIMIT, 'finding')} are listed; the counts of errors and warnings are complete.`,
    );
  }
  for (const { file, line, name } of scan.unknownRules) {
    remarks.push(`${file}:${line}: the ignore comment names no rule: "${name}". It ignores nothing by that name.`);
  }
  for (const { path, reason } of scan.unreadable)
    remarks.push(`Could not read ${path === '' ? '.' : path}: ${reason}.`);
  return remarks;
}
