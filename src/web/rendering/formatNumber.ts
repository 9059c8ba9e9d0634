const AMOUNT = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
const QUANTITY = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

/** A price or cost: "1,249.00". The ERP gives items no currency. */
export function formatAmount(amount: number): string {
  return AMOUNT.format(amount);
}

/** A number of things: "1,200", "0.5". */
export function formatQuantity(quantity: number): string {
  return QUANTITY.format(quantity);
}

/** "1 item", "1,200 items". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${QUANTITY.format(count)} ${count === 1 ? one : many}`;
}
