import type { TraceStep } from './traceStep.ts';

/** The steps of one sign-in and of what came of it: refreshes, API calls, its sign-out. */
export interface SignInSteps {
  /** 1 for the oldest of the trace; 0 for steps that belong to no sign-in, such as notices. */
  readonly number: number;
  readonly steps: readonly TraceStep[];
}

/**
 * Parts a trace into its sign-ins, oldest first. Steps belong together when they share a state, a code or a token; a
 * step that has none of these goes with its neighbours in the same request. Two sign-ins at once, in two tabs, are two.
 * Pure.
 */
export function signInsOf(steps: readonly TraceStep[]): SignInSteps[] {
  const groupOfLink = new Map<string, number>();
  const groupOf = new Map<TraceStep, number>();
  let groups = 0;
  for (const step of steps) {
    if (step.links.length === 0) continue;
    const known = step.links.map((link) => groupOfLink.get(link)).find((group) => group !== undefined);
    const group = known ?? ++groups;
    groupOf.set(step, group);
    for (const link of step.links) if (!groupOfLink.has(link)) groupOfLink.set(link, group);
  }
  for (const step of steps) if (!groupOf.has(step)) groupOf.set(step, groupOfNeighbour(step, steps, groupOf));
  const found = [...Array(groups + 1).keys()].map((number) => ({
    number,
    steps: steps.filter((step) => groupOf.get(step) === number),
  }));
  return renumbered(found);
}

/** The next step of the same request that belongs somewhere, else the one before; 0 when none does. */
function groupOfNeighbour(step: TraceStep, steps: readonly TraceStep[], groupOf: ReadonlyMap<TraceStep, number>) {
  const others = steps.filter(({ visit, links }) => visit === step.visit && links.length > 0);
  const next = others.find(({ number }) => number > step.number) ?? others.at(-1);
  return (next && groupOf.get(next)) ?? 0;
}

/** Sign-ins are counted; what has no sign-in in it, such as a refused notice, is put together under 0. */
function renumbered(groups: readonly SignInSteps[]): SignInSteps[] {
  const isSignIn = ({ number, steps }: SignInSteps) => number > 0 && steps.some(({ kind }) => BEGINS.has(kind));
  const others = groups.filter((group) => !isSignIn(group)).flatMap(({ steps }) => steps);
  const signIns = groups.filter(isSignIn).map(({ steps }, index) => ({ number: index + 1, steps }));
  const rest = others.toSorted((one, other) => one.number - other.number);
  return rest.length === 0 ? signIns : [{ number: 0, steps: rest }, ...signIns];
}

const BEGINS: ReadonlySet<string> = new Set(['authorization_request', 'authorization_response', 'token_request']);
