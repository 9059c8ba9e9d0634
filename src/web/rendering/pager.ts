/** Links to the pages of a list, for views/partials/pager.ejs. */
export interface Pager {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** Undefined when the number of pages is not known. A gap stands between pages that do not follow each other. */
  readonly pages: readonly (PagerLink | 'gap')[] | undefined;
}

export interface PagerLink {
  readonly number: number;
  readonly href: string;
  readonly isCurrent: boolean;
}

export interface Paged {
  readonly pageNumber: number;
  readonly pageSize: number;
  readonly totalCount: number | undefined;
  readonly isLast: boolean;
}

/** Previous, next, the first, the last and the pages around the current one; undefined when there is one page. Pure. */
export function pagerOf(
  { pageNumber, pageSize, totalCount, isLast }: Paged,
  href: (page: number) => string,
): Pager | undefined {
  if (pageNumber === 1 && isLast) return undefined;
  const last = totalCount === undefined ? undefined : lastPage(totalCount, pageSize);
  return {
    previous: pageNumber > 1 ? href(Math.min(pageNumber - 1, last ?? pageNumber - 1)) : undefined,
    next: isLast ? undefined : href(pageNumber + 1),
    pages: last === undefined ? undefined : withGaps(numbersAround(pageNumber, last)).map(toLink),
  };

  function toLink(number: number | 'gap'): PagerLink | 'gap' {
    return number === 'gap' ? number : { number, href: href(number), isCurrent: number === pageNumber };
  }
}

/** The number of the last page; an empty list has one. */
export function lastPage(totalCount: number, pageSize: number): number {
  return Math.max(1, Math.ceil(totalCount / pageSize));
}

function numbersAround(current: number, last: number): number[] {
  const wanted = [1, current - 1, current, current + 1, last];
  return [...new Set(wanted)].filter((number) => number >= 1 && number <= last).toSorted((one, other) => one - other);
}

function withGaps(numbers: readonly number[]): (number | 'gap')[] {
  return numbers.flatMap((number, index) =>
    index > 0 && number - (numbers[index - 1] ?? 0) > 1 ? ['gap', number] : number,
  );
}
