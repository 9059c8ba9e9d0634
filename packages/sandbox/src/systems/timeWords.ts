/** A moment (epoch milliseconds) to the second, in UTC: 2026-11-24 20:43:21. */
export function timeWords(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** A span in its largest fitting units: 90061 is "1 d 1 h 1 min 1 s". */
export function spanWords(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.length > 0 ? words.join(' ') : '0 s';
}
