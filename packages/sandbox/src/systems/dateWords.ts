const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });

/** A day in words, such as "24 November 2026"; from epoch seconds. */
export function dayWords(seconds: number): string {
  return DAY.format(seconds * 1000);
}

/** A moment in words, such as "24 November 2026, 20:55 UTC"; from epoch seconds. */
export function momentWords(seconds: number): string {
  return `${dayWords(seconds)}, ${TIME.format(seconds * 1000)} UTC`;
}
