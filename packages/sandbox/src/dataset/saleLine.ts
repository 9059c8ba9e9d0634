import { z } from 'zod';
import { roundTo, toCents } from './decimals.ts';

/** A line of an order or an invoice. */
export const saleLine = z.object({
  lineNumber: z.number(),
  itemNumber: z.string(),
  description: z.string(),
  quantity: z.number(),
  unitPrice: z.number(),
  discountPercent: z.number(),
  discountAmount: z.number(),
  /** Quantity times price less discount, rounded. */
  amount: z.number(),
  cost: z.number(),
  account: z.string(),
  uom: z.string(),
});

export type SaleLine = z.infer<typeof saleLine>;

export interface SaleTotals {
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
}

/** Totals that add up: VAT is rounded once, on the sum of the lines. */
export function saleTotals(lines: readonly { amount: number }[], vatPercent: number): SaleTotals {
  const net = toCents(lines.reduce((sum, { amount }) => sum + amount, 0));
  const vat = toCents((net * vatPercent) / 100);
  return { net, vat, gross: toCents(net + vat) };
}

/** The sum of the quantities. */
export function totalQuantity(lines: readonly { quantity: number }[]): number {
  return roundTo(
    6,
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
  );
}
