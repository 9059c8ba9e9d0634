import type { RedactedStep, TraceMessage, TraceStep } from '../../src/protocolView/traceStep.ts';

/** A step with what the test cares for. */
export function aStep(step: Partial<RedactedStep> & Pick<RedactedStep, 'kind'>): RedactedStep {
  return { startedAtMs: Date.UTC(2026, 10, 24), checks: [], links: [], about: [], ...step };
}

/** Steps as a trace holds them: numbered, each of the request named last unless it names its own. */
export function aTrace(...steps: readonly (Partial<TraceStep> & Pick<TraceStep, 'kind'>)[]): TraceStep[] {
  return steps.map((step, index) => ({ visit: 'visit', ...aStep(step), ...step, number: index + 1 }));
}

export function aMessage(message: Partial<TraceMessage> = {}): TraceMessage {
  return { query: [], headers: [], form: [], fields: [], tokens: [], ...message };
}
