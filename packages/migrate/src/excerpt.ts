import { BLOT, blotSecrets, nameBlots } from './cutSecrets.ts';
import type { CutValues } from './cutValues.ts';
import type { Span } from './matchRules.ts';
import type { TextLine } from './splitLines.ts';

const LONGEST_EXCERPT = 200;

/** The line or, when it is long, what stands around the match. `secrets` and all that looks like one are cut. */
export function excerpt(
  { text, offset }: TextLine,
  { from, to }: Span,
  secrets: readonly Span[],
  cut: CutValues,
): string {
  // Before cutting: the rest of a secret behind a cut would not be recognised as one.
  const safe = blotSecrets(secrets.reduce(blotSpan, text), offset > 0);
  cut.learn(text, safe);
  if (text.trim().length <= LONGEST_EXCERPT) return nameBlots(safe.trim());
  const start = Math.max(0, Math.min(from - 60, to - LONGEST_EXCERPT));
  const end = start + LONGEST_EXCERPT;
  return nameBlots(`${start > 0 ? '… ' : ''}${safe.slice(start, end).trim()}${end < text.length ? ' …' : ''}`);
}

function blotSpan(text: string, { from, to }: Span): string {
  return text.slice(0, from) + BLOT.repeat(to - from) + text.slice(to);
}
