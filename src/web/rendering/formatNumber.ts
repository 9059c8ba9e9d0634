const QUANTITY = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

/** A number of things: "1,200", "0.5". */
export function formatQuantity(quantity: number): string {
  return QUANTITY.format(quantity);
}
