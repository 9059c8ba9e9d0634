import type { Router } from 'express';
import { z } from 'zod';
import { SALES_ORDER_COLUMNS } from 'visma-net-client/resources/salesOrders/columns';
import type { SalesOrderRow } from 'visma-net-client/resources/salesOrders/orderRow';
import { ORDER_SORTINGS, ORDER_STATUSES, type SalesOrderQuery } from 'visma-net-client/resources/salesOrders/query';
import type { SalesOrdersApi } from 'visma-net-client/resources/salesOrders/resource';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { optionalText } from '../../../web/input.ts';
import { amount, day, linked, numbered } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import { namesOf } from '../resourceNames.ts';
import { companyList } from '../lists/companyList.ts';
import { codeChoices, codeFilter, dayFilter, orderOf, sortChoices, sortFilter } from '../lists/filterFields.ts';
import type { ListPlan } from '../lists/listPlan.ts';

export interface SalesOrdersPageDeps {
  readonly salesOrders: Pick<SalesOrdersApi, 'list' | 'listAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

const filters = z.object({
  type: optionalText(100),
  status: codeFilter(ORDER_STATUSES),
  customer: optionalText(100),
  number: optionalText(100),
  changed_since: dayFilter(),
  sort: sortFilter(...ORDER_SORTINGS),
});

export const SALES_ORDER_LIST: ListPlan<SalesOrderRow, z.output<typeof filters>, SalesOrderQuery> = {
  slug: 'sales-orders',
  names: namesOf('sales-orders'),
  create: 'lists.create.order',
  filters,
  fields: [
    // A text: a company makes types of its own.
    { name: 'type', label: 'lists.field.type', hint: 'lists.hint.orderType', kind: 'code' },
    { name: 'status', label: 'lists.field.status', kind: 'choice', choices: codeChoices(ORDER_STATUSES) },
    { name: 'customer', label: 'lists.field.customerNumber', kind: 'code' },
    { name: 'number', label: 'lists.field.orderNumber', kind: 'code' },
    { name: 'changed_since', label: 'lists.field.changedSince', kind: 'date' },
    {
      name: 'sort',
      label: 'lists.field.sortBy',
      kind: 'choice',
      none: 'lists.filters.usual',
      choices: sortChoices({
        orderId: ['lists.order.number', 'lists.order.numberDown'],
        created: ['lists.order.created', 'lists.order.createdDown'],
        lastModified: ['lists.order.changed', 'lists.order.changedDown'],
      }),
    },
  ],
  matching: 'lists.matching.salesOrders',
  toQuery: ({ type, status, customer, number, sort, changed_since: changedSince }, paging) => ({
    type,
    status,
    customer,
    filter: number,
    changedSince,
    orderBy: orderOf(sort, ORDER_SORTINGS),
    ...paging,
  }),
  // What people look for first: the rest of an order is on its page.
  columns: (tenantId) => [
    {
      label: 'lists.field.number',
      show: ({ type, orderId }) => ({ text: orderId, href: companyPath(tenantId, 'sales-orders', type, orderId) }),
    },
    { label: 'lists.field.type', show: ({ type }) => type },
    {
      label: 'lists.field.status',
      show: ({ status }) => statusTag(status),
      kind: 'short',
    },
    {
      label: 'lists.field.customer',
      show: ({ customerId, customerName }) =>
        linked(
          numbered({ number: customerId, name: customerName }),
          customerId && companyPath(tenantId, 'customers', customerId),
        ),
      kind: 'wide',
      card: 'title',
    },
    { label: 'lists.field.date', show: ({ date }) => day(date), kind: 'short' },
    { label: 'lists.field.total', show: ({ orderTotal }) => amount(orderTotal), kind: 'number', card: 'figure' },
    { label: 'lists.field.currency', show: ({ currency }) => currency },
    { label: 'lists.field.wantedOn', show: ({ requestOn }) => day(requestOn), kind: 'short' },
    { label: 'lists.field.customersOrder', show: ({ customerOrder }) => customerOrder },
    { label: 'lists.field.description', show: ({ description }) => description },
  ],
  exported: SALES_ORDER_COLUMNS,
};

/** A company's sales orders. */
export function salesOrdersPage({ salesOrders, withCompanyToken }: SalesOrdersPageDeps): Router {
  return companyList(SALES_ORDER_LIST, { api: salesOrders, withCompanyToken });
}
