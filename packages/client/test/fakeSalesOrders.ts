import { createServer } from 'node:http';
import { filledType } from '../../sandbox/test/salesOrder/contract.ts';

/** A Sales Order API of the real shapes, made of its published contract and of nothing that this project wrote. */
export interface FakeSalesOrders {
  readonly url: string;
  /** Paths with their queries, in the order of the calls. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
}

const ORDER = { type: 'SO', orderId: '000123' };
/** Sections of one order: value of expand to field. */
const SECTIONS: Readonly<Record<string, string>> = {
  billing: 'billing',
  payment: 'paymentSettings',
  financialinformation: 'financialInformation',
  shipping: 'shipping',
  customer: 'customer',
  owner: 'owner',
  origin: 'origin',
  note: 'note',
  freight: 'freight',
  attachments: 'attachments',
};

export const theRow = filledType('SalesOrderListDto', ORDER);
export const theOrder = filledType('SalesOrderDto', ORDER);
export const theLine = filledType('SalesOrderLineDto', { lineId: 1 });
const BESIDES: Readonly<Record<string, unknown>> = {
  shipment: [filledType('SalesOrderShipmentDto').dto],
  tax: [filledType('SalesOrderTaxDto').dto],
  discounts: [filledType('SalesOrderDiscountDto').dto],
  commissions: [filledType('SalesOrderCommissionDto').dto],
  rotrut: filledType('SalesOrderRotRutDto').dto,
};

/** @param rows how many orders its list has */
export async function startFakeSalesOrders(rows = 3): Promise<FakeSalesOrders> {
  const asked: string[] = [];
  let url = '';
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, body, etag } = answerTo(new URL(request.url ?? '', url), rows);
    response.writeHead(status, { 'content-type': 'application/json', ...(etag ? { etag } : {}) });
    response.end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answered {
  status: number;
  body: unknown;
  etag?: string;
}

function answerTo(url: URL, rows: number): Answered {
  const [type, orderId, part] = url.pathname.replace('/api/v3/SalesOrders', '').split('/').slice(1);
  if (orderId === undefined) return { status: 200, body: list(url, rows) };
  if (type !== ORDER.type || orderId !== ORDER.orderId)
    return { status: 404, body: { title: 'Not Found', status: 404 } };
  if (part === undefined) return { status: 200, body: one(url), etag: '"v-7"' };
  if (part === 'lines') return { status: 200, body: { value: [theLine.dto], totalCount: null, nextPage: null } };
  return { status: 200, body: BESIDES[part] };
}

function list(url: URL, rows: number) {
  const [index, size] = ['pageIndex', 'pageSize'].map((name) => Number(url.searchParams.get(name)));
  const pageSize = size || 100;
  const offset = (index ?? 0) * pageSize;
  const value = Array.from({ length: Math.max(0, Math.min(pageSize, rows - offset)) }, (_, place) => ({
    ...theRow.dto,
    orderId: String(offset + place + 123).padStart(6, '0'),
  }));
  const next = new URL(url);
  next.searchParams.set('pageIndex', String((index ?? 0) + 1));
  return { value, totalCount: null, nextPage: offset + pageSize < rows ? next.href : null };
}

function one(url: URL) {
  const asked = (url.searchParams.get('expand') ?? 'None').split(',').map((value) => value.toLowerCase());
  const hidden = Object.entries(SECTIONS).filter(([value]) => !asked.includes(value) && !asked.includes('all'));
  return Object.fromEntries(
    Object.entries(theOrder.dto).filter(([name]) => !hidden.some(([, field]) => field === name)),
  );
}
