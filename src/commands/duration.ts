const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Timers hold no more than 2³¹ ms, and run at once when asked for more. */
const MOST_MS = 24 * 86_400_000;

/** `30s`, `5m`, `1h`, `250ms`, `1d` in milliseconds, up to 24 days; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})(ms|s|m|h|d)$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit];
  const ms = count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
  return ms !== undefined && ms <= MOST_MS ? ms : undefined;
}

/** `45 s`, `12 min`, `1 h 5 min`: as exact as a person wants it. */
export function durationLabel(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}
