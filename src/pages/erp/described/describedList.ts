import { z } from 'zod';
import type { Column } from 'visma-net-client/resources/column';
import type { ResourceFilter } from 'visma-net-client/resources/plainQuery';
import type { Cell } from '../../../web/rendering/dataTable.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { optionalText } from '../../../web/input.ts';
import { codeChoices, dayFilter } from '../lists/filterFields.ts';
import type { FilterField, ListPlan } from '../lists/listPlan.ts';
import { linked } from '../erpCells.ts';
import { cellOf, isCounted, labelOf } from './describedValue.ts';
import type { DescribedQuery, Description, Labels } from './description.ts';
import { namesOf } from '../resourceNames.ts';

/** Filters as they stand in the address: `changed_since` for `changedSince`. */
type AddressFilters = Readonly<Record<string, string | undefined>>;

/** The list of a described resource. Pure. */
export function describedList<Row, Name extends string>(
  description: Description<Row, Name>,
): ListPlan<Row, AddressFilters, DescribedQuery<Name>> {
  const { slug, columns, tableColumns, identifier, filters = [], labels, matching } = description;
  const listed = tableColumns.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const naming = listed.slice(0, identifier.length);
  const [title] = listed.slice(identifier.length);
  const figure = listed.findLast(({ name, kind }) => isCounted(name, kind));
  const cardOf = (column: Column<Row>) => (column === figure ? 'figure' : column === title ? 'title' : undefined);
  const hrefOf = (tenantId: string, row: Row) =>
    companyPath(tenantId, slug, ...naming.map((column) => textOf(column, row)));
  return {
    names: namesOf(slug),
    slug,
    matching,
    filters: addressFilters(filters),
    fields: filters.map((filter) => toField(filter, labels)),
    toQuery: (asked, paging) => ({ ...valuesOf(filters, asked), ...paging }),
    columns: (tenantId) =>
      listed.map((column) => ({
        label: labelOf(column.name, labels),
        show: (row: Row) =>
          column === naming.at(-1) ? linked(textOf(column, row), hrefOf(tenantId, row)) : columnCell(column, row),
        kind: isCounted(column.name, column.kind) ? 'number' : undefined,
        card: cardOf(column),
      })),
    exported: columns,
  };
}

function columnCell<Row>({ name, of, kind }: Column<Row>, row: Row): Cell | undefined {
  return cellOf(name, of(row), kind);
}

function textOf<Row>({ of }: Column<Row>, row: Row): string {
  return String(of(row) ?? '');
}

function toField<Name extends string>(
  { name, kind, choices, isRare = false }: ResourceFilter<Name>,
  labels: Labels | undefined,
): FilterField {
  return { name: addressName(name), label: labelOf(name, labels), kind, isRare, choices: codeChoices(choices ?? []) };
}

/** `changed_since` */
function addressName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function addressFilters<Name extends string>(filters: readonly ResourceFilter<Name>[]): z.ZodType<AddressFilters> {
  return z.object(Object.fromEntries(filters.map((filter) => [addressName(filter.name), schemaOf(filter)])));
}

function schemaOf<Name extends string>({ kind, choices = [] }: ResourceFilter<Name>): z.ZodType<string | undefined> {
  if (kind === 'date') return dayFilter();
  if (kind === 'choice') return optionalText(100).refine((value) => value === undefined || choices.includes(value));
  return optionalText(100);
}

function valuesOf<Name extends string>(
  filters: readonly ResourceFilter<Name>[],
  asked: AddressFilters,
): Partial<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {};
  for (const { name } of filters) {
    const value = asked[addressName(name)];
    if (value !== undefined) values[name] = value;
  }
  return values;
}
