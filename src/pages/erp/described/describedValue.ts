import type { Text } from '../../../languages/spoken.ts';
import type { Cell } from '../../../web/rendering/dataTable.ts';
import { amount, code, day, moment, quantity, yesNo } from '../erpCells.ts';
import type { ColumnKind } from 'visma-net-client/resources/column';
import type { Labels } from './description.ts';

/** A name of the API for people: "Last modified" for `lastModified`, "VAT zone" for `vatZone`. Pure. */
export function labelOf(name: string, labels: Labels = {}): Text {
  const told = Object.hasOwn(labels, name) ? labels[name] : undefined;
  return told ?? { field: name };
}

/** Numbers that are names: no thousands, no decimals. */
const NAMES = /(^|[a-z])(id|number|no|year|period|version|revision)$/i;
const SUMS = /(amount|balance|cost|limit|price|sum|total)(InCurrency)?$/i;
const COUNTS = /(count|days|percent|quantity|qty|rate)$/i;
const CODES = /(status|type)$/i;
const DAY = /^\d{4}-\d{2}-\d{2}(T00:00:00(\.0+)?)?$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Whether values of that name stand to the right in a table. Pure. */
export function isCounted(name: string, kind: ColumnKind | undefined): boolean {
  return kind === undefined ? SUMS.test(name) || COUNTS.test(name) : kind === 'number' || kind === 'money';
}

/** A value of the API for the eye: by its kind, or by what it and its name tell. Undefined for what is none. Pure. */
export function cellOf(name: string, value: unknown, kind = kindOf(name, value)): Cell | undefined {
  if (typeof value === 'boolean') return yesNo(value);
  if (typeof value === 'number') {
    return kind === 'money' ? amount(value) : kind === 'number' ? quantity(value) : String(value);
  }
  if (typeof value !== 'string') return undefined;
  if ((kind === 'date' || kind === 'moment') && !Number.isNaN(Date.parse(value)))
    return DAY.test(value) ? day(value) : moment(value);
  // Numbers of records are codes too, and stay as they are.
  return kind === 'code' && CODES.test(name) ? code(value) : value;
}

function kindOf(name: string, value: unknown): ColumnKind {
  if (typeof value === 'number') return SUMS.test(name) ? 'money' : NAMES.test(name) ? 'text' : 'number';
  if (typeof value !== 'string') return 'text';
  if (DAY.test(value) || MOMENT.test(value)) return 'date';
  return CODES.test(name) ? 'code' : 'text';
}
