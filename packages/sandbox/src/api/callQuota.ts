/** One fixed window of an hour (docs.vismasoftware.no/vismanetapi/api-reference/rate-limits). */
export interface QuotaState {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends; whole, at least 1. */
  readonly resetSeconds: number;
  readonly policy: string;
  readonly exceeded: boolean;
}

export interface CallQuota {
  /** Counts one call. */
  count(key: string, policy: string, limit: number): QuotaState;
  /** The same without counting. */
  peek(key: string, policy: string, limit: number): QuotaState;
  /**
   * Counts one call of a burst.
   * @returns how many whole seconds the caller has to wait; undefined while there were not too many calls
   */
  burst(key: string, calls: number, waitSeconds: number): number | undefined;
  reset(): void;
}

const HOUR_MS = 3_600_000;
/** Calls within this time make a burst. */
const BURST_MS = 10_000;

/** Counts calls in memory; windows begin at full hours of the clock (epoch milliseconds). */
export function createCallQuota(now: () => number): CallQuota {
  const windows = new Map<string, { endsAtMs: number; used: number }>();
  const windowOf = (key: string): { endsAtMs: number; used: number } => {
    const known = windows.get(key);
    if (known && known.endsAtMs > now() && known.endsAtMs <= now() + HOUR_MS) return known;
    const fresh = { endsAtMs: Math.floor(now() / HOUR_MS) * HOUR_MS + HOUR_MS, used: 0 };
    windows.set(key, fresh);
    return fresh;
  };
  const state = (key: string, policy: string, limit: number, calls: 0 | 1): QuotaState => {
    const window = windowOf(key);
    window.used += calls;
    return {
      limit,
      remaining: Math.max(0, limit - window.used),
      resetSeconds: Math.max(1, Math.ceil((window.endsAtMs - now()) / 1000)),
      policy,
      exceeded: window.used > limit,
    };
  };
  const bursts = createBursts(now);
  return {
    burst: bursts.count,
    count: (key, policy, limit) => state(key, policy, limit, 1),
    peek: (key, policy, limit) => state(key, policy, limit, 0),
    reset: () => {
      windows.clear();
      bursts.reset();
    },
  };
}

/** Guess: a burst is not documented, only met by one live project: about ten quick calls, then 429 for minutes. */
function createBursts(now: () => number): { count: CallQuota['burst']; reset: () => void } {
  const recent = new Map<string, number[]>();
  const blockedUntil = new Map<string, number>();
  return {
    count: (key, calls, waitSeconds) => {
      const at = now();
      const times = [...(recent.get(key) ?? []).filter((one) => one > at - BURST_MS && one <= at), at].slice(
        -calls - 1,
      );
      recent.set(key, times);
      if (times.length > calls && (blockedUntil.get(key) ?? 0) <= at) blockedUntil.set(key, at + waitSeconds * 1000);
      const waitMs = (blockedUntil.get(key) ?? 0) - at;
      return waitMs > 0 ? Math.ceil(waitMs / 1000) : undefined;
    },
    reset: () => {
      recent.clear();
      blockedUntil.clear();
    },
  };
}

/**
 * The headers that every answer carries, and Retry-After when there was one call too many.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/rate-limits
 */
export function quotaHeaders(quota: QuotaState): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(quota.limit),
    'X-RateLimit-Remaining': String(quota.remaining),
    'X-RateLimit-Reset': String(quota.resetSeconds),
    'X-RateLimit-Policy': quota.policy,
    ...(quota.exceeded ? { 'Retry-After': String(quota.resetSeconds) } : {}),
  };
}
