import type { QueryValue } from '../../transport/addressOf.ts';
import type { Paging } from '../page.ts';
import { toErpTime } from '../timeFilter.ts';

/** What the list of sales orders can be sorted by. */
export const ORDER_SORTINGS = ['created', 'lastModified', 'orderId'] as const;

/**
 * The statuses of orders, to offer: names of the ERP API v1. The list takes others too, and how it spells the rarer ones is
 * not documented.
 */
export const ORDER_STATUSES = [
  'Open',
  'Hold',
  'CreditHold',
  'Completed',
  'Cancelled',
  'BackOrder',
  'Shipping',
  'Invoiced',
  'PendingApproval',
  'Voided',
] as const;

/** Parts of one order that come only when asked for, and what `expand` calls them. */
const EXPANDS = {
  billing: 'Billing',
  payment: 'Payment',
  financialInformation: 'FinancialInformation',
  shipping: 'Shipping',
  customer: 'Customer',
  owner: 'Owner',
  origin: 'Origin',
  note: 'Note',
  freight: 'Freight',
  attachments: 'Attachments',
  lines: 'Lines',
} as const;

/** Sections of one order. What belongs to it besides has an address of its own. */
export const ORDER_SECTIONS = [
  'billing',
  'payment',
  'financialInformation',
  'shipping',
  'customer',
  'owner',
  'origin',
  'note',
  'freight',
  'attachments',
] as const;

/** Parts of a row of the list that come only when asked for; their pages have 100 rows at most. */
export const ORDER_LIST_SECTIONS = ['billing', 'shipping', 'note', 'financialInformation', 'lines'] as const;

export type OrderSection = (typeof ORDER_SECTIONS)[number];
export type OrderListSection = (typeof ORDER_LIST_SECTIONS)[number];

/** The most rows of a page with `expand` (release notes 10.92). */
export const MOST_EXPANDED_ROWS = 100;

/** The filters of the list of sales orders; all that are given must hold. */
export interface SalesOrderQuery extends Paging {
  /** `SO`, `QT`, …: orders of one type. */
  readonly type?: string | undefined;
  /** A customer's number. */
  readonly customer?: string | undefined;
  readonly status?: string | undefined;
  /** Compared with the order's number. Guess: not documented how. */
  readonly filter?: string | undefined;
  /** Orders changed at this moment or later. ISO text. */
  readonly changedSince?: string | undefined;
  readonly orderBy?: { field: (typeof ORDER_SORTINGS)[number]; descending?: boolean | undefined } | undefined;
  /** Sections to bring; none unless told. */
  readonly with?: readonly OrderListSection[] | undefined;
}

/** The parameters of GET /api/v3/SalesOrders, without paging; the type is a step of the path. */
export function salesOrderParameters(query: SalesOrderQuery = {}): Record<string, QueryValue> {
  const { customer, status, filter, changedSince, orderBy } = query;
  return {
    customerId: customer,
    status,
    filter,
    modifiedSince: modifiedSince(changedSince),
    orderBy: orderBy && `${orderBy.field} ${orderBy.descending ? 'desc' : 'asc'}`,
    expand: expandValue(query.with),
  };
}

/** A moment as this API takes it, which assumes UTC. */
export function modifiedSince(changedSince: string | undefined): string | undefined {
  return changedSince === undefined ? undefined : `${toErpTime(changedSince)}Z`;
}

/** `billing,shipping`; undefined: none. */
export function expandValue(sections: readonly (keyof typeof EXPANDS)[] = []): string | undefined {
  return sections.length === 0 ? undefined : sections.map((section) => EXPANDS[section]).join(',');
}
