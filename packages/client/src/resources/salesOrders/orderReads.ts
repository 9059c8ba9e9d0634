import { addressOf } from '../../transport/addressOf.ts';
import type { CallContext } from '../../transport/callContext.ts';
import type { Reader } from '../../transport/wire.ts';
import type { Quota } from '../../errors.ts';
import { allPages } from '../allPages.ts';
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
import { orderAsker, type Whole } from './orderAsker.ts';
import { toOrderLine, type SalesOrderLine } from './orderLine.ts';
import { orderPath } from './paths.ts';
import { expandValue, ORDER_SECTIONS, type OrderSection } from './query.ts';
import { toSalesOrder, type SalesOrder } from './salesOrder.ts';

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

export function orderReads(port: ApiPort): OrderReads {
  const { address, single, whole, page } = orderAsker(port);
  const wholeOf =
    <T>(part: string, step: string, row: Reader<T>): OfOrder<Whole<T>> =>
    async (context, type, orderId) =>
      whole(context, part, address(orderPath(type, orderId, step)), row);
  const asked = (paging: Paging = {}) => askedPage(paging, SALES_ORDER.mostRows);
  const itemAddress: OrderReads['itemAddress'] = (type, orderId, sections) =>
    orderAddress(port, type, orderId, sections);
  const linesAddress: OrderReads['linesAddress'] = (type, orderId, paging) =>
    address(orderPath(type, orderId, 'lines'), SALES_ORDER.paging(asked(paging)));
  return {
    itemAddress,
    linesAddress,
    get: async (context, type, orderId, sections) =>
      single(context, 'get', itemAddress(type, orderId, sections), toSalesOrder),
    lines: async (context, type, orderId, paging) =>
      page(context, 'lines', linesAddress(type, orderId, paging), toOrderLine, asked(paging)),
    line: async (context, type, orderId, lineId) =>
      single(context, 'line', address(orderPath(type, orderId, `lines/${lineId}`)), toOrderLine),
    shipments: wholeOf('shipments', 'shipment', toShipment),
    taxes: wholeOf('taxes', 'tax', toTax),
    discounts: wholeOf('discounts', 'discounts', toDiscount),
    commissions: wholeOf('commissions', 'commissions', toCommission),
    rotRut: async (context, type, orderId) =>
      single(context, 'rotRut', address(orderPath(type, orderId, 'rotrut')), toRotRut),
  };
}

function orderAddress(
  { origins }: Pick<ApiPort, 'origins'>,
  type: string,
  orderId: string,
  sections?: readonly OrderSection[],
): URL {
  return addressOf(origins.salesOrder, orderPath(type, orderId), { expand: expandValue(sections) });
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
export function wholeAddress(port: Pick<ApiPort, 'origins'>, [type = '', orderId = '']: readonly string[]): URL {
  return orderAddress(port, type, orderId, ORDER_SECTIONS);
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
