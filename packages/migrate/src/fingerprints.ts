import { createHash } from 'node:crypto';
import type { FileFinding } from './scanFolder.ts';

/** A mark for each finding that stays when lines are added elsewhere: of its rule, file and text, and which of the same. */
export function fingerprints(findings: readonly FileFinding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, text }) => {
    const key = [rule.id, file, text].join('\n');
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return createHash('sha256').update(`${key}\n${nth}`).digest('hex');
  });
}
