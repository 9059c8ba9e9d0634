import { addressOf, type QueryValue } from '../../transport/addressOf.ts';
import type { CallContext } from '../../transport/callContext.ts';
import { fit, parseAnswer, readJson } from '../../transport/readJson.ts';
import { rowsOf, type Reader } from '../../transport/wire.ts';
import type { Quota } from '../../errors.ts';
import { allPages } from '../allPages.ts';
import { readSalesOrderPage } from '../erpList.ts';
import { askedPage, type Page, type Paging, type Single } from '../page.ts';
import { SALES_ORDER } from '../dialect.ts';
import type { ApiPort, ReadOptions, TenantPort } from '../resource.ts';
import {
  toCommission,
  toDiscount,
  toRotRut,
  toShipment,
  toTax,
  type OrderCommission,
  type OrderDiscount,
  type OrderRotRut,
  type OrderShipment,
  type OrderTax,
} from './besides.ts';
import { toOrderLine, type SalesOrderLine } from './orderLine.ts';
import { orderPath } from './paths.ts';
import { expandValue, ORDER_SECTIONS, type OrderSection } from './query.ts';
import { toSalesOrder, type SalesOrder } from './salesOrder.ts';

/** What belongs to an order and comes whole, without pages. */
export interface Whole<T> {
  readonly rows: readonly T[];
  readonly quota: Quota | undefined;
}

type OfOrder<T> = (context: CallContext, type: string, orderId: string) => Promise<T>;

/** Reads below one order. @throws ErpError erp_not_found */
export interface OrderReads {
  /** One order and its ETag. Sections come only when asked for. */
  readonly get: (
    context: CallContext,
    type: string,
    orderId: string,
    sections?: readonly OrderSection[],
  ) => Promise<Single<SalesOrder>>;
  /** Where `get` asks. */
  readonly itemAddress: (type: string, orderId: string, sections?: readonly OrderSection[]) => URL;
  readonly lines: (
    context: CallContext,
    type: string,
    orderId: string,
    paging?: Paging,
  ) => Promise<Page<SalesOrderLine>>;
  /** Where `lines` asks. */
  readonly linesAddress: (type: string, orderId: string, paging?: Paging) => URL;
  readonly line: (
    context: CallContext,
    type: string,
    orderId: string,
    lineId: number,
  ) => Promise<Single<SalesOrderLine>>;
  readonly shipments: OfOrder<Whole<OrderShipment>>;
  readonly taxes: OfOrder<Whole<OrderTax>>;
  readonly discounts: OfOrder<Whole<OrderDiscount>>;
  readonly commissions: OfOrder<Whole<OrderCommission>>;
  readonly rotRut: OfOrder<Single<OrderRotRut>>;
}

export function orderReads({ transport, origins }: ApiPort): OrderReads {
  const address = (path: string, query?: Record<string, QueryValue>) => addressOf(origins.salesOrder, path, query);
  const ask = async (context: CallContext, part: string, url: URL) => {
    const name = `salesOrders.${part}`;
    return { name, answer: await transport.send(context, { name, method: 'GET', url }) };
  };
  const single = async <T>(context: CallContext, part: string, url: URL, read: Reader<T>): Promise<Single<T>> => {
    const { name, answer } = await ask(context, part, url);
    return { value: readJson(name, answer, read), etag: answer.headers.etag, quota: answer.quota };
  };
  const whole =
    <T>(part: string, step: string, read: Reader<T>): OfOrder<Whole<T>> =>
    async (context, type, orderId) => {
      const { name, answer } = await ask(context, part, address(orderPath(type, orderId, step)));
      return { rows: fit(name, answer, () => rowsOf(parseAnswer(name, answer), read)), quota: answer.quota };
    };
  const asked = (paging: Paging = {}) => askedPage(paging, SALES_ORDER.mostRows);
  const itemAddress: OrderReads['itemAddress'] = (type, orderId, sections) =>
    address(orderPath(type, orderId), { expand: expandValue(sections) });
  const linesAddress: OrderReads['linesAddress'] = (type, orderId, paging) =>
    address(orderPath(type, orderId, 'lines'), SALES_ORDER.paging(asked(paging)));
  return {
    itemAddress,
    linesAddress,
    get: async (context, type, orderId, sections) =>
      single(context, 'get', itemAddress(type, orderId, sections), toSalesOrder),
    lines: async (context, type, orderId, paging) => {
      const { name, answer } = await ask(context, 'lines', linesAddress(type, orderId, paging));
      return readSalesOrderPage(name, answer, toOrderLine, asked(paging));
    },
    line: async (context, type, orderId, lineId) =>
      single(context, 'line', address(orderPath(type, orderId, `lines/${lineId}`)), toOrderLine),
    shipments: whole('shipments', 'shipment', toShipment),
    taxes: whole('taxes', 'tax', toTax),
    discounts: whole('discounts', 'discounts', toDiscount),
    commissions: whole('commissions', 'commissions', toCommission),
    rotRut: async (context, type, orderId) =>
      single(context, 'rotRut', address(orderPath(type, orderId, 'rotrut')), toRotRut),
  };
}

type OfTenantOrder<T> = (type: string, orderId: string, options?: ReadOptions) => Promise<T>;

export interface OrderTenantReads {
  readonly get: (
    type: string,
    orderId: string,
    sections?: readonly OrderSection[],
    options?: ReadOptions,
  ) => Promise<Single<SalesOrder>>;
  readonly lines: (
    type: string,
    orderId: string,
    paging?: Paging,
    options?: ReadOptions,
  ) => Promise<Page<SalesOrderLine>>;
  readonly line: (
    type: string,
    orderId: string,
    lineId: number,
    options?: ReadOptions,
  ) => Promise<Single<SalesOrderLine>>;
  readonly shipments: OfTenantOrder<Whole<OrderShipment>>;
  readonly taxes: OfTenantOrder<Whole<OrderTax>>;
  readonly discounts: OfTenantOrder<Whole<OrderDiscount>>;
  readonly commissions: OfTenantOrder<Whole<OrderCommission>>;
  readonly rotRut: OfTenantOrder<Single<OrderRotRut>>;
}

export function orderTenantReads(reads: OrderReads, { read }: TenantPort): OrderTenantReads {
  const ofOrder =
    <T extends { readonly quota: Quota | undefined }>(ask: OfOrder<T>): OfTenantOrder<T> =>
    (type, orderId, options) =>
      read(options, (context) => ask(context, type, orderId));
  return {
    get: (type, orderId, sections, options) => read(options, (context) => reads.get(context, type, orderId, sections)),
    lines: (type, orderId, paging, options) => read(options, (context) => reads.lines(context, type, orderId, paging)),
    line: (type, orderId, lineId, options) => read(options, (context) => reads.line(context, type, orderId, lineId)),
    shipments: ofOrder(reads.shipments),
    taxes: ofOrder(reads.taxes),
    discounts: ofOrder(reads.discounts),
    commissions: ofOrder(reads.commissions),
    rotRut: ofOrder(reads.rotRut),
  };
}

/** Where `readWhole` asks for the order itself. */
export function wholeAddress({ origins }: Pick<ApiPort, 'origins'>, [type = '', orderId = '']: readonly string[]): URL {
  return addressOf(origins.salesOrder, orderPath(type, orderId), { expand: expandValue(ORDER_SECTIONS) });
}

/** One order with every section, all its lines, and what else belongs to it. */
export async function readWhole(
  reads: OrderTenantReads,
  [type = '', orderId = '']: readonly string[],
  options: ReadOptions | undefined,
): Promise<Single<object>> {
  const { value, ...single } = await reads.get(type, orderId, ORDER_SECTIONS, options);
  const lines = await allLines((paging) => reads.lines(type, orderId, paging, options));
  const { rows: shipments } = await reads.shipments(type, orderId, options);
  const { rows: taxes } = await reads.taxes(type, orderId, options);
  const { rows: discounts } = await reads.discounts(type, orderId, options);
  const { rows: commissions } = await reads.commissions(type, orderId, options);
  const rotRut = value.isRotRutDeductable ? (await reads.rotRut(type, orderId, options)).value : undefined;
  return { ...single, value: { ...value, lines, shipments, taxes, discounts, commissions, rotRut } };
}

async function allLines(read: (paging: Paging) => Promise<Page<SalesOrderLine>>): Promise<SalesOrderLine[]> {
  const lines: SalesOrderLine[] = [];
  for await (const { rows } of allPages(read, { pageSize: SALES_ORDER.pageSize })) lines.push(...rows);
  return lines;
}
