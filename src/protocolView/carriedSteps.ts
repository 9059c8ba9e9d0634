import { signInsOf } from './signInsOf.ts';
import type { RedactedStep, TraceStep } from './traceStep.ts';

/**
 * Which of a visitor's steps go over to the session that has just begun: those of this very sign-in, and earlier
 * sign-ins that are proved to be of the same person. A browser may be used by several people, and nobody sees what
 * another one did before. Pure.
 */
export function carriedSteps(
  ofVisitor: readonly TraceStep[],
  finished: readonly RedactedStep[],
  person: string,
): TraceStep[] {
  const links = new Set(finished.flatMap((step) => step.links));
  return signInsOf(ofVisitor)
    .filter(({ number, steps }) => {
      const isThis = steps.some((step) => step.links.some((link) => links.has(link)));
      const about = steps.flatMap((step) => step.about);
      const isSamePerson = about.length > 0 && about.every((one) => one === person);
      return number > 0 && (isThis || isSamePerson);
    })
    .flatMap(({ steps }) => steps)
    .toSorted((one, other) => one.number - other.number);
}

/** The step without what it says of somebody else than `person`: its checks, times and verdict stay. Pure. */
export function withholdOthers<T extends RedactedStep>(step: T, person: string): T {
  if (step.about.every((one) => one === person)) return step;
  return { ...step, request: undefined, response: undefined, isWithheld: true };
}
