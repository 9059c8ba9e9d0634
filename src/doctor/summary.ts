import type { Verdict } from './diagnoses.ts';
import type { Finding } from './finding.ts';

export type Counts = Readonly<Record<Verdict, number>>;

export function countVerdicts(findings: readonly Finding[]): Counts {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  return { ok: count('ok'), warning: count('warning'), problem: count('problem'), skipped: count('skipped') };
}

export function isHealthy({ problem, warning }: Counts, strict: boolean): boolean {
  return problem === 0 && (!strict || warning === 0);
}
