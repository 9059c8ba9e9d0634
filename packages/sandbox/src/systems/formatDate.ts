/** A day in words, such as "24 November 2026"; from epoch seconds. */
export function formatDay(seconds: number): string {
  day ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return day.format(seconds * 1000);
}

/** A moment in words, such as "24 November 2026, 20:55 UTC"; from epoch seconds. */
export function formatMoment(seconds: number): string {
  time ??= new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });
  return `${formatDay(seconds)}, ${time.format(seconds * 1000)} UTC`;
}

// Made when first used: that takes longer than anything else at the start.
let day: Intl.DateTimeFormat | undefined;
let time: Intl.DateTimeFormat | undefined;
