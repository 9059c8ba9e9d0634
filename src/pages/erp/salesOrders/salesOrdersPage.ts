import type { Router } from 'express';
import { z } from 'zod';
import { SALES_ORDER_COLUMNS } from 'visma-net-client/resources/salesOrders/columns';
import type { SalesOrderRow } from 'visma-net-client/resources/salesOrders/orderRow';
import { ORDER_SORTINGS, type SalesOrderQuery } from 'visma-net-client/resources/salesOrders/query';
import type { SalesOrdersApi } from 'visma-net-client/resources/salesOrders/resource';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { optionalText } from '../../../web/input.ts';
import { amount, day, linked, numbered, quantity } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import { companyList } from '../lists/companyList.ts';
import { dayFilter, orderOf, sortChoices, sortFilter } from '../lists/filterFields.ts';
import type { ListPlan } from '../lists/listPlan.ts';

export interface SalesOrdersPageDeps {
  readonly salesOrders: Pick<SalesOrdersApi, 'list' | 'listAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

const filters = z.object({
  type: optionalText(10),
  status: optionalText(50),
  customer: optionalText(100),
  number: optionalText(100),
  changed_since: dayFilter(),
  sort: sortFilter(...ORDER_SORTINGS),
});

export const SALES_ORDER_LIST: ListPlan<SalesOrderRow, z.output<typeof filters>, SalesOrderQuery> = {
  slug: 'sales-orders',
  title: 'Sales orders',
  one: 'order',
  many: 'orders',
  create: 'New order',
  filters,
  fields: [
    { name: 'type', label: 'Type, SO for example', kind: 'code' },
    // Texts: a company makes types of its own, and the spelling of the rarer statuses is not documented.
    { name: 'status', label: 'Status, Open for example', kind: 'code' },
    { name: 'customer', label: 'Customer number', kind: 'code' },
    { name: 'number', label: 'Order number', kind: 'code' },
    { name: 'changed_since', label: 'Changed since', kind: 'date' },
    {
      name: 'sort',
      label: 'Sort by',
      kind: 'choice',
      none: 'Default',
      choices: sortChoices({
        orderId: ['Number', 'Number, highest first'],
        created: ['Oldest first', 'Newest first'],
        lastModified: ['Least recently changed', 'Most recently changed'],
      }),
    },
  ],
  matching: 'Types, statuses and customer numbers are compared whole.',
  toQuery: ({ type, status, customer, number, sort, changed_since: changedSince }, paging) => ({
    type,
    status,
    customer,
    filter: number,
    changedSince,
    orderBy: orderOf(sort, ORDER_SORTINGS),
    ...paging,
  }),
  columns: (tenantId) => [
    {
      label: 'Number',
      show: ({ type, orderId }) => ({ text: orderId, href: companyPath(tenantId, 'sales-orders', type, orderId) }),
    },
    { label: 'Type', show: ({ type }) => type },
    {
      label: 'Status',
      show: ({ status }) => statusTag(status),
      kind: 'short',
    },
    {
      label: 'Customer',
      show: ({ customerId, customerName }) =>
        linked(
          numbered({ number: customerId, name: customerName }),
          customerId && companyPath(tenantId, 'customers', customerId),
        ),
      kind: 'wide',
      card: 'title',
    },
    { label: 'Customer’s order', show: ({ customerOrder }) => customerOrder },
    { label: 'Customer’s reference', show: ({ customerRefNo }) => customerRefNo },
    { label: 'Location', show: ({ location }) => location },
    { label: 'Date', show: ({ date }) => day(date), kind: 'short' },
    { label: 'Wanted on', show: ({ requestOn }) => day(requestOn), kind: 'short' },
    { label: 'Planned for', show: ({ shippingScheduledDate }) => day(shippingScheduledDate), kind: 'short' },
    { label: 'Description', show: ({ description }) => description, kind: 'wide' },
    { label: 'Quantity', show: ({ orderQty }) => quantity(orderQty), kind: 'number' },
    { label: 'Total', show: ({ orderTotal }) => amount(orderTotal), kind: 'number', card: 'figure' },
    { label: 'Currency', show: ({ currency }) => currency },
  ],
  exported: SALES_ORDER_COLUMNS,
};

/** A company's sales orders. */
export function salesOrdersPage({ salesOrders, withCompanyToken }: SalesOrdersPageDeps): Router {
  return companyList(SALES_ORDER_LIST, { api: salesOrders, withCompanyToken });
}
