import type { Page, Paging } from 'visma-net-client/resources/page';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { Spoken, Text } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import { companyPath, newPath } from '../../../web/addresses/companyPath.ts';
import { stepUpPath } from '../../../web/addresses/loginPath.ts';
import type { Cell } from '../../../web/rendering/dataTable.ts';
import { lastPage, pagerOf, type Pager } from '../../../web/rendering/pager.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { PAGE_SIZES, searchOf, type ListPaging } from './listAddress.ts';
import { listCaption, listTitle } from './listTitle.ts';
import type { FilterField, FilterProblem, ListColumn, ListFilters, ListPlan, QuickView } from './listPlan.ts';

/** What views/pages/list.ejs shows. */
export interface ListView {
  readonly slug: ResourceSlug;
  readonly names: ResourceNames;
  /** Of the window: with the page and the filters. */
  readonly windowTitle: Spoken;
  readonly matching: TextKey | undefined;
  /** The list without filters. */
  readonly listHref: string;
  /** All, and the ready-made filters of this list; none where it has none. */
  readonly views: readonly ShownView[];
  /** The last page, of a list that begins with the oldest. */
  readonly newestHref: string | undefined;
  readonly fields: readonly FilledField[];
  /** What has to be corrected before anything can be shown. */
  readonly problems: readonly ShownProblem[];
  /** What of the address was not understood. */
  readonly notices: readonly Text[];
  /** How many filters are used. */
  readonly filterCount: number;
  readonly page: number;
  readonly pageSize: string;
  readonly pageSizes: readonly string[];
  readonly caption: Spoken | undefined;
  readonly columns: readonly ShownColumn[];
  /** The first cell is the heading of its row. */
  readonly rows: readonly (readonly Cell[])[];
  readonly pager: Pager | undefined;
  /** On a page so far back that it has no rows: to one that may have some, with the same filters. */
  readonly wayBack: Link | undefined;
  /** Of the whole list, with the same filters. */
  readonly exports: readonly { readonly format: string; readonly href: string }[];
  /** The button for a new record, where it is allowed. */
  readonly create: Link | undefined;
  /** The way to the permission for it, where it is not. */
  readonly allowHref: string | undefined;
  /** Undefined where nothing was asked for. */
  readonly curl: string | undefined;
}

interface Link {
  readonly label: TextKey;
  readonly href: string;
}

interface ShownView extends Link {
  readonly isCurrent: boolean;
}

export interface FilledField extends FilterField {
  readonly id: string;
  readonly value: string;
  readonly problem: FilterProblem | undefined;
}

/** A problem with the field that it is about; undefined where it is about none. */
interface ShownProblem extends FilterProblem {
  readonly field: FilledField | undefined;
}

export interface ListContext<Row> {
  readonly tenantId: string;
  readonly filters: ListFilters;
  readonly paging: ListPaging;
  readonly notices: readonly Text[];
  /** Undefined where there is none, because of the problems. */
  readonly page: Page<Row> | undefined;
  readonly problems: readonly FilterProblem[];
  readonly curl: string | undefined;
  readonly mayCreate: boolean;
}

/** Of a heading and of the cells below it. `cellLabel` is said in each cell where rows are cards. */
interface ShownColumn {
  readonly label: Text;
  readonly isNumber: boolean;
  readonly className: string;
  readonly cellLabel: Text | undefined;
}

const CLASS_NAMES = { number: 'number', wide: 'wide', short: 'nowrap' } as const;

/** Shapes a page of the ERP for the view, or what hinders it. Pure. */
export function toListView<Row, Filters extends ListFilters, Query extends Paging>(
  plan: ListPlan<Row, Filters, Query>,
  { tenantId, filters, paging, notices, page, problems, curl, mayCreate }: ListContext<Row>,
): ListView {
  const { slug, names, matching } = plan;
  const listHref = companyPath(tenantId, slug);
  const hrefOf = (number: number) => `${listHref}${searchOf(filters, { ...paging, page: number })}`;
  const columns = plan.columns(tenantId);
  const views = shownViews(plan.views?.() ?? [], listHref, filters);
  const fields = plan.fields.map((field) => filledField(field, filters, problems));
  const isWrong = problems.length > 0;
  return {
    ...ofPage(plan, page, hrefOf),
    slug,
    names,
    matching,
    listHref,
    curl,
    views,
    fields,
    notices,
    windowTitle: listTitle({ ...plan, page: paging.page, filters, isWrong, view: narrowedView(views) }),
    problems: problems.map((problem) => ({ ...problem, field: fields.find(({ name }) => name === problem.name) })),
    filterCount: fields.filter(({ name, value }) => name !== 'sort' && value !== '').length,
    page: paging.page,
    pageSize: paging.page_size,
    pageSizes: PAGE_SIZES,
    columns: columns.map(shownColumn),
    rows: (page?.rows ?? []).map((row) => columns.map(({ show }) => show(row) ?? '')),
    exports: isWrong ? [] : exportsOf(listHref, filters),
    create: plan.create && mayCreate ? { label: plan.create, href: newPath(tenantId, slug) } : undefined,
    allowHref: plan.create && !mayCreate ? stepUpPath(tenantId, hrefOf(paging.page)) : undefined,
  };
}

function ofPage(
  { names, isOldestFirst }: { readonly names: ResourceNames; readonly isOldestFirst?: true },
  page: Page<unknown> | undefined,
  hrefOf: (page: number) => string,
): Pick<ListView, 'caption' | 'pager' | 'newestHref' | 'wayBack'> {
  if (!page) return { caption: undefined, pager: undefined, newestHref: undefined, wayBack: undefined };
  const { totalCount = 0, pageNumber, pageSize, rows } = page;
  const last = lastPage(totalCount, pageSize);
  return {
    caption: listCaption(names, page),
    pager: pagerOf(page, hrefOf),
    newestHref: isOldestFirst && pageNumber < last ? hrefOf(last) : undefined,
    wayBack: rows.length === 0 && pageNumber > 1 ? wayBackFrom(totalCount, last, hrefOf) : undefined,
  };
}

/** Where nothing was counted, only the first page is sure to be there. */
function wayBackFrom(totalCount: number, last: number, hrefOf: (page: number) => string): Link {
  if (totalCount > 0) return { label: 'lists.empty.last', href: hrefOf(last) };
  return { label: 'lists.empty.first', href: hrefOf(1) };
}

function filledField(field: FilterField, filters: ListFilters, problems: readonly FilterProblem[]): FilledField {
  const problem = problems.find(({ name }) => name === field.name);
  return { ...field, id: `filter-${field.name}`, value: filters[field.name] ?? '', problem };
}

function shownColumn({ label, kind, card }: ListColumn<never>): ShownColumn {
  const className = [kind && CLASS_NAMES[kind], card].filter(Boolean).join(' ');
  return { label, className, isNumber: kind === 'number', cellLabel: card ? undefined : label };
}

function shownViews<Filters extends ListFilters>(
  views: readonly QuickView<Filters>[],
  listHref: string,
  filters: ListFilters,
): ShownView[] {
  if (views.length === 0) return [];
  const shown = searchOf({ ...filters, sort: undefined });
  const all: QuickView<Filters> = { label: 'lists.view.all', filters: {} };
  return [all, ...views].map((view) => {
    const search = searchOf(view.filters);
    return { label: view.label, href: `${listHref}${search}`, isCurrent: search === shown };
  });
}

/** The current one, unless it is the one of all. */
function narrowedView([, ...views]: readonly ShownView[]): TextKey | undefined {
  return views.find(({ isCurrent }) => isCurrent)?.label;
}

function exportsOf(listHref: string, filters: ListFilters): ListView['exports'] {
  return (['csv', 'ndjson'] as const).map((format) => ({
    format: format.toUpperCase(),
    href: `${listHref}/export.${format}${searchOf(filters)}`,
  }));
}
