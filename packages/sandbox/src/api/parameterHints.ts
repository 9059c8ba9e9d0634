import type { ErpCall } from './erpCall.ts';

const DEAD = new Set(['numbertoread', 'skiprecords', 'greaterthanvalue']);

/**
 * Tells the request log which parameters the API ignores, as it does without a word.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/features/pagination
 */
export function noteParameters(call: ErpCall, known: readonly string[]): void {
  const names = new Set(known.map((name) => name.toLowerCase()));
  for (const name of call.query.names()) {
    const lower = name.toLowerCase();
    if (names.has(lower)) continue;
    const near = known.find((candidate) => isNear(candidate.toLowerCase(), lower));
    if (DEAD.has(lower)) call.note(`${name} is dead; use pageNumber and pageSize`);
    else
      call.note(near ? `An unknown parameter was ignored; did you mean ${near}?` : 'An unknown parameter was ignored');
  }
}

/** One edit apart, or one the beginning of the other. */
function isNear(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
