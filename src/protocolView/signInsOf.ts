import type { TraceStep } from './traceStep.ts';

/** The steps of one sign-in and of what came of it: refreshes, API calls, its sign-out. */
export interface SignInSteps {
  /** 1 for the oldest of the trace; 0 for steps that belong to no sign-in, such as notices. */
  readonly number: number;
  readonly steps: readonly TraceStep[];
}

/**
 * Parts a trace into its sign-ins, oldest first. Steps belong together when they share a state, a code or a token; a
 * step that shares none with a sign-in goes with its neighbours in the same request. Two sign-ins at once, in two tabs,
 * are two. Pure.
 */
export function signInsOf(steps: readonly TraceStep[]): SignInSteps[] {
  const groupOf = linkedGroups(steps);
  const begun = new Set(steps.filter(({ kind }) => BEGINS.has(kind)).map((step) => groupOf.get(step) ?? 0));
  const isOfSignIn = (step: TraceStep) => begun.has(groupOf.get(step) ?? 0);
  const ofSignIns = steps.filter(isOfSignIn);
  const settled = new Map(
    steps.map((step) => [step, isOfSignIn(step) ? step : (neighbourOf(step, ofSignIns) ?? step)]),
  );
  const numbers = [...new Set([0, ...groupOf.values()])].toSorted((one, other) => one - other);
  const found = numbers.map((number) => ({
    number,
    steps: steps.filter((step) => (groupOf.get(settled.get(step) ?? step) ?? 0) === number),
  }));
  return renumbered(found);
}

/** Numbers from 1 for steps that share a mark with each other; none for steps without marks. */
function linkedGroups(steps: readonly TraceStep[]): Map<TraceStep, number> {
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
  return groupOf;
}

/** The next step of the same request, else the last before. */
function neighbourOf({ visit, number }: TraceStep, others: readonly TraceStep[]): TraceStep | undefined {
  const near = others.filter((other) => other.visit === visit);
  return near.find((other) => other.number > number) ?? near.at(-1);
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
