import { z } from 'zod';
import { flag, text } from '../wire.ts';

/** A warehouse, for a form to choose from. */
export const warehouseSchema = z
  .object({ warehouseID: z.string(), description: text, active: flag })
  .transform(({ warehouseID, ...warehouse }) => ({ id: warehouseID, ...warehouse }));

export type Warehouse = z.output<typeof warehouseSchema>;
