import type { StepKind } from 'visma-net-client/connect/protocolStep';
import { say, type Sentence } from '../languages/spoken.ts';
import { ruleText } from './ruleTexts.ts';
import type { SignInSteps } from './signInsOf.ts';
import { stepTitle } from './steps.ts';
import type { Parameter, TraceStep } from './traceStep.ts';

/** How a sign-in went, in one line. */
export interface Outcome {
  readonly state: 'waiting' | 'refused' | 'signed_in' | 'signed_out' | 'other';
  /** What went wrong, the decisive thing first. */
  readonly problems: readonly Problem[];
}

/** One thing that went wrong. */
export interface Problem {
  /** The step in which it did. */
  readonly number: number;
  /** Plain where it is the reason that was logged. */
  readonly message: string | Sentence;
  /** What asks for the rule that was broken; undefined when none was. */
  readonly section: string | Sentence | undefined;
}

/** Kinds of steps of which a sign-in consists, so that a refusal at one of them is a refused sign-in. */
const SIGN_IN_KINDS: ReadonlySet<StepKind> = new Set(['authorization_response', 'token_request', 'id_token']);

/** Kinds of steps that belong to the end of a session. */
export const ENDS: ReadonlySet<StepKind> = new Set([
  'end_session',
  'signed_out',
  'frontchannel_logout',
  'backchannel_logout',
]);

/** Reads off the steps of a sign-in how it went. Pure. */
export function outcomeOf({ number, steps }: SignInSteps): Outcome {
  const problems = problemsOf(steps);
  if (number === 0) return { state: 'other', problems };
  const refusedRequests = steps.filter(({ refusal }) => refusal).map(({ visit }) => visit);
  const isRefused = steps.some(({ kind, visit }) => SIGN_IN_KINDS.has(kind) && refusedRequests.includes(visit));
  if (isRefused || isRefusedWhileBeginning(steps)) return { state: 'refused', problems };
  if (steps.some(({ kind }) => ENDS.has(kind))) return { state: 'signed_out', problems };
  const isAnswered = steps.some(({ kind }) => kind === 'authorization_response' || kind === 'token_request');
  return { state: isAnswered ? 'signed_in' : 'waiting', problems };
}

/** What went wrong in a step; undefined when nothing did. Pure. */
export function problemOf(step: TraceStep): Problem | undefined {
  const { number, checks, error, refusal, kind } = step;
  const failed = checks.find(({ passed }) => !passed);
  if (failed) {
    const message = say('protocol.problems.failed', { rule: ruleText(failed.rule) });
    return { number, message, section: ruleText(failed.section) };
  }
  const told = providerErrorOf(step);
  const title = stepTitle(kind);
  if (told !== undefined)
    return { number, message: say('protocol.problems.answered', { step: title, answer: told }), section: undefined };
  if (error !== undefined) {
    return { number, message: say('protocol.problems.unusable', { step: title, error }), section: undefined };
  }
  if (refusal) return { number, message: refusal.reason ?? refusal.code, section: undefined };
  return undefined;
}

/** `invalid_grant`, as it came back with the browser or in an answer; else a status that says no. */
function providerErrorOf({ request, response, kind }: TraceStep): string | undefined {
  const errorIn = (values: readonly Parameter[] = []) => values.find(({ name }) => name === 'error')?.value;
  const brought = kind === 'authorization_response' ? errorIn(request?.query) : undefined;
  if (brought !== undefined) return brought;
  if (response?.status === undefined || response.status < 400) return undefined;
  return [response.status, errorIn(response.fields)].join(' ').trim();
}

/** What made the application refuse stands before what it got over. */
function problemsOf(steps: readonly TraceStep[]): Problem[] {
  const refusedRequests = new Set(steps.filter(({ refusal }) => refusal).map(({ visit }) => visit));
  const found = steps.flatMap((step) => {
    const problem = problemOf(step);
    return problem ? [{ problem, isDecisive: refusedRequests.has(step.visit) }] : [];
  });
  const decisive = found.filter(({ isDecisive }) => isDecisive);
  return [...decisive, ...found.filter(({ isDecisive }) => !isDecisive)].map(({ problem }) => problem);
}

function isRefusedWhileBeginning(steps: readonly TraceStep[]): boolean {
  const isBegun = steps.some(({ kind }) => kind === 'authorization_request');
  return !isBegun && steps.some(({ refusal, kind }) => refusal && kind === 'metadata');
}
