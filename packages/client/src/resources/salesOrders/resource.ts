import { z } from 'zod';
import { marking } from '../../sync/mark.ts';
import { pathStep } from '../../transport/addressOf.ts';
import { among, salesOrderList, withCalls } from '../resource.ts';
import { SALES_ORDER_COLUMNS } from './columns.ts';
import { orderChoices, orderTenantChoices, type OrderChoices } from './orderChoices.ts';
import { orderReads, orderTenantReads, readWhole, wholeAddress, type OrderReads } from './orderReads.ts';
import { toOrderRow } from './orderRow.ts';
import { orderTenantWrites, orderWrites, type OrderWrites } from './orderWrites.ts';
import { SALES_ORDER_PATH } from './paths.ts';
import {
  MOST_EXPANDED_ROWS,
  ORDER_LIST_SECTIONS,
  salesOrderParameters,
  type OrderListSection,
  type SalesOrderQuery,
} from './query.ts';

const LIST = salesOrderList({
  slug: 'sales-orders',
  path: SALES_ORDER_PATH,
  listPath: (query: SalesOrderQuery | undefined) =>
    query?.type === undefined ? SALES_ORDER_PATH : `${SALES_ORDER_PATH}/${pathStep(query.type)}`,
  read: toOrderRow,
  parameters: salesOrderParameters,
  mostRowsOf: (query) => (hasSections(query?.with) ? MOST_EXPANDED_ROWS : undefined),
  toQuery: ({ sections, ...query }): SalesOrderQuery => ({ ...query, with: among(ORDER_LIST_SECTIONS, sections) }),
  columns: SALES_ORDER_COLUMNS,
  tableColumns: ['type', 'orderId', 'status', 'date', 'customerName', 'currencyId', 'orderTotal'],
  sections: ORDER_LIST_SECTIONS,
  identify: marking(z.object({ type: z.string(), orderId: z.string() }), ({ type, orderId }) => `${type} ${orderId}`),
});

/**
 * Sales orders of the Sales Order API v3.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3
 */
export const SALES_ORDERS = withCalls(LIST, {
  connect: (port): OrderReads & OrderWrites & OrderChoices =>
    Object.assign({}, orderReads(port), orderWrites(port), orderChoices(port)),
  forTenant: (calls, tenant) =>
    Object.assign(
      {},
      orderTenantReads(calls, tenant),
      orderTenantWrites(calls, tenant),
      orderTenantChoices(calls, tenant),
    ),
  writes: ['create', 'update', 'delete'],
  single: { identifier: ['type', 'order number'], address: wholeAddress, get: readWhole },
});

/** Every call may throw ErpError. */
export type SalesOrdersApi = ReturnType<typeof SALES_ORDERS.connect>;

function hasSections(sections: readonly OrderListSection[] | undefined): boolean {
  return sections !== undefined && sections.length > 0;
}
