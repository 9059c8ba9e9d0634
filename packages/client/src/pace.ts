import { ErpError, type Quota } from './errors.ts';

/** A pause before a call, told when it begins. */
export interface Wait {
  readonly tenantId: string;
  readonly seconds: number;
  readonly why: WaitReason;
}

/** `nearly_used_up`: the calls left are spread over the window; `used_up`: the API said so; `away`: it did not answer. */
export type WaitReason = 'nearly_used_up' | 'used_up' | 'away';

export interface PaceOptions {
  readonly tenantId: string;
  /** Longer waits are refused. */
  readonly maxWaitSeconds: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly onWait: (wait: Wait) => void;
}

/** The speed at which one company's calls to one API may go. */
export interface Pace {
  /**
   * Returns when the next call may be made.
   * @throws ErpError erp_throttled when that is further away than maxWaitSeconds; the reason of `signal`
   */
  readonly beforeCall: (signal: AbortSignal | undefined) => Promise<void>;
  /** What the last answer said about the window. */
  readonly learn: (quota: Quota | undefined) => void;
  /** The API wants no call for so long. */
  readonly block: (seconds: number) => void;
}

/** Below this share of the window, calls are spread over what is left of it. */
const NEARLY = 0.1;

export function createPace(options: PaceOptions): Pace {
  const { now } = options;
  let quota: Quota | undefined;
  let learnedAtMs = 0;
  let blockedUntilMs = 0;
  let turn = Promise.resolve();

  const pause = async (signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    const blockedMs = blockedUntilMs - now();
    const spreadMs = quota ? waitToSpread(quota, now() - learnedAtMs) : 0;
    const ms = Math.max(blockedMs, spreadMs);
    if (ms < 5) return;
    const seconds = Math.ceil(ms / 1000);
    if (seconds > options.maxWaitSeconds) throw usedUp(seconds, quota);
    options.onWait({ tenantId: options.tenantId, seconds, why: blockedMs > spreadMs ? 'used_up' : 'nearly_used_up' });
    await options.wait(ms, signal);
  };
  return {
    beforeCall: (signal) => {
      // One after the other: two calls that wait for the same gap would go at once.
      const mine = turn.then(() => pause(signal));
      turn = mine.catch(() => undefined);
      return mine;
    },
    learn: (said) => {
      quota = said;
      learnedAtMs = now();
    },
    block: (seconds) => {
      blockedUntilMs = now() + seconds * 1000;
      // The window that is counted after the pause is another one.
      quota = undefined;
    },
  };
}

/**
 * Milliseconds to leave before the next call so that the calls left last until the window ends; 0 while there are
 * plenty.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/rate-limits
 */
function waitToSpread({ limit, remaining, resetSeconds }: Quota, sinceMs: number): number {
  if (limit === undefined || remaining === undefined || resetSeconds === undefined) return 0;
  const leftMs = resetSeconds * 1000 - sinceMs;
  if (leftMs <= 0 || remaining > limit * NEARLY) return 0;
  return leftMs / Math.max(1, remaining);
}

function usedUp(seconds: number, quota: Quota | undefined): ErpError {
  return new ErpError('erp_throttled', { reason: 'the window is used up', retryAfterSeconds: seconds, quota });
}
