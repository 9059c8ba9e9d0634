import type { FormState } from '../systems/formState.ts';
import type { Api, ApiScope } from '../world/apis.ts';
import type { ConnectError } from '../world/connectErrors.ts';
import type { Application } from '../world/application.ts';
import type { Integration } from '../world/integrations.ts';
import type { InvitationState } from '../world/invitationCodes.ts';
import type { Team, TeamRole } from '../world/teams.ts';
import type { TypeRules } from './applicationTypes.ts';
import type { ParameterCheck } from './checkFailedRequest.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ExplainedChoice extends Choice {
  readonly help: string;
}

interface TypeForm {
  readonly form: FormState;
  readonly rules: TypeRules;
  readonly loopback: boolean;
  readonly offersOffline: boolean;
}

/** What the screens of a new integration share. */
export interface IntegrationScreen {
  readonly form: FormState;
  readonly steps: readonly { readonly view: string; readonly label: string }[];
  /** Which of the steps this is, from 0. */
  readonly step: number;
}

interface ApiRow extends Omit<Api, 'callers'> {
  readonly callers: string;
  readonly address: string;
  readonly realAddress: string;
}

interface ApplicationRow extends Pick<Application, 'clientId' | 'name' | 'status' | 'test'> {
  readonly typeLabel: string;
  readonly hasIcon: boolean;
}

interface ApprovalRow extends Pick<Integration, 'clientId' | 'api' | 'description'> {
  readonly apiName: string;
  readonly name: string;
  readonly publisher: string;
  readonly requested: string;
  readonly scopes: readonly { readonly name: string; readonly description: string; readonly isNew: boolean }[];
  readonly dropped: readonly string[];
}

interface CodeRow {
  readonly code: string;
  readonly description: string;
  readonly state: InvitationState;
  readonly stateLabel: string;
  readonly created: string;
  readonly expires: string;
  readonly uses: readonly { readonly tenant: string; readonly person: string; readonly at: string }[];
}

interface SecretRow {
  readonly id: string;
  readonly hint: string;
  readonly description: string;
  readonly created: string;
  readonly revoked: string | null;
}

interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly scopes: readonly string[];
  readonly granted: string;
  readonly withdrawn: string | null;
}

interface FailureRow extends Pick<ConnectError, 'errorId' | 'error' | 'description' | 'clientId'> {
  readonly at: string;
}

interface ExplainedFailure extends Omit<ConnectError, 'at'> {
  readonly at: string;
  readonly meaning: string;
  readonly remedy: string;
  readonly checks: readonly ParameterCheck[];
  readonly application: { readonly clientId: string; readonly name: string } | null;
  readonly redirectUris: readonly string[];
}

interface IntegrationRow extends Pick<Integration, 'api' | 'status' | 'description'> {
  readonly name: string;
  readonly requested: string;
  readonly scopes: readonly {
    readonly name: string;
    readonly description: string;
    readonly isApproved: boolean;
    readonly isAsked: boolean;
  }[];
}

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: TeamRole;
  readonly isYou: boolean;
}

declare module '../systems/renderPage.ts' {
  interface SandboxViews {
    'portal/apis': { readonly apis: readonly ApiRow[]; readonly identity: readonly ApiScope[] };
    'portal/app-store': { readonly listing: FormState; readonly code: FormState; readonly codes: readonly CodeRow[] };
    'portal/application-types': { readonly types: readonly TypeRules[] };
    'portal/applications': { readonly applications: readonly ApplicationRow[] };
    'portal/approvals': { readonly requests: readonly ApprovalRow[] };
    'portal/branding': { readonly form: FormState; readonly languages: readonly Choice[] };
    'portal/credentials': { readonly form: FormState; readonly secrets: readonly SecretRow[] };
    'portal/customers': { readonly customers: readonly CustomerRow[] };
    'portal/debugger': {
      readonly form: FormState;
      readonly failure: ExplainedFailure | null;
      readonly recent: readonly FailureRow[];
    };
    'portal/details': TypeForm & { readonly portalDelaySeconds: number };
    'portal/documentation': { readonly issuer: string; readonly portalDelaySeconds: number };
    'portal/icon': { readonly form: FormState; readonly hasIcon: boolean };
    'portal/integration-api': IntegrationScreen & { readonly choices: readonly ExplainedChoice[] };
    'portal/integration-scopes': IntegrationScreen & {
      readonly api: Api;
      readonly choices: readonly ExplainedChoice[];
    };
    'portal/integration-summary': IntegrationScreen & {
      readonly api: Api;
      readonly scopes: readonly ApiScope[];
      /** The query that leads back to the scopes. */
      readonly back: string;
    };
    'portal/integrations': { readonly integrations: readonly IntegrationRow[]; readonly hasChoice: boolean };
    'portal/new-application': TypeForm;
    'portal/new-secret': { readonly secret: string; readonly issuer: string };
    'portal/onboarding': { readonly form: FormState; readonly hasTeam: boolean; readonly countries: readonly Choice[] };
    'portal/policy': { readonly form: FormState; readonly countries: readonly Choice[] };
    'portal/start': Readonly<Record<string, never>>;
    'portal/team': {
      readonly form: FormState;
      readonly members: readonly MemberRow[];
      readonly team: Team;
      readonly isOwner: boolean;
      readonly roles: readonly { readonly value: TeamRole; readonly label: string }[];
    };
    'portal/welcome': {
      readonly profile: {
        readonly name: string;
        readonly email: string;
        readonly country: string;
        readonly language: string;
      };
    };
  }
}
