import { stepsOf, type Operations } from './operations.ts';

/** What a step more or less counts, where another word counts 1: `/v1/itemclass` means `/v1/inventory/itemClass`. */
const STEP = 0.5;
const ANOTHER_VERSION = 0.1;
const A_PARAMETER = 0.15;
/** Paths farther away are no help. */
const FARTHEST = 0.6;

/**
 * The path of the real APIs that comes nearest to one that they have not, undefined when none is near.
 * @param method only paths that have it
 */
export function nearestPath({ all }: Operations, path: string, method?: string): string | undefined {
  const given = stepsOf(path.toLowerCase());
  let best: { readonly path: string; readonly distance: number } | undefined;
  for (const operation of all) {
    if (method !== undefined && operation.method !== method) continue;
    if (Math.abs(operation.steps.length - given.length) * STEP > FARTHEST) continue;
    const distance = distanceOf(given, operation.steps);
    if (distance <= FARTHEST && distance < (best?.distance ?? Infinity)) best = { path: operation.path, distance };
  }
  return best?.path;
}

/** Edit distance between lists of steps. */
function distanceOf(given: readonly string[], real: readonly string[]): number {
  let row = real.map((_, place) => (place + 1) * STEP);
  row.unshift(0);
  for (const [index, step] of given.entries()) {
    const next = [(index + 1) * STEP];
    for (const [place, other] of real.entries()) {
      const replaced = (row[place] ?? Infinity) + stepDistance(step, other);
      next.push(Math.min(replaced, (row[place + 1] ?? Infinity) + STEP, (next[place] ?? Infinity) + STEP));
    }
    row = next;
  }
  return row.at(-1) ?? Infinity;
}

function stepDistance(given: string, real: string): number {
  if (given === real) return 0;
  // Anything may stand in place of a parameter, but not for the word before it too.
  if (real === '{}') return A_PARAMETER;
  if (/^v\d$/.test(given) && /^v\d$/.test(real)) return ANOTHER_VERSION;
  return Math.abs(given.length - real.length) * 2 > real.length ? 1 : wordDistance(given, real);
}

/** Changes of one letter, as a share of the longer word. */
function wordDistance(given: string, real: string): number {
  let row = Array.from({ length: real.length + 1 }, (_, place) => place);
  for (let index = 0; index < given.length; index += 1) {
    const next = [index + 1];
    for (let place = 0; place < real.length; place += 1) {
      const replaced = (row[place] ?? 0) + (given[index] === real[place] ? 0 : 1);
      next.push(Math.min(replaced, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) / Math.max(given.length, real.length, 1);
}
