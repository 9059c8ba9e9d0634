import type { z } from 'zod';
import type { Column } from 'visma-net-client/resources/column';
import type { Paging } from 'visma-net-client/resources/page';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { Spoken, Text } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import type { Cell } from '../../../web/rendering/dataTable.ts';
import type { ResourceNames } from '../resourceNames.ts';

/** Filters as they stand in the address and in the form, by name. */
export type ListFilters = Readonly<Record<string, string | undefined>>;

/** A list of one resource of a company: what can be asked, and what is shown. */
export interface ListPlan<Row, Filters extends ListFilters, Query extends Paging> {
  readonly slug: ResourceSlug;
  readonly names: ResourceNames;
  /** The filters that the API has, and no others. `sort` is the order of the rows. */
  readonly filters: z.ZodType<Filters>;
  readonly fields: readonly FilterField<keyof Filters & string>[];
  /** How the API compares, for a person whose search finds nothing. */
  readonly matching: TextKey | undefined;
  readonly toQuery: (filters: Filters, paging: Paging) => Query;
  /** The first is the heading of its row. */
  readonly columns: (tenantId: string) => readonly ListColumn<Row>[];
  readonly exported: readonly Column<Row>[];
  /** Ready-made filters that people come for; all without one come first by itself. */
  readonly views?: () => readonly QuickView<Filters>[];
  /** The API lists the oldest first and cannot be asked for another order. */
  readonly isOldestFirst?: true;
  /** Where the API can make such a record: the label of the button. */
  readonly create?: TextKey;
}

/** What people come to a list for, in one click. */
export interface QuickView<Filters extends ListFilters> {
  readonly label: TextKey;
  readonly filters: Partial<Filters>;
}

/** A field of the form of filters. */
export interface FilterField<Name extends string = string> {
  readonly name: Name;
  /** What it is called, in titles too. */
  readonly label: Text;
  /** What is written into it, said beside the label at the field alone. */
  readonly hint?: TextKey;
  readonly kind: 'text' | 'code' | 'date' | 'choice';
  /** Of a choice, where nothing chosen comes first by itself. */
  readonly choices?: readonly Choice[];
  /** What nothing chosen means: "All" unless told. */
  readonly none?: TextKey;
  /** Folded away until it is wanted. */
  readonly isRare?: boolean;
  /** What to write, for a person who wrote something else; by the kind unless told. */
  readonly wrong?: TextKey;
}

export interface Choice {
  readonly value: string;
  /** What the company itself calls it is a plain text. */
  readonly label: Text;
}

export interface ListColumn<Row> {
  readonly label: Text;
  readonly show: (row: Row) => Cell | undefined;
  /** Numbers stand to the right; wide texts get room; short ones stay on one line. */
  readonly kind?: 'number' | 'wide' | 'short' | undefined;
  /** What a row is called, and the number that people look for: they come first where rows are cards, on a phone. */
  readonly card?: 'title' | 'figure' | undefined;
}

/** A sentence at a field, and what the ERP itself said of its value. */
export interface FilterProblem {
  /** The field's; undefined for what is of none. */
  readonly name: string | undefined;
  readonly message: Spoken | TextKey;
  /** Text from outside. */
  readonly quote: string | undefined;
}
