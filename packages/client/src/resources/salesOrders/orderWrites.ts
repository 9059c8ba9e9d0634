import { addressOf } from '../../transport/addressOf.ts';
import type { ApiAnswer, ApiCall } from '../../transport/apiCall.ts';
import type { CallContext } from '../../transport/callContext.ts';
import type { ApiPort, TenantPort } from '../resource.ts';
import { locationPath, type Created, type Written } from '../writes.ts';
import {
  orderBody,
  type NewOrderLine,
  type NewSalesOrder,
  type OrderLineChange,
  type SalesOrderChange,
} from './orderChange.ts';
import { orderPath, SALES_ORDER_PATH } from './paths.ts';

export interface CreatedOrder extends Created {
  readonly type: string;
}

/**
 * Writes of orders. None is tried twice. A change of an order or of its lines needs the ETag of `get`, or the order's
 * `version`. @throws ErpError erp_conflict with status 412 when somebody else has changed the order meanwhile;
 * erp_rejected with fields and problems, with status 405 where the order's state forbids it
 */
export interface OrderWrites {
  readonly create: (context: CallContext, order: NewSalesOrder) => Promise<CreatedOrder>;
  readonly update: OfVersion<SalesOrderChange>;
  /** Orders of which nothing was shipped. */
  readonly delete: (context: CallContext, type: string, orderId: string, etag: string) => Promise<Written>;
  readonly addLines: OfOrder<readonly NewOrderLine[]>;
  readonly updateLines: OfVersion<readonly OrderLineChange[]>;
  /** Lines of which nothing was shipped; 1000 at most. */
  readonly deleteLines: OfOrder<readonly number[]>;
}

type OfOrder<Said> = (context: CallContext, type: string, orderId: string, said: Said) => Promise<Written>;
type OfVersion<Said> = (
  context: CallContext,
  type: string,
  orderId: string,
  said: Said,
  etag: string,
) => Promise<Written>;

export function orderWrites({ transport, origins }: ApiPort): OrderWrites {
  const send = (
    context: CallContext,
    part: string,
    method: ApiCall['method'],
    { path, query, etag, body }: Sent,
  ): Promise<ApiAnswer> =>
    transport.send(context, {
      name: `salesOrders.${part}`,
      method,
      url: addressOf(origins.salesOrder, path, query),
      headers: etag === undefined ? {} : { 'if-match': etag },
      body: body && orderBody(body),
    });
  const written = async (...call: Parameters<typeof send>): Promise<Written> => ({
    quota: (await send(...call)).quota,
  });
  const lines = (type: string, orderId: string): string => orderPath(type, orderId, 'lines');
  return {
    create: async (context, order) => {
      const answer = await send(context, 'create', 'POST', { path: SALES_ORDER_PATH, body: order });
      return { ...placeOf(answer, order), quota: answer.quota };
    },
    update: (context, type, orderId, change, etag) =>
      written(context, 'update', 'PATCH', { path: orderPath(type, orderId), body: change, etag }),
    delete: (context, type, orderId, etag) =>
      written(context, 'delete', 'DELETE', { path: orderPath(type, orderId), etag }),
    addLines: (context, type, orderId, added) =>
      written(context, 'addLines', 'POST', { path: lines(type, orderId), body: { lines: added } }),
    updateLines: (context, type, orderId, changed, etag) =>
      written(context, 'updateLines', 'PATCH', { path: lines(type, orderId), body: { lines: changed }, etag }),
    deleteLines: (context, type, orderId, ids) =>
      written(context, 'deleteLines', 'DELETE', { path: lines(type, orderId), query: { ids: ids.join(',') } }),
  };
}

interface Sent {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly etag?: string;
  readonly body?: object;
}

/** Where the new order lies, by its Location. */
function placeOf(answer: ApiAnswer, order: NewSalesOrder) {
  const [, type, orderId] = /\/SalesOrders\/([^/]+)\/([^/]+)\/?$/i.exec(locationPath(answer)) ?? [];
  return { type: decoded(type) ?? order.type, number: decoded(orderId) ?? order.orderId ?? undefined };
}

function decoded(step: string | undefined): string | undefined {
  try {
    return step === undefined ? undefined : decodeURIComponent(step);
  } catch {
    return undefined;
  }
}

/** The same for a company. @throws ServiceError */
export interface OrderTenantWrites {
  readonly create: (order: NewSalesOrder) => Promise<CreatedOrder>;
  readonly update: (type: string, orderId: string, change: SalesOrderChange, etag: string) => Promise<Written>;
  readonly delete: (type: string, orderId: string, etag: string) => Promise<Written>;
  readonly addLines: (type: string, orderId: string, lines: readonly NewOrderLine[]) => Promise<Written>;
  readonly updateLines: (
    type: string,
    orderId: string,
    lines: readonly OrderLineChange[],
    etag: string,
  ) => Promise<Written>;
  readonly deleteLines: (type: string, orderId: string, ids: readonly number[]) => Promise<Written>;
}

export function orderTenantWrites(writes: OrderWrites, { write }: TenantPort): OrderTenantWrites {
  return {
    create: (order) => write('create', (context) => writes.create(context, order)),
    update: (...said) => write('update', (context) => writes.update(context, ...said)),
    delete: (...said) => write('delete', (context) => writes.delete(context, ...said)),
    addLines: (...said) => write('update', (context) => writes.addLines(context, ...said)),
    updateLines: (...said) => write('update', (context) => writes.updateLines(context, ...said)),
    deleteLines: (...said) => write('update', (context) => writes.deleteLines(context, ...said)),
  };
}
