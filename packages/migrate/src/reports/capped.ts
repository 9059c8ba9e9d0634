import { count } from '../count.ts';
import type { FileFinding } from '../scanFolder.ts';

/** So many findings of a rule are shown, unless a report has to be shorter. */
export const SHOWN_OF_RULE = 20;

/** The first findings, and a line for the others: `and 860 more in 140 files`. */
export function capped(
  findings: readonly FileFinding[],
  most: number,
): { shown: readonly FileFinding[]; rest: string | undefined } {
  if (findings.length <= most) return { shown: findings, rest: undefined };
  const left = findings.slice(most);
  const files = new Set(left.map(({ file }) => file)).size;
  return {
    shown: findings.slice(0, most),
    rest: `and ${count(left.length, 'more', 'more')} in ${count(files, 'file')}`,
  };
}

/** Files with their number of findings, the most first. */
export function byFile(findings: readonly FileFinding[]): [file: string, findings: number][] {
  const counts = new Map<string, number>();
  for (const { file } of findings) counts.set(file, (counts.get(file) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
}
