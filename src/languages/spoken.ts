import type { NumberKind } from './formats.ts';
import type { TextKey } from './textKeys.ts';

/** Something to say, in whatever language it is read: turned into words where a page is rendered. */
export type Text = TextKey | Spoken;

/** What each language says in its own way. */
export type Spoken =
  | Sentence
  /** A price or cost: "1,249.00". The ERP gives items no currency. */
  | { readonly amount: number }
  /** A number of things: "1,200", "0.5". */
  | { readonly quantity: number }
  /** A plain number in a field to type in: "1,249.50", which is read again as the same number. */
  | { readonly typed: string; readonly as: NumberKind }
  /** A day as the ERP has it, `2026-01-31`, which no time zone moves: "31 Jan 2026". */
  | { readonly day: string }
  /** A point in time: "24 Nov 2026, 20:43 UTC". The page's script shows it in the reader's time zone. */
  | Moment
  /** A length of time in one unit, rounded up: "40 seconds", "2 minutes", "3 hours", "5 days". */
  | { readonly seconds: number }
  /** A code of the ERP: "NoPurchases" is "No purchases". */
  | { readonly code: string }
  /** A field of the ERP, by its name in the API: `lastModified` is "Last modified". */
  | { readonly field: string }
  /** What somebody else wrote: a name, a currency. */
  | { readonly verbatim: string }
  /** One after the other, with commas. */
  | { readonly list: readonly (string | Spoken)[] };

/** A text of locales/ with what it is about. */
export interface Sentence {
  readonly say: TextKey;
  /** By the names in its braces. `count` chooses the form of a plural. */
  readonly with?: SentenceParts | undefined;
}

/** Texts are put in as they are. Numbers are for plurals: other ones are amounts or quantities. */
export type SentenceParts = Readonly<Record<string, string | number | Spoken>>;

/** ISO 8601, in UTC. */
export interface Moment {
  readonly iso: string;
}

/** A sentence about something: `say('lists.caption', { count: 12 })`. Pure. */
export function say(key: TextKey, parts?: SentenceParts): Sentence {
  return { say: key, with: parts };
}

/** A point in time, for machines and in words. Pure. */
export function momentOf(epochMs: number): Moment {
  return { iso: new Date(epochMs).toISOString() };
}
