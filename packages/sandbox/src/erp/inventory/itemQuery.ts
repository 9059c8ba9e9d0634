import type { SqlValue } from '../../world/database.ts';
import { fold, type TextMatch } from '../../dataset/textMatch.ts';
import type { TimeFilter } from '../../api/timeFilter.ts';
import type { ItemType } from '../../dataset/companies/companyDataset.ts';
import type { ItemStatus } from './itemRecord.ts';

/** What a list of items is narrowed to; left out means all. */
export interface ItemFilter {
  readonly number?: { readonly match: TextMatch; readonly text: string };
  readonly description?: { readonly match: TextMatch; readonly text: string };
  readonly alternateId?: string;
  readonly status?: ItemStatus;
  readonly types?: readonly ItemType[];
  readonly salesCategory?: number;
  /** All of these attributes, each with one of its values. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly created?: TimeFilter;
  readonly modified?: TimeFilter;
  readonly stockModified?: TimeFilter;
  readonly attachmentModified?: TimeFilter;
}

export interface SqlCondition {
  readonly sql: string;
  readonly values: SqlValue[];
}

/** The filter as the WHERE of the table erp_item. Never holds outside text: that goes into the values. */
export function toSqlConditions(filter: ItemFilter): SqlCondition[] {
  return [
    ...textCondition('number_folded', filter.number),
    ...textCondition('description_folded', filter.description),
    ...oneOf('status', filter.status === undefined ? undefined : [filter.status]),
    ...oneOf('type', filter.types),
    ...oneOf('sales_category', filter.salesCategory === undefined ? undefined : [filter.salesCategory]),
    ...attributeConditions(filter.attributes ?? {}),
    ...timeCondition('created', filter.created),
    ...timeCondition('modified', filter.modified),
    ...timeCondition('stock_modified', filter.stockModified),
    ...timeCondition('attachment_modified', filter.attachmentModified),
    ...(filter.alternateId === undefined
      ? []
      : [
          {
            sql: 'id IN (SELECT item FROM erp_item_alternate WHERE alternate = ?)',
            values: [fold(filter.alternateId)],
          },
        ]),
  ];
}

/** Attributes as one text that a condition can look into. */
export function attributesText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([id, value]) => attributeMark(id, value))
    .join('');
}

function attributeMark(id: string, value: string): string {
  return `\u0001${fold(id)}\u0002${fold(value)}\u0001`;
}

function attributeConditions(attributes: Readonly<Record<string, readonly string[]>>): SqlCondition[] {
  return Object.entries(attributes).map(([id, wanted]) => ({
    sql: `(${wanted.map(() => 'instr(attributes, ?) > 0').join(' OR ') || '0'})`,
    values: wanted.map((value) => attributeMark(id, value)),
  }));
}

function textCondition(column: string, wanted: { match: TextMatch; text: string } | undefined): SqlCondition[] {
  if (!wanted) return [];
  const text = fold(wanted.text);
  if (wanted.match === 'exact') return [{ sql: `${column} = ?`, values: [text] }];
  if (wanted.match === 'contains') return [{ sql: `instr(${column}, ?) > 0`, values: [text] }];
  return [{ sql: `(${column} >= ? AND ${column} < ?)`, values: [text, `${text}\u{10ffff}`] }];
}

function oneOf(column: string, wanted: readonly (string | number)[] | undefined): SqlCondition[] {
  if (!wanted) return [];
  return [{ sql: `${column} IN (${wanted.map(() => '?').join(', ')})`, values: [...wanted] }];
}

function timeCondition(column: string, wanted: TimeFilter | undefined): SqlCondition[] {
  return wanted ? [{ sql: `${column} ${wanted.condition} ?`, values: [wanted.at] }] : [];
}
