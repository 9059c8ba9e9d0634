/** A moment (epoch milliseconds) to the second, in UTC: 2026-11-24 20:43:21. */
export function formatTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** A span in its largest fitting units: 90061 is "1 d 1 h 1 min 1 s". */
export function formatSpan(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const texts = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return texts.length > 0 ? texts.join(' ') : '0 s';
}
