/** A time to live in whole milliseconds, at least one: what every store can keep. */
export function wholeMs(ttlSeconds: number): number {
  return Math.max(1, Math.round(ttlSeconds * 1000));
}
