/** What a cell of an exported table holds; undefined is an empty cell. */
export type CellValue = string | number | boolean | undefined;

/** What its values are, for whoever lays them out. A moment is ISO text in UTC; an amount's currency is the row's. */
export type ColumnKind = 'text' | 'code' | 'number' | 'money' | 'date' | 'moment' | 'boolean';

/** A column of an exported table: its name, the kind of its values, and what it holds of a row. */
export interface Column<T> {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly of: (row: T) => CellValue;
}

/** Columns in their order, each by its name: `columns<Customer>({ number: ['code', ({ number }) => number] })`. */
export function columns<T>(
  named: Readonly<Record<string, readonly [ColumnKind, Column<T>['of']]>>,
): readonly Column<T>[] {
  return Object.entries(named).map(([name, [kind, of]]) => ({ name, kind, of }));
}

/** The sum of what is known; undefined when nothing is. The ERP counts in six decimals, and adding leaves dust. */
export function sumOf(values: readonly (number | undefined)[] | undefined): number | undefined {
  const known = (values ?? []).filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.round(known.reduce((sum, value) => sum + value, 0) * 1e6) / 1e6;
}
