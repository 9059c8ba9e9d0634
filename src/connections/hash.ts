import { createHash, timingSafeEqual } from 'node:crypto';

/** What the store is told in place of a browser's secret, or of what comes from outside and is of any length. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Whether two secrets, or their hashes, are the same; takes as long for a near miss as for a far one. */
export function isSameSecret(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
