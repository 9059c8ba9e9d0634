/** The known name that a misspelt one is meant to be: without letter case the same, one edit apart, or one the beginning of the other. */
export function nearName(given: string, known: readonly string[]): string | undefined {
  const lower = given.toLowerCase();
  return known.find((name) => name.toLowerCase() === lower) ?? known.find((name) => isNear(name.toLowerCase(), lower));
}

function isNear(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
