import { z } from 'zod';
import { oneOf, pageNumber } from '../../../web/input.ts';
import type { ListFilters } from './listPlan.ts';

export const PAGE_SIZES = ['25', '50', '100', '250'] as const;
const USUAL_SIZE = '50';

/** Which page of a list, as it stands in the address. */
export const listPaging = z.object({
  page: pageNumber(),
  page_size: oneOf(...PAGE_SIZES).transform((size) => size ?? USUAL_SIZE),
});

export type ListPaging = z.output<typeof listPaging>;

/** Only what differs from the list as it first comes, so that addresses stay short enough to share. Pure. */
export function searchOf(filters: ListFilters, { page, page_size: size }: Partial<ListPaging> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) search.set(name, value);
  if (size !== undefined && size !== USUAL_SIZE) search.set('page_size', size);
  if (page !== undefined && page > 1) search.set('page', String(page));
  return search.size > 0 ? `?${search.toString()}` : '';
}
