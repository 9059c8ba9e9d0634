import { outcomeOf, type Outcome } from './outcome.ts';
import type { SignInSteps } from './signInsOf.ts';
import { PARTY_NAMES, STEP_TEXTS } from './stepTexts.ts';
import type { TraceStep } from './traceStep.ts';

/** A trace to attach to a support case: redacted as it was kept, with the words of the pages. Pure. */
export function exportOf(signIns: readonly SignInSteps[], nowMs: number) {
  return {
    format: 'visma-connect-express protocol trace 1',
    exportedAt: new Date(nowMs).toISOString(),
    about:
      'Secrets were cut before the steps were kept: of a cut value there are its first characters, its length and a mark that is the same wherever the value is. Data of the ERP is not in it, only its shape.',
    signIns: signIns.map((signIn) => ({
      number: signIn.number,
      ...outcomeInFile(outcomeOf(signIn)),
      steps: signIn.steps.map(exportStep),
    })),
  };
}

/** In the names of files that were written before. */
function outcomeInFile({ state, problems }: Outcome) {
  return { state, problems: problems.map(({ number, message, section }) => ({ number, words: message, section })) };
}

function exportStep({ startedAtMs, links: _links, about: _about, ...step }: TraceStep) {
  const { title, from, to, section } = STEP_TEXTS[step.kind];
  return {
    title,
    from: PARTY_NAMES[from],
    to: PARTY_NAMES[to],
    section,
    startedAt: new Date(startedAtMs).toISOString(),
    ...step,
  };
}
