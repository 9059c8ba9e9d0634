import type { CallContext } from 'visma-net-client/transport/callContext';
import type { Column } from 'visma-net-client/resources/column';
import type { Page, Paging, Single } from 'visma-net-client/resources/page';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { ResourceFilter } from 'visma-net-client/resources/plainQuery';
import type { ErpPagesDeps, ResourceSection } from '../resourceSection.ts';

/** What is asked of the API: texts as they stand in the form. */
export type DescribedQuery<Name extends string> = Paging & Partial<Readonly<Record<Name, string>>>;

export interface DescribedApi<Row, Name extends string> {
  readonly list: (context: CallContext, query?: DescribedQuery<Name>) => Promise<Page<Row>>;
  readonly listAddress: (query?: DescribedQuery<Name>) => URL;
  /** Reads one record, named by the steps of its path. */
  readonly get: (context: CallContext, ...identifier: string[]) => Promise<Single<object>>;
  readonly itemAddress: (...identifier: string[]) => URL;
}

/** A resource without pages of its own: the shared list and the shared page of a record show what this says. */
export interface Description<Row, Name extends string> {
  readonly slug: ResourceSlug;
  readonly area: ResourceSection['area'];
  /** What it is called: "Purchase orders", "purchase order", "purchase orders". By the slug unless told. */
  readonly title?: string;
  readonly one?: string;
  readonly many?: string;
  readonly columns: readonly Column<Row>[];
  /** Names of the columns that the list shows. The first ones are what names a record. */
  readonly tableColumns: readonly string[];
  /** Whether the API has a list; yes unless told. */
  readonly isListed?: boolean;
  /** What names one record, a label for each step of its path; empty where the API has lists alone. */
  readonly identifier: readonly string[];
  /** Names for people where the ones of the API do not do. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly filters?: readonly ResourceFilter<Name>[];
  /** How the API compares, for a person whose search finds nothing. */
  readonly matching?: string;
  readonly api: (deps: ErpPagesDeps) => DescribedApi<Row, Name>;
}

/** What people call it: one record, several, and the whole. Pure. */
export function namesOf({ slug, ...told }: Pick<Description<never, never>, 'slug' | 'title' | 'one' | 'many'>) {
  const many = told.many ?? slug.replaceAll('-', ' ').replace(/\bvat\b/, 'VAT');
  const one = told.one ?? singularOf(many);
  return { one, many, title: told.title ?? capitalised(many) };
}

/** "currency" for "currencies", "branch" for "branches", "item class" for "item classes". */
function singularOf(many: string): string {
  if (many.endsWith('ies')) return `${many.slice(0, -3)}y`;
  if (/(ch|sh|ss|x)es$/.test(many)) return many.slice(0, -2);
  return many.endsWith('s') ? many.slice(0, -1) : many;
}

/** The first letter large. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
