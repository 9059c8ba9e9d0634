import type { Sentence } from '../languages/spoken.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { SignInSteps } from './signInsOf.ts';
import { partyName, STEPS, stepTitle } from './steps.ts';
import type { TraceStep } from './traceStep.ts';

/** Says what pages say, in the language of the export. */
type Speak = (text: string | Sentence) => string;

/** A trace to attach to a support case: redacted as it was kept, with the words of the pages. Pure. */
export function exportOf(signIns: readonly SignInSteps[], nowMs: number, speak: Speak) {
  return {
    format: 'visma-connect-express protocol trace 1',
    exportedAt: new Date(nowMs).toISOString(),
    about:
      'Secrets were cut before the steps were kept: of a cut value there are its first characters, its length and a mark that is the same wherever the value is. Data of the ERP is not in it, only its shape.',
    signIns: signIns.map((signIn) => ({
      number: signIn.number,
      ...outcomeInFile(outcomeOf(signIn), speak),
      steps: signIn.steps.map((step) => exportStep(step, speak)),
    })),
  };
}

/** In the names of files that were written before. */
function outcomeInFile({ state, problems }: Outcome, speak: Speak) {
  return {
    state,
    problems: problems.map(({ number, message, section }) => ({
      number,
      words: speak(message),
      section: section && speak(section),
    })),
  };
}

function exportStep({ startedAtMs, links: _links, about: _about, ...step }: TraceStep, speak: Speak) {
  const { from, to, section } = STEPS[step.kind];
  return {
    title: speak(stepTitle(step.kind)),
    from: speak(partyName(from)),
    to: speak(partyName(to)),
    section,
    startedAt: new Date(startedAtMs).toISOString(),
    ...step,
  };
}
