import type { FormField } from './formPlan.ts';

/** The lines of a record within its form: names of fields, by line and column. */
export type RowName = 'rows' | `row_${string}`;

/** A column of the lines; in the write body a line's fields are `rows[<key>].<api>`. */
export interface RowColumn extends Omit<FormField, 'name' | 'isOnlyForNew' | 'isOnlyForChange'> {
  readonly name: string;
  /** Of a line that the ERP has already it is shown only. */
  readonly isFixed?: boolean;
}

export interface RowsPlan {
  readonly columns: readonly RowColumn[];
  /** No form has more. */
  readonly most: number;
  /** What a line is called besides its number, by its values. */
  readonly nameOf: (column: (name: string) => string) => string;
}

/** One line of a form. */
export interface FormRow {
  /** The ERP's id of the line, or `n1` and so on for new ones. */
  readonly key: string;
  readonly isNew: boolean;
  readonly fields: readonly FormField<RowName>[];
}

type Typed = Readonly<Record<string, string | undefined>>;

/** The lines that a form has, in order. Whatever is typed into the field, their number is bounded. Pure. */
export function rowKeys(plan: RowsPlan, typed: Typed): string[] {
  const keys = (typed.rows ?? '').split(',').filter((key) => /^(n?[1-9]\d{0,8})$/.test(key));
  return [...new Set(keys)].slice(0, plan.most);
}

export function rowsOf(plan: RowsPlan, typed: Typed): FormRow[] {
  return rowKeys(plan, typed).map((key) => ({ key, isNew: isNewRow(key), fields: fieldsOfRow(plan, key) }));
}

/** The list of lines itself, and the fields of each. Pure. */
export function rowFields(plan: RowsPlan, typed: Typed): FormField<RowName>[] {
  return [ROWS_FIELD, ...rowsOf(plan, typed).flatMap(({ fields }) => fields)];
}

const ROWS_FIELD: FormField<RowName> = {
  name: 'rows',
  label: 'forms.rows.heading',
  kind: 'code',
  api: 'rows',
  maxLength: 10_000,
};

function fieldsOfRow({ columns }: RowsPlan, key: string): FormField<RowName>[] {
  return columns.map(({ isFixed = false, isRequired = false, ...column }) => ({
    ...column,
    name: `row_${key}_${column.name}`,
    api: `rows[${key}].${column.api}`,
    isReadOnly: isFixed && !isNewRow(key),
    isRequired,
  }));
}

export function isNewRow(key: string): boolean {
  return key.startsWith('n');
}

/** What is typed in one column of a line. */
export function rowValue(typed: Typed, key: string, column: string): string | undefined {
  return typed[`row_${key}_${column}`];
}

/** One more line, empty. Pure. */
export function withNewRow(plan: RowsPlan, typed: Typed): Record<string, string | undefined> {
  const keys = rowKeys(plan, typed);
  const numbers = keys.filter(isNewRow).map((key) => Number(key.slice(1)));
  return { ...typed, rows: [...keys, `n${Math.max(0, ...numbers) + 1}`].join(',') };
}

/** Without a line. Pure. */
export function withoutRow(plan: RowsPlan, typed: Typed, key: string): Record<string, string | undefined> {
  return withRows(plan, typed, (one) => one !== key);
}

/** Without the new lines into which nothing was typed. Pure. */
export function withoutBlankRows(plan: RowsPlan, typed: Typed): Record<string, string | undefined> {
  const isBlank = (key: string) => plan.columns.every(({ name }) => (rowValue(typed, key, name) ?? '').trim() === '');
  return withRows(plan, typed, (key) => !isNewRow(key) || !isBlank(key));
}

function withRows(plan: RowsPlan, typed: Typed, isKept: (key: string) => boolean): Record<string, string | undefined> {
  return { ...typed, rows: rowKeys(plan, typed).filter(isKept).join(',') };
}

/**
 * The lines after somebody else's change: theirs, without those that were taken away here, and the new ones of here.
 * Pure.
 */
export function mergedRows(
  plan: RowsPlan,
  { mine, theirs, before }: { readonly mine: Typed; readonly theirs: Typed; readonly before: readonly string[] },
): string {
  const own = rowKeys(plan, mine);
  const isTakenAway = (key: string) => before.includes(key) && !own.includes(key);
  return [...rowKeys(plan, theirs).filter((key) => !isTakenAway(key)), ...own.filter(isNewRow)].join(',');
}

/** The lines that names of fields are about. */
export function rowKeysAmong(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => /^row_(n?\d+)_/.exec(name)?.[1] ?? []))];
}
