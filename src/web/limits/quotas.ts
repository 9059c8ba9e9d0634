import type { Quota } from 'visma-net-client/errors';
import { isRefusal } from '../../errors.ts';
import type { Clock } from '../../store/store.ts';

/** What each API last said about its rate limit, company by company, as far as this process has seen. */
export interface Quotas {
  /** Takes note of what an answer or a refusal carries, and passes it on. */
  noteOf<T>(tenantId: string, answer: Promise<T>): Promise<T>;
  /** Undefined when nothing is known, or when the window has ended since. */
  of(tenantId: string, api: Quota['api']): Quota | undefined;
}

interface Noted {
  readonly quota: Quota;
  readonly atMs: number;
}

const MOST_NOTED = 2000;

export function createQuotas(now: Clock): Quotas {
  const noted = new Map<string, Noted>();
  const note = (tenantId: string, quota: Quota | undefined) => {
    if (!quota) return;
    // Set anew, so that the one noted longest ago is the first.
    const key = keyOf(tenantId, quota.api);
    noted.delete(key);
    noted.set(key, { quota, atMs: now() });
    const [oldest] = noted.keys();
    if (noted.size > MOST_NOTED && oldest !== undefined) noted.delete(oldest);
  };
  return {
    noteOf: async (tenantId, answer) => {
      try {
        const arrived = await answer;
        note(tenantId, quotaIn(arrived));
        return arrived;
      } catch (error) {
        if (isRefusal(error)) note(tenantId, error.details.quota);
        throw error;
      }
    },
    of: (tenantId, api) => {
      const { quota, atMs } = noted.get(keyOf(tenantId, api)) ?? {};
      if (!quota || atMs === undefined) return undefined;
      const resetSeconds = quota.resetSeconds && quota.resetSeconds - Math.floor((now() - atMs) / 1000);
      return resetSeconds === undefined || resetSeconds > 0 ? { ...quota, resetSeconds } : undefined;
    },
  };
}

function keyOf(tenantId: string, api: Quota['api']): string {
  return `${api} ${tenantId}`;
}

/** Pages and single objects of the ERP client carry it. */
function quotaIn(answer: unknown): Quota | undefined {
  return hasQuota(answer) ? answer.quota : undefined;
}

function hasQuota(answer: unknown): answer is { quota: Quota | undefined } {
  return typeof answer === 'object' && answer !== null && 'quota' in answer;
}
