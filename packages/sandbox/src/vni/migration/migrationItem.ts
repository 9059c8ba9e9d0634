import type { NumberedRequest } from '../../world/requestLog.ts';

/** The parts of the move that requests can show, in the order of Visma's guide. */
export const STEPS = [
  { id: 'choose-flow', title: 'Choose the flow', guide: 'Set up your application, steps 7-10' },
  {
    id: 'authentication',
    title: 'Rewrite the authentication',
    guide: 'Rewrite the authentication in your application',
  },
  { id: 'api-calls', title: 'Rewrite the API calls', guide: 'Rewrite the API-calls to use the new tokens' },
  { id: 'consent', title: 'Get consent', guide: 'Giving consent to an application in App Store' },
] as const;

export type StepId = (typeof STEPS)[number]['id'];

/** One thing that an integration has to change. */
export interface MigrationItem {
  readonly id: string;
  readonly step: StepId;
  readonly title: string;
  /** The place in Visma's guide, or that it is not there. */
  readonly guide: string;
  readonly why: string;
  /** What to do, in words. */
  readonly change: string;
  /** Whether a request still has the old form. */
  readonly isOld: (request: NumberedRequest) => boolean;
  /** Whether a request has the new form, and was taken; undefined where no request can show it. */
  readonly isNew: ((request: NumberedRequest) => boolean) | undefined;
  /** That very request in its new form; secrets are named, not shown. */
  readonly newForm: (request: NumberedRequest) => string;
  /** What is looked at apart, such as the resource of an API call; one for all unless told. */
  readonly subjectOf?: (request: NumberedRequest) => string;
}
