import type { QueryValue } from '../transport/addressOf.ts';
import type { Paging } from './page.ts';
import { changeParameters } from './timeFilter.ts';

/** A filter of a list, under its name in the API. `changedSince` is the one of all lists that tell of changes. */
export interface ResourceFilter<Name extends string = string> {
  readonly name: Name;
  readonly kind: 'text' | 'code' | 'date' | 'choice';
  /** Codes of a choice. */
  readonly choices?: readonly string[];
  /** Of little use to most people who look for something. */
  readonly isRare?: boolean;
}

/** What every list can be asked. */
export interface PlainQuery extends Paging {
  readonly changedSince?: string | undefined;
  /** Names of sections to bring; undefined: what the columns need. */
  readonly sections?: readonly string[] | undefined;
  /** Values of `ResourceDescription.filters`, by name. */
  readonly filters?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The query of a list whose filters are texts under the names of the API. */
export type FilterQuery<Name extends string> = Paging & Partial<Readonly<Record<Name, string | undefined>>>;

const CHANGED_SINCE: ResourceFilter<'changedSince'> = { name: 'changedSince', kind: 'date', isRare: true };

/** What a resource with such a list says of it: `erpResource({ ...filteredBy({ name: 'status', kind: 'code' }), … })`. */
export function filteredBy<const Name extends string = never>(...filters: readonly ResourceFilter<Name>[]) {
  return {
    filters,
    sections: [],
    parameters: (query: FilterQuery<Name> = {}): Record<string, QueryValue> =>
      valuesOf(filters, (name) => ofName(query, name)),
    toQuery: (plain: PlainQuery): FilterQuery<Name> => ({
      ...valuesOf(filters, (name) => plain.filters?.[name]),
      ...pagingOf(plain),
    }),
  };
}

/** The same for a list that tells of changes: it has `lastModifiedDateTime` with its condition. */
export function changesFilteredBy<const Name extends string = never>(...filters: readonly ResourceFilter<Name>[]) {
  const plainly = filteredBy(...filters);
  type Query = FilterQuery<Name | 'changedSince'>;
  return {
    filters: [...filters, CHANGED_SINCE],
    sections: plainly.sections,
    parameters: (query?: Query): Record<string, QueryValue> => ({
      ...plainly.parameters(query),
      ...changeParameters({ changedSince: query?.changedSince }),
    }),
    toQuery: ({ changedSince, ...plain }: PlainQuery): Query => ({
      ...plainly.toQuery(plain),
      changedSince: changedSince ?? plain.filters?.changedSince,
    }),
  };
}

function pagingOf({ pageNumber, pageSize }: Paging): Paging {
  return { pageNumber, pageSize };
}

function ofName<Name extends string>(query: Partial<Readonly<Record<Name, string | undefined>>>, name: Name) {
  return query[name];
}

function valuesOf<Name extends string>(
  filters: readonly ResourceFilter<Name>[],
  valueOf: (name: Name) => string | undefined,
): Partial<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {};
  for (const { name } of filters) {
    const value = valueOf(name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}
