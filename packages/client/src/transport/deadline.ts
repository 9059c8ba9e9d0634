export interface Deadline {
  /** Aborts when the time is over, or when the caller gives up. */
  readonly signal: AbortSignal;
  /** True when it was the time. */
  readonly isOver: () => boolean;
  readonly leftMs: () => number;
  /** Lets go of the timer and the caller's signal. */
  readonly clear: () => void;
}

/**
 * One span of time for all attempts of a call. Not AbortSignal.any(), which keeps every signal that it ever joined with
 * a long-lived one.
 */
export function startDeadline(timeoutMs: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const endsAtMs = performance.now() + timeoutMs;
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    controller.abort();
  }, timeoutMs);
  const giveUp = (): void => controller.abort(outer?.reason);
  if (outer?.aborted) giveUp();
  else outer?.addEventListener('abort', giveUp, { once: true });
  return {
    signal: controller.signal,
    isOver: () => over,
    leftMs: () => endsAtMs - performance.now(),
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', giveUp);
    },
  };
}
