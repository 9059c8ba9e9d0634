import type { Application } from '../../world/application.ts';
import type { AuthorizeRequest } from '../../world/authorizeRequests.ts';
import type { ConnectSession } from '../../world/connectSessions.ts';
import { isInNetworks } from '../../world/networks.ts';
import type { Person } from '../../world/people.ts';
import type { Tenant } from '../../world/tenants.ts';
import type { World } from '../connectWorld.ts';
import type { ConnectSettings } from '../connectSettings.ts';

/** What a sign-in waits for. */
export type Step =
  | { kind: 'login' }
  | { kind: 'company'; choices: Tenant[] }
  | { kind: 'consent'; tenantId: string | null }
  | { kind: 'refused'; description: string }
  | { kind: 'done'; person: Person; tenantId: string | null };

/** The next thing to ask of this person, or what to answer when there is nothing to ask. */
export function nextStep(
  world: World,
  application: Application,
  request: AuthorizeRequest,
  person: Person | undefined,
): Step {
  if (!person || person.disabled) return { kind: 'login' };
  if (!fitsPolicy(world, application, request, person)) return { kind: 'refused', description: POLICY_REFUSAL };
  const company = chooseCompany(world, application, request, person);
  if (company.kind !== 'chosen') return company;
  const { tenantId } = company;
  const hasNoCompany = asksForCompany(application) && tenantId === null;
  if (hasNoCompany || !needsConsent(world, application, request, person)) return { kind: 'done', person, tenantId };
  return { kind: 'consent', tenantId };
}

/**
 * Who signs in: whoever gave the password for this request, else whoever was signed in when it came, unless it asks for
 * the password anew. Undefined: nobody yet.
 * @see OpenID Connect Core 1.0 §3.1.2.1 (prompt, max_age, id_token_hint)
 */
export function personOf(
  { people, clock }: World,
  { sid, prompts, maxAge, expectedPersonId, progress }: AuthorizeRequest,
  session: ConnectSession | undefined,
): Person | undefined {
  const asksForPassword = prompts.includes('login') || prompts.includes('select_account') || maxAge === 0;
  const current = session?.sid === sid ? session : undefined;
  const isFresh = current && (maxAge === null || clock.seconds() - current.authTime <= maxAge);
  const signedIn = isFresh && !asksForPassword ? current.personId : null;
  const personId = progress.personId ?? signedIn;
  const isExpected = expectedPersonId === null || expectedPersonId === personId;
  return personId !== null && isExpected ? people.find(personId) : undefined;
}

/** The companies in which a person may use applications: those with the API User role in force. */
export function companiesOf({ memberships, tenants }: World, personId: string, settings: ConnectSettings): Tenant[] {
  return memberships
    .tenantsWithRole(personId, 'api_user', settings.roleDelaySeconds)
    .map((tenantId) => tenants.find(tenantId))
    .filter((tenant) => tenant !== undefined)
    .filter(({ kind }) => kind === 'company' || settings.offerCustomerTenants)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** docs.connect.visma.com, policies. */
const POLICY_REFUSAL = 'Access denied due to application policy. Please contact your administrator';

function fitsPolicy(
  { memberships }: World,
  { policy }: Application,
  { address }: AuthorizeRequest,
  { id, username, country }: Person,
): boolean {
  const { emailDomains, countries, networks, tenantId } = policy;
  const domain = username.slice(username.lastIndexOf('@') + 1).toLowerCase();
  return (
    (emailDomains.length === 0 || emailDomains.some((one) => one.toLowerCase() === domain)) &&
    // Guess: the real one goes by the address; here the profile tells where a person is.
    (countries.length === 0 || countries.includes(country)) &&
    (networks.length === 0 || isInNetworks(address, networks)) &&
    (tenantId === null || memberships.find(id, tenantId) !== undefined)
  );
}

/** Whether people choose a company when they sign in to it. */
export function asksForCompany({ tenantEnabled, firstParty }: Application): boolean {
  return tenantEnabled && !firstParty;
}

type Company = Extract<Step, { kind: 'company' | 'refused' }> | { kind: 'chosen'; tenantId: string | null };

function chooseCompany(world: World, application: Application, request: AuthorizeRequest, person: Person): Company {
  if (!asksForCompany(application)) return { kind: 'chosen', tenantId: null };
  const settings = world.settings.current();
  const only = application.policy.tenantId;
  const choices = companiesOf(world, person.id, settings).filter(({ id }) => only === null || id === only);
  const isChoice = (id: string | null): boolean => choices.some((tenant) => tenant.id === id);
  const { tenantHint, progress } = request;
  if (choices.length === 0) {
    // Guess: not documented. By default the person is led on and the token endpoint refuses.
    if (settings.noCompany === 'access_denied') return { kind: 'refused', description: 'No company to choose' };
    return { kind: 'chosen', tenantId: null };
  }
  if (tenantHint !== null && isChoice(tenantHint)) return { kind: 'chosen', tenantId: tenantHint };
  // Guess: not documented what answers a hint that the person has no access to.
  if (tenantHint !== null && settings.unusableTenantHint === 'refuse')
    return { kind: 'refused', description: 'The company of tenant_hint is not one of this person' };
  if (isChoice(progress.tenantId)) return { kind: 'chosen', tenantId: progress.tenantId };
  const [first] = choices;
  return first && choices.length === 1 ? { kind: 'chosen', tenantId: first.id } : { kind: 'company', choices };
}

function needsConsent(
  { consents }: World,
  { firstParty, clientId }: Application,
  request: AuthorizeRequest,
  person: Person,
): boolean {
  if (firstParty || request.progress.consented) return false;
  if (request.prompts.includes('consent')) return true;
  const known = new Set(consents.scopes(person.id, clientId));
  return request.scopes.some((scope) => !known.has(scope));
}
