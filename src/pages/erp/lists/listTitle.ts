import type { Page } from 'visma-net-client/resources/page';
import { say, type Spoken, type Text } from '../../../languages/spoken.ts';
import { lastPage } from '../../../web/rendering/pager.ts';
import type { ResourceNames } from '../resourceNames.ts';
import type { FilterField, ListFilters } from './listPlan.ts';

interface TitleParts {
  readonly names: Pick<ResourceNames, 'title'>;
  readonly page: number;
  /** The ready-made filters that are chosen; undefined when there are others. */
  readonly view: Text | undefined;
  readonly fields: readonly FilterField[];
  readonly filters: ListFilters;
  readonly isWrong: boolean;
}

/** What tells one tab from another: "Customer invoices, page 2, Open". Pure. */
export function listTitle({ names, page, view, fields, filters, isWrong }: TitleParts): Spoken {
  const narrowed = view ? [spokenOf(view)] : fields.flatMap((field) => filterWords(field, filters[field.name]));
  return {
    list: [
      say(names.title),
      ...(isWrong ? [say('lists.titleCorrect')] : []),
      ...(page > 1 ? [say('lists.titlePage', { page: String(page) })] : []),
      ...narrowed,
    ],
  };
}

function filterWords({ name, label, kind, choices = [] }: FilterField, value: string | undefined): Spoken[] {
  if (value === undefined || name === 'sort') return [];
  const chosen = choices.find((choice) => choice.value === value)?.label;
  // A status or a type says what it is. Yes and no do not.
  if (chosen !== undefined && typeof chosen === 'object' && 'code' in chosen) return [chosen];
  const words = chosen === undefined ? undefined : spokenOf(chosen);
  return [
    say('lists.titleFilter', { label: spokenOf(label), value: words ?? (kind === 'date' ? { day: value } : value) }),
  ];
}

function spokenOf(text: Text): Spoken {
  return typeof text === 'string' ? say(text) : text;
}

/** "1,200 items, page 3 of 24" Pure. */
export function listCaption(
  { count }: Pick<ResourceNames, 'count'>,
  { totalCount, pageNumber: page, pageSize, rows }: Page<unknown>,
): Spoken {
  if (totalCount === undefined) return say('lists.captionPage', { rows: say(count, { count: rows.length }), page });
  const last = lastPage(totalCount, pageSize);
  const whole = say(count, { count: totalCount });
  return last === 1 ? whole : say('lists.captionWhole', { rows: whole, page, last });
}
