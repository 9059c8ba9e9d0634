import type { Locale } from './languages.ts';

/** What a typed number may mean. None where it is no number; several where nobody can tell which one is meant. */
export type Readings = readonly string[];

/** The plain form of what was typed: the number, `1,249` for what has two readings, and all else as it is. Pure. */
export function plainNumber(typed: string, locale: Locale | undefined): string {
  const [number, other] = readNumber(typed, locale);
  return other === undefined ? (number ?? typed) : typed.replace('.', ',');
}

const DECIMAL_MARKS: Readonly<Record<Locale, string>> = { 'en-GB': '.', 'nb-NO': ',' };

/** Ten digits behind the mark, and what a number holds before it. */
const PLAIN = /^-?\d{1,15}(\.\d{1,10})?$/;

/** One mark with three digits behind it: thousands in one country, a fraction in another. */
const PERHAPS_GROUPED = /^-?[1-9]\d{0,2}[.,]\d{3}$/;
const GROUPED_BY_BLANKS = /^-?\d{1,3}(\s\d{3})+([.,]\d+)?$/;
const GROUPED_BY_COMMAS = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const GROUPED_BY_DOTS = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/;

/**
 * What was typed into a field of a page in this language, as plain numbers: `1249.5` for "1 249,50", "1,249.50" and
 * "1.249,50". The language's own mark is always a decimal one. Without a language, numbers are plain. Pure.
 */
export function readNumber(typed: string, locale: Locale | undefined): Readings {
  const mark = DECIMAL_MARKS[locale ?? 'en-GB'];
  const text = typed.replace(/^\u2212/, '-');
  if (PERHAPS_GROUPED.test(text) && !text.includes(mark)) {
    return [text.replace(/[.,]/, ''), text.replace(',', '.')];
  }
  if (/\s/.test(text) && !GROUPED_BY_BLANKS.test(text)) return [];
  const plain = withoutGroups(text.replace(/\s/g, ''));
  if (!PLAIN.test(plain)) return [];
  const number = String(Number(plain));
  return [number.includes('e') ? plain : number];
}

function withoutGroups(digits: string): string {
  const marks = digits.match(/[.,]/g) ?? [];
  if (marks.length < 2) return digits.replace(',', '.');
  if (GROUPED_BY_COMMAS.test(digits)) return digits.replaceAll(',', '');
  if (GROUPED_BY_DOTS.test(digits)) return digits.replaceAll('.', '').replace(',', '.');
  return digits;
}

/**
 * A plain number for a field: in the format of pages where that is read again as the same number, else with no more than
 * the language's decimal mark. What has two readings is written so that it has them still; what is no number comes back
 * as it is. Pure.
 */
export function writeNumber(plain: string, format: Intl.NumberFormat, locale: Locale): string {
  const mark = DECIMAL_MARKS[locale];
  if (PERHAPS_GROUPED.test(plain) && plain.includes(',')) return plain.replace(',', mark === ',' ? '.' : ',');
  if (!PLAIN.test(plain)) return plain;
  const ways = [format.format(Number(plain)), plain.replace('.', mark)];
  return ways.find((way) => isReadAs(plain, readNumber(way, locale))) ?? plain;
}

function isReadAs(plain: string, readings: Readings): boolean {
  return readings.length === 1 && readings[0] === String(Number(plain));
}
