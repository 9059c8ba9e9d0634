import { z } from 'zod';
import { say, type Text } from '../../../languages/spoken.ts';
import { oneOf, pageNumber } from '../../../web/input.ts';
import type { ListFilters } from './listPlan.ts';

export const PAGE_SIZES = ['25', '50', '100', '250'] as const;
const USUAL_SIZE = '50';

const page = pageNumber();
const pageSize = oneOf(...PAGE_SIZES).transform((size) => size ?? USUAL_SIZE);

/** Which page of a list, as it stands in the address; the first where there is no such page. */
export const listPaging = z.object({ page: page.catch(1), page_size: pageSize.catch(USUAL_SIZE) });

export type ListPaging = z.output<typeof listPaging>;

/** What of an address was not understood, and what is shown in its place. Pure. */
export function pagingNotices(query: Readonly<Record<string, unknown>>): Text[] {
  const notices: Text[] = [];
  if (!page.safeParse(query.page).success) notices.push('lists.wrong.page');
  if (!pageSize.safeParse(query.page_size).success) notices.push(say('lists.wrong.pageSize', { size: USUAL_SIZE }));
  return notices;
}

/** Only what differs from the list as it first comes, so that addresses stay short enough to share. Pure. */
export function searchOf(filters: ListFilters, { page: number, page_size: size }: Partial<ListPaging> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) search.set(name, value);
  if (size !== undefined && size !== USUAL_SIZE) search.set('page_size', size);
  if (number !== undefined && number > 1) search.set('page', String(number));
  return search.size > 0 ? `?${search.toString()}` : '';
}
