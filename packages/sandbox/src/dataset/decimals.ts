/**
 * Rounds to so many places as people do: 0.1 × 0.35 is 0.04, not 0.03 because of what a binary fraction cannot hold.
 * Without -0.
 */
export function roundTo(places: number, amount: number): number {
  if (Math.abs(amount) < 10 ** -(places + 1)) return 0;
  const scaled = Number((Math.abs(amount) * 10 ** places).toPrecision(13));
  return (Math.sign(amount) * Math.round(scaled)) / 10 ** places;
}

/** Two decimals, as money is written. */
export function toCents(amount: number): number {
  return roundTo(2, amount);
}
