import type { Logger } from '../logger.ts';

/** Compares our clock with another's. */
export interface ClockWatch {
  /** Looks at the Date of an answer that has just come (RFC 9110 §6.6.1). */
  readonly look: (answer: Pick<Response, 'headers'>) => void;
  /** By how much ours is ahead, as the last answer said; undefined when that is overlooked. */
  readonly offSeconds: () => number | undefined;
}

export interface ClockWatchOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly toleranceSeconds: number;
}

/** Says it once when the clocks come apart further than is overlooked, and once when they are together again. */
export function clockWatch({ now, logger, toleranceSeconds }: ClockWatchOptions): ClockWatch {
  let off: number | undefined;
  return {
    look: ({ headers }) => {
      const theirs = Date.parse(headers.get('date') ?? '');
      if (Number.isNaN(theirs)) return;
      const aheadSeconds = Math.round((now() - theirs) / 1000);
      const wasOff = off !== undefined;
      off = Math.abs(aheadSeconds) > toleranceSeconds ? aheadSeconds : undefined;
      if ((off !== undefined) === wasOff) return;
      const event = { event: wasOff ? 'clock_right' : 'clock_off', aheadSeconds };
      if (!wasOff) logger.warn(event, 'this machine’s clock and Visma Connect’s are apart: sign-ins may be refused');
      else logger.info(event, 'this machine’s clock and Visma Connect’s are together again');
    },
    offSeconds: () => off,
  };
}
