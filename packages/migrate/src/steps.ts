import type { StepId } from './rule.ts';

/** One part of the plan: what is to be done there, with or without findings. */
export interface Step {
  readonly id: StepId;
  readonly title: string;
  readonly guide: string;
  /** What no scan can see, and has to be done all the same. */
  readonly always: readonly string[];
}

/** The plan's parts in the order of Visma's guide. */
export const STEPS: readonly Step[] = [
  {
    id: 'register',
    title: 'Register the application',
    guide: 'Set up your application in Visma Developer Portal, steps 1-16',
    always: [
      'Register the application at https://oauth.developers.visma.com/ and generate its client secret; a VNI client id is not known there.',
      'Add the ERP API under Integrations: the interactive one, the service one, or both. Choose its scopes by need and wait for the approval.',
    ],
  },
  {
    id: 'choose-flow',
    title: 'Choose the flow',
    guide: 'Set up your application in Visma Developer Portal, steps 7-10',
    always: [
      'A person signs in and the calls run as that person: Web application, authorization code with PKCE.',
      'No person at hand (a nightly job, a backend): Service application, client credentials with a tenant_id.',
    ],
  },
  {
    id: 'authentication',
    title: 'Rewrite the authentication',
    guide: 'Rewrite the authentication in your application to utilize Visma Connect',
    always: [
      'Plan for tokens that end after 60 minutes at most: refresh them (Web, with Offline Access) or ask again (Service).',
      'Keep one token per company. A token names exactly one company.',
    ],
  },
  {
    id: 'api-calls',
    title: 'Rewrite the API calls',
    guide: 'Rewrite the API-calls in your application to use the new tokens',
    always: [
      'Follow Location and stateLocation headers to the new host.',
      'Expect 429 with Retry-After, and 401 for a customer tenant in place of a company tenant.',
    ],
  },
  {
    id: 'consent',
    title: 'Get consent',
    guide: 'Giving consent to an application in App Store',
    always: [
      'Consent given to VNI does not carry over. Users of a Web application consent at their next sign-in.',
      'For a Service application an Integration Administrator grants each permission at https://apps.visma.com, and tells you the tenant id.',
      'People who sign in need the role API User in the company; it replaces Financials User.',
    ],
  },
];
