import type { Logger } from '../logger.ts';

/** Something read from elsewhere that is looked at anew from time to time. */
export interface Aging<T> {
  /**
   * What is known; read when first needed, once for all who wait. When it is older than it may be, it is still answered
   * and read beside. After `doubt` it is read first. While it cannot be read, what is known stays.
   * Rejects as `read` does when nothing is known.
   */
  readonly get: () => Promise<T>;
  /** Somebody saw that it is no longer so. */
  readonly doubt: () => void;
  /** How the last reading ended. */
  readonly state: () => 'unknown' | 'yes' | 'no';
}

export interface AgingOptions<T> {
  readonly read: () => Promise<T>;
  readonly lastsMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** A failed reading beside others is not repeated sooner. */
const PAUSE_MS = 60_000;

/** What was read so lately is not doubted: reading it again would say the same. */
const CERTAIN_MS = 5_000;

export function aging<T>({ read, lastsMs, now, logger }: AgingOptions<T>): Aging<T> {
  let known: { readonly value: T } | undefined;
  let reading: Promise<T> | undefined;
  let readAt = 0;
  let renewAt = 0;
  let isDoubtful = false;
  let state: 'unknown' | 'yes' | 'no' = 'unknown';

  const readOnce = () => {
    reading ??= read()
      .then(
        (value) => {
          known = { value };
          state = 'yes';
          readAt = now();
          renewAt = now() + lastsMs;
          return value;
        },
        (error: unknown) => {
          state = 'no';
          renewAt = now() + PAUSE_MS;
          if (known)
            logger.warn(
              { event: 'metadata_not_renewed', err: error },
              'metadata could not be read anew; the old ones stay',
            );
          throw error;
        },
      )
      .finally(() => (reading = undefined));
    return reading;
  };
  const get = async () => {
    if (!known) return readOnce();
    const { value } = known;
    const isDoubted = isDoubtful;
    isDoubtful = false;
    if (!isDoubted && now() < renewAt) return value;
    const renewed = readOnce().catch(() => value);
    return isDoubted ? renewed : value;
  };
  const doubt = () => {
    // What is being read now is not yet what was doubted.
    if (known && !reading && now() - readAt > CERTAIN_MS) isDoubtful = true;
  };
  return { get, doubt, state: () => state };
}
