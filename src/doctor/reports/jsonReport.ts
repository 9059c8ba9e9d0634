import { CHECKS } from '../diagnoses.ts';
import type { Finding } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';
import type { Counts } from '../summary.ts';

/** The findings for programs; docs/doctor.md describes the fields. */
export function jsonReport(
  { config, issuer, isSandbox }: ConfigInspection,
  findings: readonly Finding[],
  counts: Counts,
): string {
  const report = {
    baseUrl: config.server.baseUrl,
    issuer: issuer ?? null,
    sandbox: isSandbox,
    summary: counts,
    findings: findings.map(({ check, verdict, diagnosis, about, reason, advice }) => ({
      check,
      title: CHECKS[check],
      verdict,
      diagnosis: diagnosis ?? null,
      about: about ?? null,
      reason,
      advice: advice ?? null,
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
