import { contractDifferences, filledType } from '../../sandbox/test/salesOrder/contract.ts';

/** A write as it came. */
export interface SentWrite {
  readonly method: string;
  readonly path: string;
  readonly ifMatch: string | undefined;
  readonly body: unknown;
}

export interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Dto = Readonly<Record<string, unknown>>;

interface Order {
  version: number;
  dto: Dto;
  lines: Dto[];
}

export const ORDER = { type: 'SO', orderId: '000123' };
export const theOrder = filledType('SalesOrderDto', ORDER);
export const theLine = filledType('SalesOrderLineDto', { lineId: 1 });

/** The orders of the fake: one with every field filled, and those that are made. */
export interface FakeOrderBook {
  readonly find: (
    type: string,
    orderId: string,
  ) => { readonly dto: Dto; readonly lines: readonly Dto[]; etag: string } | undefined;
  readonly write: (sent: SentWrite) => Answered;
  /** Somebody else's change. */
  readonly change: (fields: Dto, lines?: readonly Dto[]) => void;
  readonly reset: () => void;
}

export function createFakeOrderBook(): FakeOrderBook {
  const orders = new Map<string, Order>();
  const reset = (): void => {
    orders.clear();
    orders.set('SO/000123', { version: 7, dto: theOrder.dto, lines: [theLine.dto] });
  };
  reset();
  return {
    reset,
    find: (type, orderId) => {
      const order = orders.get(`${type}/${orderId}`);
      return order && { dto: order.dto, lines: order.lines, etag: etagOf(order) };
    },
    write: (sent) => write(orders, sent),
    change: (fields, lines) => {
      const order = orders.get('SO/000123');
      if (!order) return;
      order.version += 1;
      order.dto = merged(order.dto, fields);
      order.lines = [...(lines ?? order.lines)];
    },
  };
}

function etagOf({ version }: Order): string {
  return `"v-${version}"`;
}

function write(orders: Map<string, Order>, sent: SentWrite): Answered {
  const url = new URL(sent.path, 'http://fake.invalid');
  const [type, orderId, part] = url.pathname.replace('/api/v3/SalesOrders', '').split('/').slice(1);
  const body = asDto(sent.body);
  if (type === undefined) return create(orders, body);
  const order = orders.get(`${type}/${orderId ?? ''}`);
  if (!order) return problem(404, 'Not Found');
  if (sent.method === 'PATCH' || (sent.method === 'DELETE' && part === undefined)) {
    if (sent.ifMatch === undefined) return problem(428, 'Precondition Required');
    if (sent.ifMatch !== etagOf(order)) return problem(412, 'Precondition Failed');
  }
  if (part === 'lines') return writeLines(order, sent.method, body, url);
  if (sent.method === 'DELETE') {
    orders.delete(`${type}/${orderId ?? ''}`);
    return { status: 202 };
  }
  const wrong = contractDifferences(body, 'PatchSalesOrderCommand');
  if (wrong.length > 0) return invalid(wrong);
  if (asDto(order.dto.status).cancelled === true && order.version > 7) return problem(405, 'Method Not Allowed');
  order.dto = merged(order.dto, patched(body));
  order.version += 1;
  return { status: 202 };
}

function create(orders: Map<string, Order>, body: Dto): Answered {
  const wrong = contractDifferences(body, 'NewSalesOrderCommand');
  if (wrong.length > 0 || typeof body.type !== 'string' || body.customer === undefined) return invalid(wrong);
  const customer = asDto(body.customer);
  if (customer.id === 'NONE') return refused('Customer.Id', '1400', 'The customer NONE does not exist.');
  const orderId = String(orders.size + 123).padStart(6, '0');
  const { orderLines = [], ...fields } = body;
  const lines = Array.isArray(orderLines) ? orderLines.map(asDto) : [];
  const unknown = lines.findIndex(({ inventoryId }) => inventoryId === 'NONE');
  if (unknown >= 0) return refused(`OrderLines[${unknown}].InventoryId`, '1804', 'The item NONE does not exist.');
  orders.set(`${body.type}/${orderId}`, {
    version: 1,
    dto: { ...merged({}, patched(fields)), type: body.type, orderId, version: '1' },
    lines: lines.map((line, place) => toLine(line, place + 1)),
  });
  return {
    status: 201,
    headers: { location: `https://salesorder.visma.net/api/v3/SalesOrders/${body.type}/${orderId}` },
  };
}

function writeLines(order: Order, method: string, body: Dto, url: URL): Answered {
  const lines = Array.isArray(body.lines) ? body.lines.map(asDto) : [];
  if (method === 'DELETE') {
    const ids = (url.searchParams.get('ids') ?? '').split(',');
    order.lines = order.lines.filter(({ lineId }) => !ids.includes(String(lineId)));
  } else {
    const type = method === 'POST' ? 'AddSalesOrderLinesCommand' : 'PatchSalesOrderLinesCommand';
    const wrong = contractDifferences(body, type);
    if (wrong.length > 0) return invalid(wrong);
    const unknown = lines.findIndex(({ inventoryId }) => inventoryId === 'NONE');
    if (unknown >= 0) return refused(`Lines[${unknown}].InventoryId`, '1804', 'The item NONE does not exist.');
    const far = lines.findIndex(({ quantity }) => Number(quantity) > 9000);
    if (far >= 0) return refused(`Lines[${far}].Quantity`, '0100', 'That many are not sold.');
    if (method === 'POST')
      order.lines = [...order.lines, ...lines.map((line, place) => toLine(line, order.lines.length + place + 1))];
    else
      order.lines = order.lines.map((line) => merged(line, lines.find(({ lineId }) => lineId === line.lineId) ?? {}));
  }
  order.version += 1;
  return { status: 202 };
}

function toLine({ inventoryId, ...line }: Dto, lineId: number): Dto {
  return { ...line, lineId, inventory: { id: inventoryId, description: null, baseUnit: null } };
}

/** What a write says, in the names that reading has. */
function patched(body: Dto): Dto {
  const { status, shipping, paymentSettings: _payment, ...fields } = body;
  const { preferredWarehouseId, shipViaId, termsId, ...delivery } = asDto(shipping);
  const pair = (id: unknown) => (id === undefined ? undefined : { id, description: null });
  return {
    ...fields,
    ...(typeof status === 'string' && {
      status: { description: status, hold: status === 'Hold', cancelled: status === 'Cancelled' },
    }),
    ...(shipping !== undefined && {
      shipping: {
        ...delivery,
        preferredWarehouse: pair(preferredWarehouseId),
        shipVia: pair(shipViaId),
        terms: pair(termsId),
      },
    }),
  };
}

function merged(before: Dto, change: Dto): Dto {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return {
    ...before,
    ...Object.fromEntries(
      entries.map(([name, value]) => [name, isDto(value) ? merged(asDto(before[name]), value) : value]),
    ),
  };
}

function problem(status: number, title: string): Answered {
  return { status, body: { type: 'about:blank', title, status, detail: null, instance: null } };
}

function invalid(details: readonly string[]): Answered {
  return {
    status: 400,
    body: { title: 'One or more validation errors occurred.', status: 400, detail: details.join('; ') },
  };
}

function refused(property: string, code: string, message: string): Answered {
  return {
    status: 400,
    body: {
      type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
      title: 'One or more validation errors occurred.',
      status: 400,
      detail: null,
      instance: null,
      errors: { [property]: [message] },
      details: [{ code, message, parameters: { property } }],
    },
  };
}

function isDto(value: unknown): value is Dto {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asDto(value: unknown): Dto {
  return isDto(value) ? value : {};
}
