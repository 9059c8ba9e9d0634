import type { RequestRecord } from '../world/requestLog.ts';

export interface Verdict {
  kind: 'accepted' | 'refused' | 'broken';
  words: string;
}

/** How a request ended, in words. */
export function verdictOf({ status, error, faults }: RequestRecord): Verdict {
  if (faults.length > 0) return { kind: 'broken', words: `Broken on purpose: ${faults.join(', ')}` };
  if (status === 0) return { kind: 'broken', words: 'No answer: the connection ended before' };
  if (error !== null) return { kind: 'refused', words: `Refused with ${error}` };
  if (status === 429) return { kind: 'refused', words: 'Refused: too many calls' };
  if (status >= 400) return { kind: 'refused', words: `Refused with ${status}` };
  return { kind: 'accepted', words: 'Accepted' };
}
