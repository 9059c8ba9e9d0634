import { pathStep } from '../../transport/addressOf.ts';

export const SALES_ORDER_PATH = '/api/v3/SalesOrders';

/** The path of one order, or of what belongs to it. */
export function orderPath(type: string, orderId: string, part?: string): string {
  const path = `${SALES_ORDER_PATH}/${pathStep(type)}/${pathStep(orderId)}`;
  return part === undefined ? path : `${path}/${part}`;
}
