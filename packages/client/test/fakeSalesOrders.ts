import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { filledType } from '../../sandbox/test/salesOrder/contract.ts';
import { createFakeOrderBook, ORDER, type Answered, type FakeOrderBook, type SentWrite } from './fakeOrderBook.ts';

export { theLine, theOrder } from './fakeOrderBook.ts';

/** A Sales Order API of the real shapes, made of its published contract and of nothing that this project wrote. */
export interface FakeSalesOrders {
  readonly url: string;
  /** Paths with their queries, in the order of the calls. */
  readonly asked: string[];
  /** Writes, in the order of the calls. */
  readonly sent: SentWrite[];
  readonly book: FakeOrderBook;
  /** The answer to the next write, whatever it says. */
  readonly answerNext: (answer: Answered | ((sent: SentWrite) => Answered)) => void;
  readonly stop: () => Promise<void>;
}

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
const BESIDES: Readonly<Record<string, unknown>> = {
  shipment: [filledType('SalesOrderShipmentDto').dto],
  tax: [filledType('SalesOrderTaxDto').dto],
  discounts: [filledType('SalesOrderDiscountDto').dto],
  commissions: [filledType('SalesOrderCommissionDto').dto],
  rotrut: filledType('SalesOrderRotRutDto').dto,
};

/** The answer to a read of lines: by default all of them, on one page. */
export type LinesPage = (lines: readonly object[], query: URLSearchParams) => object;

const onOnePage: LinesPage = (lines) => ({ value: lines, totalCount: null, nextPage: null });

/** @param rows how many orders its list has */
export async function startFakeSalesOrders(rows = 3, linesPage = onOnePage): Promise<FakeSalesOrders> {
  const asked: string[] = [];
  const sent: SentWrite[] = [];
  const prepared: (Answered | ((sent: SentWrite) => Answered))[] = [];
  const book = createFakeOrderBook();
  let url = '';
  const answerTo = async (request: IncomingMessage): Promise<Answered> => {
    const { method = 'GET', url: path = '', headers } = request;
    if (method === 'GET') return read(new URL(path, url), rows, book, linesPage);
    const sentText = await text(request);
    const body: unknown = sentText === '' ? null : JSON.parse(sentText);
    const write = { method, path, ifMatch: headers['if-match'], body };
    sent.push(write);
    const next = prepared.shift() ?? book.write;
    return typeof next === 'function' ? next(write) : next;
  };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    void answerTo(request).then(({ status, body, headers }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    asked,
    sent,
    book,
    answerNext: (answer) => void prepared.push(answer),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const CHOICES: Readonly<Record<string, unknown>> = {
  '/api/v3/Customers': { value: [filledType('CustomerDto').dto], totalCount: 1, nextPage: null },
  '/api/v3/Customers/10001/locations': [filledType('CustomerLocationItemDto').dto],
  '/api/v3/Inventory': { value: [filledType('InventoryItemAvailabilityDto').dto], totalCount: 1, nextPage: null },
};

function read(url: URL, rows: number, book: FakeOrderBook, linesPage: LinesPage): Answered {
  const choice = CHOICES[url.pathname];
  if (choice !== undefined) return { status: 200, body: choice };
  const [type = '', orderId, part] = url.pathname.replace('/api/v3/SalesOrders', '').split('/').slice(1);
  if (orderId === undefined) return { status: 200, body: list(url, rows) };
  const found = book.find(type, orderId);
  if (!found) return { status: 404, body: { title: 'Not Found', status: 404 } };
  if (part === undefined) return { status: 200, body: one(url, found.dto), headers: { etag: found.etag } };
  if (part === 'lines') return { status: 200, body: linesPage(found.lines, url.searchParams) };
  return { status: 200, body: BESIDES[part] };
}

function list(url: URL, rows: number) {
  const [index, size] = ['pageIndex', 'pageSize'].map((name) => Number(url.searchParams.get(name)));
  const pageSize = size !== undefined && size > 0 ? size : 100;
  const offset = (index ?? 0) * pageSize;
  const value = Array.from({ length: Math.max(0, Math.min(pageSize, rows - offset)) }, (_, place) => ({
    ...theRow.dto,
    orderId: String(offset + place + 123).padStart(6, '0'),
  }));
  const next = new URL(url);
  next.searchParams.set('pageIndex', String((index ?? 0) + 1));
  return { value, totalCount: null, nextPage: offset + pageSize < rows ? next.href : null };
}

function one(url: URL, dto: Readonly<Record<string, unknown>>) {
  const asked = (url.searchParams.get('expand') ?? 'None').split(',').map((value) => value.toLowerCase());
  const hidden = Object.entries(SECTIONS).filter(([value]) => !asked.includes(value) && !asked.includes('all'));
  return Object.fromEntries(Object.entries(dto).filter(([name]) => !hidden.some(([, field]) => field === name)));
}
