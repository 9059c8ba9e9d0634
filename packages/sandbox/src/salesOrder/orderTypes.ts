import type { OrderRecord } from './orderRecord.ts';

interface OrderType {
  /** What its lines may do. */
  readonly operations: readonly ('Issue' | 'Receipt')[];
  /** Whether goods leave by a shipment; without one, lines name locations. */
  readonly ships: boolean;
}

/** The order types of every company: an order, a quote, a return. All number by themselves. */
export const ORDER_TYPES: Readonly<Record<OrderRecord['type'], OrderType>> = {
  SO: { operations: ['Issue'], ships: true },
  QT: { operations: ['Issue'], ships: false },
  RM: { operations: ['Receipt', 'Issue'], ships: true },
};

/** While an order is in one of these, its fields and lines can be changed. Guess: only that there are such states is documented. */
const OPEN_STATUSES: readonly OrderRecord['status'][] = ['Open', 'Hold', 'CreditHold', 'BackOrder'];

export function isOpen({ status }: OrderRecord): boolean {
  return OPEN_STATUSES.includes(status);
}
