import type { CellValue, Column } from './column.ts';

/** Tells Excel that the file is UTF-8; other programs leave it out or pass over it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The line with the names of the columns.
 * @see RFC 4180
 */
export function csvHeader<T>(columns: readonly Column<T>[]): string {
  return csvLine(columns.map(({ name }) => name));
}

/**
 * A line for each row. Texts that a spreadsheet would run as a formula get an apostrophe in front; numbers stay numbers.
 * Own code and not csv-stringify: that takes five times as long, and long lists are what exports are for.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvRows<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  let lines = '';
  for (const row of rows) lines += csvLine(columns.map(({ of }) => of(row)));
  return lines;
}

function csvLine(values: readonly CellValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function csvCell(value: CellValue): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
