/** Words from outside, without control characters and not too long; undefined for what is none. */
export function printable(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const words = value.replace(/\p{Cc}+/gu, ' ').trim();
  return words === '' ? undefined : words.slice(0, 1000);
}

/** A code such as `12027`; undefined for anything longer, or of other characters. */
export function shortWord(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[\w.-]{1,64}$/.test(text) ? text : undefined;
}
