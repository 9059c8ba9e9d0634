import { BLOT } from './cutSecrets.ts';

/** No more are remembered. */
const MOST_VALUES = 2_000;
/** Shorter ones are words that may stand anywhere. */
const SHORTEST = 6;

/** The values that were cut as secrets in a scan, so that none of them is shown in another place. */
export class CutValues {
  readonly #values = new Set<string>();
  #pattern: RegExp | undefined;

  /** Takes note of what is blotted in a text. */
  learn(text: string, blotted: string): void {
    for (const { 0: blot, index } of blotted.matchAll(new RegExp(`${BLOT}+`, 'g'))) {
      const value = text.slice(index, index + blot.length);
      if (value.length < SHORTEST || value.includes(BLOT) || this.#values.size >= MOST_VALUES) continue;
      this.#values.add(value);
      this.#pattern = undefined;
    }
  }

  /** The text without them. */
  in(text: string): string {
    if (this.#values.size === 0) return text;
    this.#pattern ??= patternOf(this.#values);
    return text.replace(this.#pattern, '«secret cut»');
  }
}

function patternOf(values: ReadonlySet<string>): RegExp {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  const sources = longestFirst.map((value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![A-Za-z0-9])(?:${sources.join('|')})(?![A-Za-z0-9])`, 'g');
}
