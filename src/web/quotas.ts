import { AppError, type Quota } from '../errors.ts';
import type { Clock } from '../store/store.ts';

/** What the APIs last said about their rate limits, company by company, as far as this process has seen. */
export interface Quotas {
  /** Takes note of what an answer or a refusal carries, and passes it on. */
  noteOf<T>(tenantId: string, answer: Promise<T>): Promise<T>;
  /** Undefined when nothing is known, or when the window has ended since. */
  of(tenantId: string): Quota | undefined;
}

interface Noted {
  readonly quota: Quota;
  readonly atMs: number;
}

const MOST_COMPANIES = 1000;

export function createQuotas(now: Clock): Quotas {
  const noted = new Map<string, Noted>();
  const note = (tenantId: string, quota: Quota | undefined) => {
    if (!quota) return;
    // Set anew, so that the one noted longest ago is the first.
    noted.delete(tenantId);
    noted.set(tenantId, { quota, atMs: now() });
    const [oldest] = noted.keys();
    if (noted.size > MOST_COMPANIES && oldest !== undefined) noted.delete(oldest);
  };
  return {
    noteOf: async (tenantId, answer) => {
      try {
        const arrived = await answer;
        note(tenantId, quotaIn(arrived));
        return arrived;
      } catch (error) {
        if (error instanceof AppError) note(tenantId, error.details.quota);
        throw error;
      }
    },
    of: (tenantId) => {
      const { quota, atMs } = noted.get(tenantId) ?? {};
      if (!quota || atMs === undefined) return undefined;
      const resetSeconds = quota.resetSeconds && quota.resetSeconds - Math.floor((now() - atMs) / 1000);
      return resetSeconds === undefined || resetSeconds > 0 ? { ...quota, resetSeconds } : undefined;
    },
  };
}

/** Pages and single objects of the ERP client carry it. */
function quotaIn(answer: unknown): Quota | undefined {
  return hasQuota(answer) ? answer.quota : undefined;
}

function hasQuota(answer: unknown): answer is { quota: Quota | undefined } {
  return typeof answer === 'object' && answer !== null && 'quota' in answer;
}
