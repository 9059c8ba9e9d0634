import type { RequestRecord } from '../world/requestLog.ts';

export interface Verdict {
  readonly kind: 'accepted' | 'refused' | 'broken';
  readonly message: string;
}

/** How a request ended, in words. */
export function verdictOf({ status, error, faults }: RequestRecord): Verdict {
  if (faults.length > 0) return { kind: 'broken', message: `Broken on purpose: ${faults.join(', ')}` };
  if (status === 0) return { kind: 'broken', message: 'No answer: the connection ended before' };
  if (error !== null) return { kind: 'refused', message: `Refused with ${error}` };
  if (status === 429) return { kind: 'refused', message: 'Refused: too many calls' };
  if (status >= 400) return { kind: 'refused', message: `Refused with ${status}` };
  return { kind: 'accepted', message: 'Accepted' };
}
