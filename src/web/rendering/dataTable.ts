import type { Spoken, Text } from '../../languages/spoken.ts';

/** What the ERP or Visma Connect wrote, something to say in the reader's language, a link to another page, a status. */
export type Cell = string | Spoken | LinkCell | TagCell;

/** What stands beside or above data: a text of locales/. */
export type Label = Text;

export interface LinkCell {
  readonly text: string | Spoken;
  readonly href: string;
}

export interface TagCell {
  readonly tag: Label;
  readonly tone: Tone;
}

/** What a label asks of its reader: nothing, nothing yet, nothing more, a look, to act. */
export type Tone = 'good' | 'open' | 'done' | 'warn' | 'bad';

/** A table for views/partials/dataTable.ejs. */
export interface DataTable {
  /** Unique on the page. */
  readonly id: string;
  readonly caption: Label;
  readonly columns: readonly DataTableColumn[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface DataTableColumn {
  readonly label: Label;
  /** Numbers stand to the right; prose gets room for its lines. */
  readonly kind: 'number' | 'prose' | undefined;
}

/** A column's heading, what it shows of a row, and its kind. */
export type DataColumn<T> = readonly [label: Label, show: (row: T) => Cell | undefined, kind?: DataTableColumn['kind']];

/** One line of a list of facts. */
export interface Fact {
  readonly label: Label;
  readonly value: Cell;
}

const NOTHING = '–';

/** A table of rows; undefined when there are none. Columns in which no row has anything are left out. Pure. */
export function dataTable<T>(
  id: string,
  caption: Label,
  rows: readonly T[] | undefined,
  columns: readonly DataColumn<T>[],
): DataTable | undefined {
  if (!rows || rows.length === 0) return undefined;
  const used = columns.filter(([, show], index) => index === 0 || rows.some((row) => hasText(show(row))));
  return {
    id,
    caption,
    columns: used.map(([label, , kind]) => ({ label, kind })),
    rows: rows.map((row) => used.map(([, show]) => cellView(show(row)))),
  };
}

/** Facts that are known, in order. Pure. */
export function facts(...pairs: readonly (readonly [label: Label, value: Cell | undefined])[]): Fact[] {
  return pairs.flatMap(([label, value]) => (hasText(value) ? [{ label, value }] : []));
}

function hasText(value: Cell | undefined): value is Cell {
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined;
}

function cellView(value: Cell | undefined): Cell {
  return hasText(value) ? value : NOTHING;
}
