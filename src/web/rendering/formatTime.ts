/** A point in time for a view: for machines and in words. */
export interface Moment {
  readonly iso: string;
  readonly text: string;
}

const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

const UNITS = [
  { unit: 'second', seconds: 1, upTo: 90 },
  { unit: 'minute', seconds: 60, upTo: 5400 },
  { unit: 'hour', seconds: 3600, upTo: 172_800 },
  { unit: 'day', seconds: 86_400, upTo: Infinity },
] as const;

/** "24 Nov 2026, 20:43 UTC". The page's script shows it in the reader's time zone. */
export function momentOf(epochMs: number): Moment {
  const date = new Date(epochMs);
  return { iso: date.toISOString(), text: `${DAY_AND_TIME.format(date)} UTC` };
}

/** A length of time in one unit, rounded up: "40 seconds", "2 minutes", "3 hours", "5 days". */
export function formatDuration(seconds: number): string {
  const { unit, seconds: size } = UNITS.find(({ upTo }) => seconds < upTo) ?? UNITS[3];
  const count = Math.max(0, Math.ceil(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
