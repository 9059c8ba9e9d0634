import type { Page, Paging } from 'visma-net-client/resources/page';
import { companyPath, newPath } from '../../../web/addresses/companyPath.ts';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { Cell } from '../../../web/rendering/dataTable.ts';
import { formatCount } from '../../../web/rendering/formatNumber.ts';
import { stepUpPath } from '../../../web/addresses/loginPath.ts';
import { lastPage, pagerOf, type Pager } from '../../../web/rendering/pager.ts';
import { PAGE_SIZES, searchOf, type ListPaging } from './listAddress.ts';
import type { FilterField, ListColumn, ListFilters, ListPlan, QuickView } from './listPlan.ts';

/** What views/pages/list.ejs shows. */
export interface ListView {
  readonly slug: ResourceSlug;
  readonly title: string;
  readonly many: string;
  readonly matching: string;
  /** The list without filters. */
  readonly listHref: string;
  /** All, and the ready-made filters of this list; none where it has none. */
  readonly views: readonly ShownView[];
  /** The last page, of a list that begins with the oldest. */
  readonly newestHref: string | undefined;
  readonly fields: readonly FilledField[];
  /** How many filters are used. */
  readonly filterCount: number;
  readonly page: number;
  readonly pageSize: string;
  readonly pageSizes: readonly string[];
  readonly caption: string;
  readonly columns: readonly ShownColumn[];
  /** The first cell is the heading of its row. */
  readonly rows: readonly (readonly Cell[])[];
  readonly pager: Pager | undefined;
  /** When there are rows, but none on a page so far back. */
  readonly lastPageHref: string | undefined;
  /** Of the whole list, with the same filters. */
  readonly exports: readonly Link[];
  /** The button for a new record, where it is allowed. */
  readonly create: Link | undefined;
  /** The way to the permission for it, where it is not. */
  readonly allowHref: string | undefined;
  readonly curl: string;
}

interface Link {
  readonly label: string;
  readonly href: string;
}

interface ShownView extends Link {
  readonly isCurrent: boolean;
}

export interface FilledField extends FilterField {
  readonly value: string;
}

interface ListContext<Row, Filters> {
  readonly tenantId: string;
  readonly filters: Filters;
  readonly paging: ListPaging;
  readonly page: Page<Row>;
  readonly curl: string;
  readonly mayCreate: boolean;
}

/** Of a heading and of the cells below it. `cellLabel` is said in each cell where rows are cards. */
interface ShownColumn {
  readonly label: string;
  readonly isNumber: boolean;
  readonly className: string;
  readonly cellLabel: string | undefined;
}

const CLASS_NAMES = { number: 'number', wide: 'wide', short: 'nowrap' } as const;

/** Shapes a page of the ERP for the view. Pure. */
export function toListView<Row, Filters extends ListFilters, Query extends Paging>(
  plan: ListPlan<Row, Filters, Query>,
  { tenantId, filters, paging, page, curl, mayCreate }: ListContext<Row, Filters>,
): ListView {
  const { slug, title, many, matching } = plan;
  const listHref = companyPath(tenantId, slug);
  const hrefOf = (number: number) => `${listHref}${searchOf(filters, { ...paging, page: number })}`;
  const { totalCount, pageSize, rows } = page;
  const columns = plan.columns(tenantId);
  const filterCount = Object.entries(filters).filter(([name, value]) => name !== 'sort' && value !== undefined).length;
  return {
    slug,
    title,
    many,
    matching,
    listHref,
    curl,
    views: shownViews(plan.views?.() ?? [], listHref, filters),
    newestHref: newestHref(plan, page, hrefOf),
    fields: plan.fields.map((field) => ({ ...field, value: filters[field.name] ?? '' })),
    filterCount,
    page: paging.page,
    pageSize: paging.page_size,
    pageSizes: PAGE_SIZES,
    caption: captionOf(plan, page),
    columns: columns.map(shownColumn),
    rows: rows.map((row) => columns.map(({ show }) => show(row) ?? '')),
    pager: pagerOf(page, hrefOf),
    lastPageHref: rows.length === 0 && totalCount ? hrefOf(lastPage(totalCount, pageSize)) : undefined,
    exports: (['csv', 'ndjson'] as const).map((format) => ({
      label: format.toUpperCase(),
      href: `${listHref}/export.${format}${searchOf(filters)}`,
    })),
    create: plan.create && mayCreate ? { label: plan.create, href: newPath(tenantId, slug) } : undefined,
    allowHref: plan.create && !mayCreate ? stepUpPath(tenantId, hrefOf(paging.page)) : undefined,
  };
}

function shownColumn({ label, kind, card }: ListColumn<never>): ShownColumn {
  const className = [kind && CLASS_NAMES[kind], card].filter(Boolean).join(' ');
  return { label, className, isNumber: kind === 'number', cellLabel: card ? undefined : label };
}

function shownViews<Filters extends ListFilters>(
  views: readonly QuickView<Filters>[],
  listHref: string,
  filters: Filters,
): ShownView[] {
  if (views.length === 0) return [];
  const shown = searchOf({ ...filters, sort: undefined });
  return [{ label: 'All', filters: {} }, ...views].map((view) => {
    const search = searchOf(view.filters);
    return { label: view.label, href: `${listHref}${search}`, isCurrent: search === shown };
  });
}

function newestHref(
  { isOldestFirst }: { readonly isOldestFirst?: true },
  { totalCount = 0, pageNumber, pageSize }: Page<unknown>,
  hrefOf: (page: number) => string,
): string | undefined {
  const last = lastPage(totalCount, pageSize);
  return isOldestFirst && pageNumber < last ? hrefOf(last) : undefined;
}

function captionOf(
  { one, many }: { readonly one: string; readonly many: string },
  { totalCount, pageNumber: number, pageSize, rows }: Page<unknown>,
): string {
  if (totalCount === undefined) return `${formatCount(rows.length, one, many)} on page ${number}`;
  const last = lastPage(totalCount, pageSize);
  const count = formatCount(totalCount, one, many);
  return last === 1 ? count : `${count}, page ${number} of ${last}`;
}
