import { flag, neededText, text, type Fields } from '../../transport/wire.ts';

export type Warehouse = ReturnType<typeof toWarehouse>;

/** A warehouse, for a form to choose from. */
export function toWarehouse(from: Fields) {
  return { id: neededText(from, 'warehouseID'), description: text(from, 'description'), active: flag(from, 'active') };
}
