import type { Paging } from 'visma-net-client/resources/page';
import { refusedParts } from 'visma-net-client/errors';
import { isRefusal } from '../../../errors.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import type { FilterField, FilterProblem, ListFilters, ListPlan } from './listPlan.ts';

/** Filters that can be asked for, or what was typed and what is wrong with it. */
export type ReadFilters<Filters extends ListFilters> =
  | { readonly filters: Filters; readonly problems: undefined }
  | { readonly filters: ListFilters; readonly problems: readonly FilterProblem[] };

const LONGEST = 100;

/** Reads the filters of an address. A wrong one is no error: its field keeps it, with what to write in its place. Pure. */
export function readFilters<Row, Filters extends ListFilters, Query extends Paging>(
  { filters, fields }: Pick<ListPlan<Row, Filters, Query>, 'filters' | 'fields'>,
  query: Readonly<Record<string, unknown>>,
): ReadFilters<Filters> {
  const parsed = filters.safeParse(query);
  if (parsed.success) return { filters: parsed.data, problems: undefined };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return {
    filters: Object.fromEntries(fields.map(({ name }) => [name, typedText(query[name])])),
    problems: fields
      .filter(({ name }) => wrong.has(name))
      .map((field) => ({ name: field.name, message: adviceFor(field, query[field.name]), quote: undefined })),
  };
}

/** Of a value that an address has more than once, the last. */
function typedText(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof one === 'string' && one.trim() !== '' ? one.trim() : undefined;
}

function adviceFor({ kind, wrong }: FilterField, value: unknown): TextKey {
  if (typeof value !== 'string') return 'lists.wrong.twice';
  if (value.trim().length > LONGEST) return 'lists.wrong.long';
  return wrong ?? ADVICE[kind];
}

const ADVICE: Readonly<Record<FilterField['kind'], TextKey>> = {
  text: 'lists.wrong.long',
  code: 'lists.wrong.long',
  date: 'lists.wrong.day',
  choice: 'lists.wrong.choice',
};

/**
 * What the ERP refused in a search, each at the field that it names, or at the only one that is used. Undefined where it
 * is no refusal of a search. Pure.
 */
export function refusedFilters(
  fields: readonly FilterField[],
  filters: ListFilters,
  error: unknown,
): FilterProblem[] | undefined {
  const used = fields.filter(({ name }) => filters[name] !== undefined);
  if (!isRefusal(error) || error.code !== 'erp_rejected' || used.length === 0) return undefined;
  const { details } = error;
  const parts = refusedParts(details);
  const words = details.providerDescription;
  const said = parts.length > 0 ? parts : [{ name: undefined, message: words, code: undefined }];
  return said.map(({ name, message }) => ({
    name: fieldNamed(used, name, message)?.name,
    message: 'lists.wrong.erp',
    quote: message,
  }));
}

function fieldNamed(used: readonly FilterField[], name: string | undefined, message = ''): FilterField | undefined {
  const words = (name ?? message)
    .slice(0, 1000)
    .toLowerCase()
    .split(/[^a-z]+/);
  const named = used.filter((field) => words.includes(field.name.replaceAll('_', '')));
  return named.length === 1 ? named[0] : used.length === 1 ? used[0] : undefined;
}
