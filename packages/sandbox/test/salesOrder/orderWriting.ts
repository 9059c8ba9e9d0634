import { z } from 'zod';
import { aToken, type Answer, type ErpStack } from '../erp/erpStack.ts';

export const ORDERS = '/api/v3/SalesOrders';
export const writer = aToken({ scope: ['visma.net.erp.salesorder:read', 'visma.net.erp.salesorder:write'] });

const customersSchema = z.object({ value: z.array(z.object({ id: z.string(), status: z.string() })) });
const orderSchema = z.looseObject({ version: z.string(), status: z.looseObject({ description: z.string() }) });

export interface OrderCalls {
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** A customer who may order. */
  readonly customer: string;
  /** Makes an order, and answers its path. */
  readonly create: (body?: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly read: (path: string) => Promise<z.infer<typeof orderSchema>>;
  /** Calls with the version that the order has now. */
  readonly write: (method: string, order: string, below: string, body?: unknown) => Promise<Answer>;
}

export async function orderCalls(erp: ErpStack): Promise<OrderCalls> {
  const call: OrderCalls['call'] = (method, path, body, headers = {}) =>
    erp.call(path, { method, token: writer, headers, ...(body === undefined ? {} : { body }) });
  const { value } = customersSchema.parse((await call('GET', '/api/v3/Customers')).json());
  const customer = value.find(({ status }) => status === 'Active')?.id ?? '';
  const read: OrderCalls['read'] = async (path) => orderSchema.parse((await call('GET', `${path}?expand=All`)).json());
  return {
    call,
    customer,
    create: async (body = {}) => {
      const answer = await call('POST', ORDERS, { type: 'SO', customer: { id: customer }, ...body });
      if (answer.status !== 201) throw new Error(`No order: ${answer.text}`);
      return new URL(answer.headers.get('location') ?? '').pathname;
    },
    read,
    write: async (method, order, below, body) =>
      call(method, `${order}${below}`, body, { 'if-match': `"${(await read(order)).version}"` }),
  };
}
