import type { CallContext } from 'visma-net-client/transport/callContext';
import type { Column } from 'visma-net-client/resources/column';
import type { Page, Paging, Single } from 'visma-net-client/resources/page';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { ResourceFilter } from 'visma-net-client/resources/plainQuery';
import type { Text } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import type { ErpPagesDeps, ResourceSection } from '../resourceSection.ts';

export type Labels = Readonly<Record<string, Text>>;

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
  readonly columns: readonly Column<Row>[];
  /** Names of the columns that the list shows. The first ones are what names a record. */
  readonly tableColumns: readonly string[];
  /** Whether the API has a list; yes unless told. */
  readonly isListed?: boolean;
  /** What names one record, a label for each step of its path; empty where the API has lists alone. */
  readonly identifier: readonly string[];
  /** What fields are called where locales/<language>/fields.json does not do. */
  readonly labels?: Labels;
  readonly filters?: readonly ResourceFilter<Name>[];
  /** How the API compares, for a person whose search finds nothing. */
  readonly matching?: TextKey;
  readonly api: (deps: ErpPagesDeps) => DescribedApi<Row, Name>;
}
