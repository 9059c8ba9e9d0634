import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { asCurl } from '../erp/asCurl.ts';
import type { InventoryApi } from '../erp/inventory/inventoryApi.ts';
import { ITEM_STATUSES, ITEM_TYPES, type InventoryItem } from '../erp/inventory/item.ts';
import type { InventoryQuery } from '../erp/inventory/itemQuery.ts';
import type { Page } from '../erp/page.ts';
import { codeWords } from '../web/codeWords.ts';
import type { WithCompanyToken } from '../web/companyCalls.ts';
import { companyPath } from '../web/companyPath.ts';
import { amountWords, countWords, quantityWords } from '../web/formatNumber.ts';
import { signedInSession } from '../web/guard.ts';
import { oneOf, optionalText, pageNumber, parseParams, parseQuery } from '../web/input.ts';
import { lastPage, pagerOf, type Pager } from '../web/pager.ts';
import { renderPage } from '../web/renderPage.ts';

export interface InventoryPageDeps {
  readonly inventory: Pick<InventoryApi, 'list' | 'listAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

/** What views/pages/inventory.ejs shows. */
export interface InventoryView {
  /** The list without filters. */
  readonly listHref: string;
  readonly filters: InventoryFilters;
  readonly isFiltered: boolean;
  readonly statuses: readonly Choice[];
  readonly types: readonly Choice[];
  readonly pageSizes: readonly string[];
  readonly caption: string;
  readonly rows: readonly InventoryRow[];
  readonly pager: Pager | undefined;
  /** When there are rows, but none on a page so far back. */
  readonly lastPageHref: string | undefined;
  readonly curl: string;
}

export interface InventoryRow {
  readonly number: string;
  readonly href: string;
  readonly description: string;
  readonly type: string;
  readonly status: string;
  readonly isActive: boolean;
  readonly unit: string;
  readonly price: string;
  readonly available: string;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

const PAGE_SIZES = ['25', '50', '100', '250'] as const;

const query = z.object({
  number: optionalText(100),
  description: optionalText(200),
  status: oneOf(...ITEM_STATUSES),
  type: oneOf(...ITEM_TYPES),
  changed_since: optionalText().pipe(z.iso.date().optional()),
  page: pageNumber(),
  page_size: oneOf(...PAGE_SIZES).transform((size) => size ?? '50'),
});

/** The filters as they stand in the address and in the form. */
export type InventoryFilters = z.output<typeof query>;

const params = z.object({ tenant: z.string() });

/** A company's inventory: the list, and the way to it. */
export function inventoryPage(deps: InventoryPageDeps): Router {
  const router = Router();
  router.get('/inventory', toCurrentCompany);
  router.get('/companies/:tenant/inventory', (req, res) => showList(deps, req, res));
  return router;
}

function toCurrentCompany(req: Request, res: Response): void {
  const { currentTenantId, companies } = signedInSession(req);
  const isConnected = Object.hasOwn(companies, currentTenantId);
  res.redirect(302, isConnected ? companyPath(currentTenantId, 'inventory') : '/companies');
}

async function showList(
  { inventory, withCompanyToken }: InventoryPageDeps,
  req: Request,
  res: Response,
): Promise<void> {
  const filters = parseQuery(req, query);
  const { tenant } = parseParams(req, params);
  const asked = toInventoryQuery(filters);
  const page = await withCompanyToken(req, tenant, (context) => inventory.list(context, asked));
  const data = toInventoryView(tenant, filters, page, asCurl(inventory.listAddress(asked)));
  renderPage(req, res, { view: 'pages/inventory', title: 'Inventory', data });
}

function toInventoryQuery(filters: InventoryFilters): InventoryQuery {
  return {
    inventoryNumber: filters.number,
    description: filters.description,
    status: filters.status,
    types: filters.type && [filters.type],
    changedSince: filters.changed_since,
    pageNumber: filters.page,
    pageSize: Number(filters.page_size),
    with: ['stock'],
  };
}

/** Shapes a page of the ERP for the view. Pure. */
export function toInventoryView(
  tenantId: string,
  filters: InventoryFilters,
  page: Page<InventoryItem>,
  curl: string,
): InventoryView {
  const listHref = companyPath(tenantId, 'inventory');
  const { page: _page, page_size: _size, ...chosen } = filters;
  const hrefOf = (number: number) => `${listHref}${searchOf({ ...filters, page: number })}`;
  const { totalCount, pageSize, rows } = page;
  return {
    listHref,
    filters,
    isFiltered: Object.values(chosen).some((value) => value !== undefined),
    statuses: choices(ITEM_STATUSES),
    types: choices(ITEM_TYPES),
    pageSizes: PAGE_SIZES,
    caption: captionOf(page),
    rows: rows.map((item) => toRow(tenantId, item)),
    pager: pagerOf(page, hrefOf),
    lastPageHref: rows.length === 0 && totalCount ? hrefOf(lastPage(totalCount, pageSize)) : undefined,
    curl,
  };
}

function toRow(tenantId: string, item: InventoryItem): InventoryRow {
  const { inventoryNumber, description = '', type = '', status = '', baseUnit = '', defaultPrice, stock } = item;
  return {
    number: inventoryNumber,
    href: companyPath(tenantId, 'inventory', inventoryNumber),
    description,
    type: codeWords(type),
    status: codeWords(status),
    isActive: status === 'Active',
    unit: baseUnit,
    price: defaultPrice === undefined ? '' : amountWords(defaultPrice),
    available: stock && stock.length > 0 ? quantityWords(sumOf(stock.map(({ available = 0 }) => available))) : '',
  };
}

function captionOf({ totalCount, pageNumber: number, pageSize, rows }: Page<InventoryItem>): string {
  if (totalCount === undefined) return `${countWords(rows.length, 'item')} on page ${number}`;
  const last = lastPage(totalCount, pageSize);
  return last === 1 ? countWords(totalCount, 'item') : `${countWords(totalCount, 'item')}, page ${number} of ${last}`;
}

/** Only what differs from the list as it first comes, so that addresses stay short enough to share. */
function searchOf({ page, page_size: size, ...filters }: InventoryFilters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) search.set(name, value);
  if (size !== '50') search.set('page_size', size);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `?${search.toString()}` : '';
}

function choices(codes: readonly string[]): Choice[] {
  return codes.map((code) => ({ value: code, label: codeWords(code) }));
}

/** Adding in tenths and hundredths leaves dust: 0.1 + 0.2. The ERP counts in six decimals. */
function sumOf(quantities: readonly number[]): number {
  return Math.round(quantities.reduce((sum, quantity) => sum + quantity, 0) * 1e6) / 1e6;
}
