import { say, type Spoken } from '../../../languages/spoken.ts';
import { dataTable, facts, type Cell, type DataColumn, type Fact } from '../../../web/rendering/dataTable.ts';
import { named, numbered } from '../erpCells.ts';
import { visibleSections, type DetailSection, type DetailView } from '../details/detailView.ts';
import type { Labels } from './description.ts';
import { cellOf, isCounted, labelOf } from './describedValue.ts';

type Entry = readonly [name: string, value: unknown];

/**
 * Everything that a record holds, in its own order: what is said of it itself as facts, each of its parts as facts of
 * their own, and each list as a table. Pure.
 */
export function recordSections(record: object, labels: Labels = {}): Pick<DetailView, 'columns' | 'sections'> {
  const entries = entriesOf(record);
  const own = entries.filter(([, value]) => !isPart(value) && !isRows(value));
  const parts = entries.flatMap(([name, value]) => (isPart(value) ? [factsSection(name, value, labels)] : []));
  const tables = entries.flatMap(([name, value]) => (isRows(value) ? [tableSection(name, value, labels)] : []));
  return {
    columns: visibleSections({ heading: 'records.general', facts: factsOf(own, labels) }, ...parts),
    sections: visibleSections(...tables),
  };
}

/** A text of the record, if it has one under that name. Pure. */
export function textAt(record: object, name: string): string | undefined {
  const value = entriesOf(record).find(([own]) => own === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}

function entriesOf(record: object): Entry[] {
  return Object.entries(record);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object that is more than a name with its number. */
function isPart(value: unknown): value is object {
  return isObject(value) && nameCell(value) === undefined;
}

function isRows(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function factsSection(name: string, part: object, labels: Labels): DetailSection {
  return { heading: labelOf(name, labels), facts: factsOf(leavesOf(part), labels) };
}

function factsOf(entries: readonly Entry[], labels: Labels): Fact[] {
  return facts(...entries.map(([name, value]) => [labelOf(name, labels), filledCell(name, value)] as const));
}

/** What an object says, with what its parts say: names inside a part carry the part's. */
function leavesOf(part: object): Entry[] {
  return entriesOf(part).flatMap(([name, value]) =>
    isPart(value) ? leavesOf(value).map(([inner, leaf]): Entry => [joined(name, inner), leaf]) : [[name, value]],
  );
}

/** `addressCity` */
function joined(outer: string, inner: string): string {
  return outer + inner.charAt(0).toUpperCase() + inner.slice(1);
}

function filledCell(name: string, value: unknown): Cell | undefined {
  if (Array.isArray(value)) {
    const filled = value.map((one) => spokenOf(filledCell(name, one))).filter((one) => one !== undefined);
    return filled.length === 0 ? undefined : { list: filled };
  }
  return isObject(value) ? nameCell(value) : cellOf(name, value);
}

function spokenOf(cell: Cell | undefined): string | Spoken | undefined {
  if (cell === undefined || cell === '') return undefined;
  if (typeof cell === 'string') return cell;
  if ('href' in cell) return cell.text;
  return 'tag' in cell ? cell.tag : cell;
}

/** "Description (id)" for what is nothing but an id or number with its name. */
function nameCell(value: object): string | undefined {
  const texts = new Map<string, string>();
  for (const [name, inner] of entriesOf(value)) {
    if (inner === undefined) continue;
    if (!NAMING.has(name) || (typeof inner !== 'string' && typeof inner !== 'number')) return undefined;
    texts.set(name, String(inner));
  }
  const [id, description, number, name] = ['id', 'description', 'number', 'name'].map((key) => texts.get(key));
  return (texts.has('id') || texts.has('description') ? named({ id, description }) : numbered({ number, name })) ?? '';
}

const NAMING = new Set(['id', 'number', 'name', 'description']);

function tableSection(name: string, rows: readonly object[], labels: Labels): DetailSection {
  const leaves = rows.map((row) => new Map(leavesOf(row)));
  const names = new Set(leaves.flatMap((row) => [...row.keys()]));
  const columns = [...names].map((column): DataColumn<ReadonlyMap<string, unknown>> => {
    const show = (row: ReadonlyMap<string, unknown>) => filledCell(column, row.get(column));
    return isCounted(column, undefined) ? [labelOf(column, labels), show, 'number'] : [labelOf(column, labels), show];
  });
  const caption = say('records.rows', { count: rows.length });
  return { heading: labelOf(name, labels), tables: [dataTable(name, caption, leaves, columns)] };
}
