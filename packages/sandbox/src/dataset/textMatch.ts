export type TextMatch = 'exact' | 'prefix' | 'contains';

/** Text without its case, in every alphabet: SQLite's own LIKE folds ASCII only. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Compares without letter case; a filter that is not there lets everything through. */
export function matchesText(text: string | null, wanted: string | undefined, match: TextMatch): boolean {
  if (wanted === undefined) return true;
  const [have, want] = [fold(text ?? ''), fold(wanted)];
  if (match === 'exact') return have === want;
  return match === 'prefix' ? have.startsWith(want) : have.includes(want);
}
