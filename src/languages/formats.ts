import type { Locale } from './languages.ts';
import { writeNumber } from './typedNumbers.ts';

/** Numbers and times as a language writes them. */
export interface Formats {
  readonly amount: (amount: number) => string;
  readonly quantity: (quantity: number) => string;
  /** A plain number, `1249.5`, in a field that is read again; what is no number comes back as it is. */
  readonly typed: (plain: string, as: NumberKind) => string;
  /** `2026-01-31`; what is no day comes back as it is. */
  readonly day: (day: string) => string;
  /** ISO 8601; what is no time comes back as it is. */
  readonly moment: (iso: string) => string;
  /** A length of time in one unit, rounded up. */
  readonly length: (seconds: number) => { readonly unit: Unit; readonly count: number };
}

/** How a number is written: `1,249.00` or `1,249`. */
export type NumberKind = 'amount' | 'quantity';

export type Unit = (typeof UNITS)[number]['unit'];

const UNITS = [
  { unit: 'second', seconds: 1, upTo: 90 },
  { unit: 'minute', seconds: 60, upTo: 5400 },
  { unit: 'hour', seconds: 3600, upTo: 172_800 },
  { unit: 'day', seconds: 86_400, upTo: Infinity },
] as const;

/** Nothing is neither owed nor missing: what is zero, also when rounded, has no sign. */
const PLAIN_ZERO = { signDisplay: 'negative' } as const;

export function createFormats(locale: Locale): Formats {
  const amounts = new Intl.NumberFormat(locale, { ...PLAIN_ZERO, minimumFractionDigits: 2, maximumFractionDigits: 6 });
  const quantities = new Intl.NumberFormat(locale, { ...PLAIN_ZERO, maximumFractionDigits: 6 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return {
    amount: (amount) => amounts.format(amount),
    quantity: (quantity) => quantities.format(quantity),
    typed: (plain, as) => writeNumber(plain, as === 'amount' ? amounts : quantities, locale),
    day: (day) => (isTime(day) ? days.format(new Date(day)) : day),
    moment: (iso) => (isTime(iso) ? `${moments.format(new Date(iso))} UTC` : iso),
    length: (seconds) => {
      const { unit, seconds: size } = UNITS.find(({ upTo }) => seconds < upTo) ?? UNITS[3];
      return { unit, count: Math.max(0, Math.ceil(seconds / size)) };
    },
  };
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
