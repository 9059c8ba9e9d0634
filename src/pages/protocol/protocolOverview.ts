import { answerLabel, diagramOf, requestLabel, type Diagram } from '../../protocolView/diagram.ts';
import { ENDS, outcomeOf, problemOf, type Outcome, type Problem } from '../../protocolView/outcome.ts';
import { signInsOf, type SignInSteps } from '../../protocolView/signInsOf.ts';
import { partyName, STEPS, stepTitle } from '../../protocolView/steps.ts';
import type { TraceStep } from '../../protocolView/traceStep.ts';
import { momentOf, say, type Moment, type Sentence, type Text } from '../../languages/spoken.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import { spanOf } from './stepLabels.ts';

/** Where the pages about a trace stand: those of a session, or those of a browser without one. */
export interface TracePlace {
  /** `/protocol` or `/protocol/visitor`. */
  readonly path: string;
  readonly isSession: boolean;
}

/** What views/pages/protocol.ejs shows. */
export interface ProtocolView extends TracePlace {
  /** Newest first. */
  readonly signIns: readonly SignInView[];
  readonly exportHref: string;
  /** What was tried by a button and led here. */
  readonly tried: TextKey | undefined;
}

export interface SignInView {
  readonly id: string;
  readonly heading: Sentence;
  readonly at: Moment;
  readonly company: string | undefined;
  readonly state: Outcome['state'];
  readonly stateLabel: TextKey | undefined;
  readonly problems: readonly (Problem & { readonly href: string })[];
  readonly diagram: Diagram;
  readonly rows: readonly StepRow[];
  readonly exportHref: string | undefined;
}

export interface StepRow {
  readonly number: number;
  readonly href: string;
  readonly title: Sentence;
  readonly between: Sentence;
  readonly request: string | Sentence;
  readonly answer: Sentence | undefined;
  readonly began: Sentence;
  readonly took: Text | undefined;
  readonly verdict: string | Sentence;
  readonly isBad: boolean;
}

export interface OverviewFacts {
  readonly place: TracePlace;
  readonly steps: readonly TraceStep[];
  /** Names of companies by their ids, as far as they are known. */
  readonly companyNames: ReadonlyMap<string, string>;
  readonly tried: TextKey | undefined;
}

/** Shapes a trace for the view. Pure. */
export function toProtocolView({ place, steps, companyNames, tried }: OverviewFacts): ProtocolView {
  return {
    ...place,
    tried,
    exportHref: `${place.path}/export.json`,
    signIns: ordered(signInsOf(steps), tried !== undefined).map((signIn) => toSignInView(signIn, place, companyNames)),
  };
}

/** Newest sign-in first; after something was tried, what it struck. */
function ordered(groups: readonly SignInSteps[], hasTried: boolean): SignInSteps[] {
  if (hasTried) return groups.toSorted((one, other) => lastNumber(other) - lastNumber(one));
  return newestFirst(groups);
}

/** What belongs to no sign-in comes last, unless it is the latest that happened. */
function newestFirst(groups: readonly SignInSteps[]): SignInSteps[] {
  const signIns = groups.filter(({ number }) => number > 0).toReversed();
  const others = groups.filter(({ number }) => number === 0);
  const newest = Math.max(0, ...groups.map(lastNumber));
  const isLatest = others.some((group) => lastNumber(group) === newest);
  return isLatest ? [...others, ...signIns] : [...signIns, ...others];
}

function lastNumber({ steps }: SignInSteps): number {
  return steps.at(-1)?.number ?? 0;
}

function toSignInView(
  signIn: SignInSteps,
  { path }: TracePlace,
  companyNames: ReadonlyMap<string, string>,
): SignInView {
  const { number, steps } = signIn;
  const { state, problems } = outcomeOf(signIn);
  const startedAtMs = steps[0]?.startedAtMs ?? 0;
  const tenantId = tenantOf(steps);
  return {
    id: number === 0 ? 'others' : `sign-in-${number}`,
    heading: number === 0 ? headingOfOthers(steps) : say('protocol.signIn.heading', { number: String(number) }),
    at: momentOf(startedAtMs),
    company: tenantId === undefined ? undefined : companyNames.get(tenantId),
    state,
    stateLabel: state === 'other' ? undefined : `protocol.signIn.states.${state}`,
    problems: problems.map((problem) => ({ ...problem, href: stepHref(path, problem.number) })),
    diagram: diagramOf(steps, (step) => stepHref(path, step)),
    rows: steps.map((step) => toRow(step, path, startedAtMs)),
    exportHref: number === 0 ? undefined : `${path}/export.json?sign_in=${number}`,
  };
}

function headingOfOthers(steps: readonly TraceStep[]): Sentence {
  return say(steps.some(({ kind }) => ENDS.has(kind)) ? 'protocol.signIn.end' : 'protocol.signIn.outside');
}

/** The company that a token in the steps names. */
function tenantOf(steps: readonly TraceStep[]): string | undefined {
  const tokens = steps.flatMap(({ response }) => response?.tokens ?? []);
  const named = tokens.map(({ claims }) => claims.tenant_id).find((id) => typeof id === 'string');
  return typeof named === 'string' ? named : undefined;
}

function toRow(step: TraceStep, path: string, startedAtMs: number): StepRow {
  const { from, to } = STEPS[step.kind];
  const problem = problemOf(step);
  return {
    number: step.number,
    href: stepHref(path, step.number),
    title: stepTitle(step.kind),
    between:
      from === to ? partyName(from) : say('protocol.signIn.between', { from: partyName(from), to: partyName(to) }),
    request: requestLabel(step),
    answer: answerLabel(step),
    began: say('protocol.spans.after', { span: spanOf(step.startedAtMs - startedAtMs) }),
    took: step.durationMs === undefined ? undefined : spanOf(step.durationMs),
    verdict: problem?.message ?? checksLabel(step.checks.length),
    isBad: problem !== undefined,
  };
}

function checksLabel(count: number): Sentence {
  return count === 0 ? say('protocol.signIn.done') : say('protocol.signIn.checks', { count });
}

export function stepHref(path: string, number: number): string {
  return `${path}/steps/${number}`;
}
