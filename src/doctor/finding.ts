import { DIAGNOSES, type CheckId, type DiagnosisId, type Verdict } from './diagnoses.ts';

/** What one check came to. */
export interface Finding {
  readonly check: CheckId;
  readonly verdict: Verdict;
  /** Undefined when nothing is wrong. */
  readonly diagnosis: DiagnosisId | undefined;
  /** The host or the variable it is about, where the check has several. */
  readonly about: string | undefined;
  /** What was seen, in words. */
  readonly reason: string;
  /** What to do, in words. */
  readonly advice: string | undefined;
}

/** Findings one after the other, as they come, and at the end what the next checks build on. */
export type Findings<Result = void> = AsyncGenerator<Finding, Result, undefined>;

interface FindingText {
  readonly reason: string;
  readonly advice: string;
  readonly about?: string | undefined;
}

/** Something is wrong. */
export function diagnose(diagnosis: DiagnosisId, { reason, advice, about }: FindingText): Finding {
  return { ...DIAGNOSES[diagnosis], diagnosis, about, reason, advice };
}

export function fine(check: CheckId, reason: string, about?: string): Finding {
  return { check, verdict: 'ok', diagnosis: undefined, about, reason, advice: undefined };
}

/** Not looked at, and why. */
export function skip(check: CheckId, reason: string): Finding {
  return { check, verdict: 'skipped', diagnosis: undefined, about: undefined, reason, advice: undefined };
}
