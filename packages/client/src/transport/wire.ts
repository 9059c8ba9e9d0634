/*
 * Reads API answers, field by field: `{ status: text(from, 'status') }`. Missing and null are the same, undefined; a field
 * of another kind makes the answer nonsense (ShapeError). Own code and not zod: that makes 16 KB of garbage of every row,
 * and lists are thousands of rows (docs/decisions/0049-reading-the-erp.md).
 */

/** An object of an answer as it came. */
export type Fields = Readonly<Record<string, unknown>>;

/** Makes of such an object what this program works with. @throws ShapeError */
export type Reader<T> = (from: Fields) => T;

/** Something in an answer is not what it should be. */
export class ShapeError extends Error {
  /** Names of fields and positions in lists; nothing of what they hold. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[] = []) {
    super('an answer does not fit');
    this.name = 'ShapeError';
    this.path = path;
  }
}

export function text(from: Fields, name: string): string | undefined {
  return field(from, name, isText);
}

/** A text that must be there. */
export function neededText(from: Fields, name: string): string {
  const value = text(from, name);
  if (value === undefined) throw new ShapeError([name]);
  return value;
}

export function number(from: Fields, name: string): number | undefined {
  return field(from, name, isFiniteNumber);
}

export function flag(from: Fields, name: string): boolean | undefined {
  return field(from, name, isFlag);
}

/** A point in time; see toMoment. */
export function moment(from: Fields, name: string): string | undefined {
  return toMoment(text(from, name));
}

/** A calendar day, `2026-01-31`; see toDay. */
export function day(from: Fields, name: string): string | undefined {
  return toDay(text(from, name));
}

/** An object within the object. */
export function object<T>(from: Fields, name: string, read: Reader<T>): T | undefined {
  const value = from[name];
  return isMissing(value) ? undefined : readAt(name, value, (inner) => read(fieldsOf(inner)));
}

/** A list of objects within the object. */
export function list<T>(from: Fields, name: string, read: Reader<T>): T[] | undefined {
  const value = from[name];
  return isMissing(value) ? undefined : readAt(name, value, (inner) => rowsOf(inner, read));
}

/** A list that must be there. */
export function neededList<T>(from: Fields, name: string, read: Reader<T>): T[] {
  const rows = list(from, name, read);
  if (!rows) throw new ShapeError([name]);
  return rows;
}

/** An object with free keys; what is no text in it is left out. */
export function texts(from: Fields, name: string): Readonly<Record<string, string>> | undefined {
  const value = from[name];
  if (!isFields(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** `{id, description}`, as the ERP refers to classes, terms, codes and the like. */
export function named(from: Fields, name: string): Named | undefined {
  return object(from, name, toNamed);
}

export type Named = ReturnType<typeof toNamed>;

/** As `named`, for lists. */
export function toNamed(from: Fields) {
  return { id: text(from, 'id'), description: text(from, 'description') };
}

/** What must be a list of objects; null entries are left out. @throws ShapeError */
export function rowsOf<T>(value: unknown, read: Reader<T>): T[] {
  if (!Array.isArray(value)) throw new ShapeError();
  const readRow = (row: unknown) => read(fieldsOf(row));
  const rows: T[] = [];
  value.forEach((row: unknown, index) => row !== null && rows.push(readAt(index, row, readRow)));
  return rows;
}

/** What must be an object. @throws ShapeError */
export function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw new ShapeError();
  return value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field<T>(from: Fields, name: string, isKind: (value: unknown) => value is T): T | undefined {
  const value = from[name];
  if (isKind(value)) return value;
  if (isMissing(value)) return undefined;
  throw new ShapeError([name]);
}

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** JSON.parse reads 1e999 as Infinity. */
function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function readAt<T>(step: string | number, value: unknown, read: (value: unknown) => T): T {
  try {
    return read(value);
  } catch (error) {
    throw error instanceof ShapeError ? new ShapeError([step, ...error.path]) : error;
  }
}

/**
 * A moment of the ERP as ISO text in UTC, `2026-01-31T13:45:00.123Z`, with as many fractions as it came with. The API
 * writes times with an offset and without one. Undefined when it cannot be read, and for .NET's empty time.
 */
export function toMoment(written: string | undefined): string | undefined {
  if (written === undefined || written.startsWith('0001-01-01')) return undefined;
  if (USUAL_TIME.test(written)) return `${written}Z`;
  const [, date, clock = '00:00:00', offset] = TIME.exec(written.trim()) ?? [];
  if (date === undefined) return undefined;
  // Guess: a time without an offset is UTC.
  const atMs = Date.parse(`${date}T${clock}${offset ?? 'Z'}`);
  if (Number.isNaN(atMs)) return undefined;
  return offset === undefined || offset === 'Z' ? `${date}T${clock}Z` : new Date(atMs).toISOString();
}

/** As nearly all times come. Lists have thousands, and the longer way makes garbage of each. */
const USUAL_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?$/;
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?))?(Z|[+-]\d{2}:\d{2})?$/;

/** The day of a date of the ERP as it stands there: an offset does not move it. */
function toDay(written: string | undefined): string | undefined {
  if (written === undefined || written.startsWith('0001-01-01')) return undefined;
  return /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0];
}
