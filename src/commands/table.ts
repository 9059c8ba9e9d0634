/** A cell is cut there: long texts are for the other formats. */
const WIDEST = 48;

/**
 * Lines under a head, columns side by side; numbers to the right. Text comes from outside: nothing in it moves the
 * cursor or colours the terminal.
 */
export function table(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(cellText));
  const widths = names.map((name, i) => Math.max(name.length, ...texts.map((row) => lengthOf(row[i] ?? ''))));
  const rights = names.map((_name, i) => rows.length > 0 && rows.every((row) => isNumberLike(row[i])));
  const line = (cells: readonly string[]): string =>
    names
      .map((_name, i) => pad(cells[i] ?? '', widths[i] ?? 0, rights[i] ?? false))
      .join('  ')
      .trimEnd();
  return [line(names), line(widths.map((width) => '-'.repeat(width))), ...texts.map(line)]
    .map((l) => `${l}\n`)
    .join('');
}

export type Cell = string | number | boolean | undefined;

/** Text as one line that does nothing but stand there. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trimEnd();
}

function cellText(cell: Cell): string {
  const text = printable(String(cell ?? ''));
  return lengthOf(text) > WIDEST
    ? `${Array.from(text)
        .slice(0, WIDEST - 1)
        .join('')}…`
    : text;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function pad(text: string, width: number, isRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - lengthOf(text)));
  return isRight ? blanks + text : text + blanks;
}

function isNumberLike(cell: Cell): boolean {
  return cell === undefined || typeof cell === 'number';
}

/** One object: its fields below each other, what lies deeper behind a dot. */
export function fieldList(object: object): string {
  const fields = [...fieldsOf(object, '')];
  const width = Math.max(0, ...fields.map(([name]) => name.length));
  return fields.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}\n`).join('');
}

function* fieldsOf(value: unknown, path: string): Generator<[string, string]> {
  if (value === undefined || value === null || value === '') return;
  if (typeof value !== 'object') {
    yield [path, typeof value === 'string' ? value : JSON.stringify(value)];
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    yield* fieldsOf(inner, path === '' ? name : `${path}.${Array.isArray(value) ? Number(name) + 1 : name}`);
  }
}
