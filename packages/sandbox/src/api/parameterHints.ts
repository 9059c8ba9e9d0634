import type { ErpCall } from './erpCall.ts';
import { nearName } from './nearName.ts';

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
    const near = nearName(name, known);
    if (DEAD.has(lower)) call.note(`${name} is dead; use pageNumber and pageSize`);
    else
      call.note(near ? `An unknown parameter was ignored; did you mean ${near}?` : 'An unknown parameter was ignored');
  }
}
