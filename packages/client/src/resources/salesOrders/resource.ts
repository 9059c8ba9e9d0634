import { z } from 'zod';
import { marking } from '../../sync/mark.ts';
import { addressOf, pathStep } from '../../transport/addressOf.ts';
import type { CallContext } from '../../transport/callContext.ts';
import { readSalesOrderPage } from '../erpList.ts';
import { askedPage, type Page, type Paging } from '../page.ts';
import { SALES_ORDER, salesOrderResource, withCalls, type ReadOptions } from '../resource.ts';
import { SALES_ORDER_COLUMNS } from './columns.ts';
import { salesOrderParameters, type SalesOrderQuery } from './query.ts';
import { toOrderLine, toSalesOrder, type SalesOrderLine } from './salesOrder.ts';

const path = '/api/v3/SalesOrders';

const READING = salesOrderResource({
  slug: 'sales-orders',
  path,
  listPath: (query: SalesOrderQuery | undefined) =>
    query?.type === undefined ? path : `${path}/${pathStep(query.type)}`,
  read: toSalesOrder,
  parameters: salesOrderParameters,
  toQuery: ({ sections: _none, ...query }): SalesOrderQuery => query,
  columns: SALES_ORDER_COLUMNS,
  tableColumns: ['type', 'orderId', 'status', 'date', 'customerName', 'currencyId', 'orderTotal'],
  sections: [],
  identifier: ['type', 'order number'],
  identify: marking(z.object({ type: z.string(), orderId: z.string() }), ({ type, orderId }) => `${type} ${orderId}`),
});

export interface OrderCalls {
  /** The lines of an order. @throws ErpError erp_not_found */
  readonly lines: (
    context: CallContext,
    type: string,
    orderId: string,
    paging?: Paging,
  ) => Promise<Page<SalesOrderLine>>;
  /** Where `lines` asks. */
  readonly linesAddress: (type: string, orderId: string, paging?: Paging) => URL;
}

export interface OrderTenantCalls {
  readonly lines: (
    type: string,
    orderId: string,
    paging?: Paging,
    options?: ReadOptions,
  ) => Promise<Page<SalesOrderLine>>;
}

/**
 * Sales orders of the Sales Order API v3, reading only.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3
 */
export const SALES_ORDERS = withCalls(READING, {
  connect: ({ transport, origins }): OrderCalls => {
    const name = 'salesOrders.lines';
    const asked = (paging: Paging = {}) => askedPage(paging, SALES_ORDER.mostRows);
    const linesAddress = (type: string, orderId: string, paging?: Paging) => {
      const ofOrder = `${path}/${pathStep(type)}/${pathStep(orderId)}/lines`;
      return addressOf(origins.salesOrder, ofOrder, SALES_ORDER.paging(asked(paging)));
    };
    return {
      linesAddress,
      lines: async (context, type, orderId, paging) => {
        const url = linesAddress(type, orderId, paging);
        return readSalesOrderPage(
          name,
          await transport.send(context, { name, method: 'GET', url }),
          toOrderLine,
          asked(paging),
        );
      },
    };
  },
  forTenant: ({ lines }, { read }): OrderTenantCalls => ({
    lines: (type, orderId, paging, options) => read(options, (context) => lines(context, type, orderId, paging)),
  }),
  besides: async ({ lines }, [type = '', orderId = ''], options) => ({
    lines: await allLines((pageNumber) => lines(type, orderId, { pageNumber }, options)),
  }),
});

/** Every call may throw ErpError. */
export type SalesOrdersApi = ReturnType<typeof SALES_ORDERS.connect>;

async function allLines(read: (pageNumber: number) => Promise<Page<SalesOrderLine>>): Promise<SalesOrderLine[]> {
  const lines: SalesOrderLine[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await read(pageNumber);
    lines.push(...page.rows);
    if (page.isLast) return lines;
  }
}
