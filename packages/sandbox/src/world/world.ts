import { createWorldRecords, clearWorldRecords } from './worldRecords.ts';
import { createApplications, type Applications } from './applications.ts';
import { createApplicationSecrets, type ApplicationSecrets } from './applicationSecrets.ts';
import { createAuthorizeRequests, type AuthorizeRequests } from './authorizeRequests.ts';
import { createConnectErrors, type ConnectErrors } from './connectErrors.ts';
import { createConnectSessions, type ConnectSessions } from './connectSessions.ts';
import { createConsents, type Consents } from './consents.ts';
import { createIntegrations, type Integrations } from './integrations.ts';
import { createIssuedTokens, type IssuedTokens } from './issuedTokens.ts';
import { createInvitationCodes, type InvitationCodes } from './invitationCodes.ts';
import { createMemberships, type Memberships } from './memberships.ts';
import { createPeople, type People } from './people.ts';
import { createSettings, type Settings, type SettingsCatalogue, type SharedSettings } from './settings.ts';
import { createSigningKeys, type SigningKeys } from './signingKeys.ts';
import { createSignIns, type SignIns } from './signIns.ts';
import { createTeams, type Teams } from './teams.ts';
import { createTenantGrants, type TenantGrants } from './tenantGrants.ts';
import { createTenants, type Tenants } from './tenants.ts';
import type { WorldContext } from './worldContext.ts';

/** Everything the sandbox knows about people, companies, applications and what they allowed each other. */
export interface World<Known extends SharedSettings = SharedSettings> extends WorldContext, IssuedTokens {
  readonly people: People;
  readonly tenants: Tenants;
  readonly memberships: Memberships;
  readonly teams: Teams;
  readonly applications: Applications;
  readonly secrets: ApplicationSecrets;
  readonly integrations: Integrations;
  readonly tenantGrants: TenantGrants;
  readonly invitationCodes: InvitationCodes;
  readonly consents: Consents;
  readonly sessions: ConnectSessions;
  readonly signIns: SignIns;
  readonly authorizeRequests: AuthorizeRequests;
  readonly connectErrors: ConnectErrors;
  readonly settings: Settings<Known>;
  readonly keys: SigningKeys;
}

/** Opens the world on a database that is prepared for it. */
export function createWorld<Known extends SharedSettings>(
  context: WorldContext,
  catalogue: SettingsCatalogue<Known>,
): World<Known> {
  return {
    ...context,
    ...createIssuedTokens(context),
    people: createPeople(context),
    tenants: createTenants(context),
    memberships: createMemberships(context),
    teams: createTeams(context),
    applications: createApplications(context),
    secrets: createApplicationSecrets(context),
    integrations: createIntegrations(context),
    tenantGrants: createTenantGrants(context),
    invitationCodes: createInvitationCodes(context),
    consents: createConsents(context),
    sessions: createConnectSessions(context),
    signIns: createSignIns(context),
    authorizeRequests: createAuthorizeRequests(context),
    connectErrors: createConnectErrors(context),
    settings: createSettings(context, catalogue),
    keys: createSigningKeys(context),
  };
}

/** Makes the tables that the world needs unless they are there. Comes before everything else. */
export function prepareWorld(sql: WorldContext['sql']): void {
  createWorldRecords(sql);
}

/** Forgets everything but the signing keys: programs that hold them in their cache need no restart. */
export function emptyWorld({ sql }: WorldContext): void {
  clearWorldRecords(sql, ['signing_key', 'cookie_keys']);
}
