import { applicationSchema } from './application.ts';
import { APIS } from './apis.ts';
import type { Role } from './memberships.ts';
import { PORTAL_CLIENT_ID } from './teams.ts';
import type { World } from './world.ts';

/** The password of every seeded person. */
export const SEED_PASSWORD = 'sandbox';

const NORDFJORD = '11111111-1111-4111-8111-111111111100';
const NORDFJORD_HANDEL = '11111111-1111-4111-8111-111111111101';
const NORDFJORD_SERVICE = '11111111-1111-4111-8111-111111111102';
const SYDHAV = '22222222-2222-4222-8222-222222222200';
const SYDHAV_OY = '22222222-2222-4222-8222-222222222201';
const TEAM = '44444444-4444-4444-8444-444444444401';

/** The Web application of the seeds. */
export const WEB_APPLICATION = { clientId: 'isv_sandbox_web', clientSecret: 'sandbox-web-secret' };

/** The Service application of the seeds, with a tenant that granted it. */
export const SERVICE_APPLICATION = {
  clientId: 'isv_sandbox_service',
  clientSecret: 'sandbox-service-secret',
  tenantId: NORDFJORD_HANDEL,
};

/** The companies that granted it. */
export const SERVICE_COMPANIES = [
  { name: 'Nordfjord Handel AS', tenantId: NORDFJORD_HANDEL },
  { name: 'Nordfjord Service AS', tenantId: NORDFJORD_SERVICE },
];

const PEOPLE: readonly { username: string; name: readonly [string, string]; locale: string; country: string }[] = [
  { username: 'kari@nordfjord.example', name: ['Kari', 'Nordfjord'], locale: 'nb-NO', country: 'NO' },
  { username: 'ola@nordfjord.example', name: ['Ola', 'Hansen'], locale: 'nb-NO', country: 'NO' },
  { username: 'eva@nordfjord.example', name: ['Eva', 'Berg'], locale: 'nb-NO', country: 'NO' },
  { username: 'liisa@sydhav.example', name: ['Liisa', 'Virtanen'], locale: 'fi-FI', country: 'FI' },
  { username: 'dev@isv.example', name: ['Dev', 'Larsen'], locale: 'en-GB', country: 'NO' },
  { username: 'new@isv.example', name: ['Nina', 'Ny'], locale: 'en-GB', country: 'NO' },
];

/** Whom to sign in as, each with SEED_PASSWORD, and what each is good for. */
export const SEED_PEOPLE = [
  { username: 'kari@nordfjord.example', description: 'two companies; may grant applications and hand out roles' },
  { username: 'ola@nordfjord.example', description: 'one company' },
  { username: 'eva@nordfjord.example', description: 'lacks the role API User, and is refused' },
  { username: 'liisa@sydhav.example', description: 'another customer’s company' },
  { username: 'dev@isv.example', description: 'developer, team owner in the Developer Portal' },
  { username: 'new@isv.example', description: 'developer without a team' },
];

const MEMBERSHIPS: readonly { person: number; tenantId: string; roles: readonly Role[] }[] = [
  { person: 1, tenantId: NORDFJORD, roles: ['customer_administrator', 'integration_administrator'] },
  {
    person: 1,
    tenantId: NORDFJORD_HANDEL,
    roles: ['api_user', 'integration_administrator', 'customer_administrator'],
  },
  {
    person: 1,
    tenantId: NORDFJORD_SERVICE,
    roles: ['api_user', 'integration_administrator', 'customer_administrator'],
  },
  { person: 2, tenantId: NORDFJORD_HANDEL, roles: ['api_user'] },
  { person: 3, tenantId: NORDFJORD_HANDEL, roles: [] },
  { person: 4, tenantId: SYDHAV_OY, roles: ['api_user', 'integration_administrator'] },
];

/** Fills an empty world: people, companies and applications, the same each time. */
export function seedWorld(world: World): void {
  seedPeople(world);
  seedTenants(world);
  seedTeam(world);
  seedApplications(world);
}

/** A seeded person's `sub`; the first has number 1. */
export function seededPersonId(number: number): string {
  return `33333333-3333-4333-8333-33333333330${number}`;
}

function seedPeople({ people, memberships }: World): void {
  for (const [index, { username, name, locale, country }] of PEOPLE.entries()) {
    const [givenName, familyName] = name;
    const phone = `+47 400 00 00${index + 1}`;
    const id = seededPersonId(index + 1);
    people.add({ id, username, givenName, familyName, password: SEED_PASSWORD, locale, country, phone });
  }
  // Seeded roles have been there for ever: no delay, and no clock that is moved back, takes them away.
  for (const { person, tenantId, roles } of MEMBERSHIPS)
    memberships.setRoles(seededPersonId(person), tenantId, roles, 0);
}

function seedTenants({ tenants }: World): void {
  const customer = (id: string, name: string, organisationNumber: string, country: string): void =>
    tenants.put({ id, name, kind: 'customer', parentId: null, organisationNumber, country });
  const company = (id: string, name: string, parentId: string, organisationNumber: string, country: string): void =>
    tenants.put({ id, name, kind: 'company', parentId, organisationNumber, country });
  customer(NORDFJORD, 'Nordfjord Gruppen', '900000001', 'NO');
  company(NORDFJORD_HANDEL, 'Nordfjord Handel AS', NORDFJORD, '900000002', 'NO');
  company(NORDFJORD_SERVICE, 'Nordfjord Service AS', NORDFJORD, '900000003', 'NO');
  customer(SYDHAV, 'Sydhav', '0000001-1', 'FI');
  company(SYDHAV_OY, 'Sydhav Oy', SYDHAV, '0000002-2', 'FI');
}

function seedTeam({ teams, consents, clock }: World): void {
  consents.give(seededPersonId(5), PORTAL_CLIENT_ID, ['openid', 'profile', 'email']);
  teams.put({
    id: TEAM,
    name: 'ISV Example AS',
    organisationNumber: '999888777',
    country: 'NO',
    website: 'https://isv.example',
    createdAt: clock.seconds(),
    members: [{ personId: seededPersonId(5), role: 'owner' }],
  });
}

function seedApplications({ applications, integrations, secrets, tenantGrants }: World): void {
  const web = { clientId: WEB_APPLICATION.clientId, teamId: TEAM, type: 'web' };
  const description = 'The reference application of this repository.';
  applications.put(applicationSchema.parse({ ...web, name: 'Sandbox Web', description, offlineAccess: true }), true);
  secrets.add(web.clientId, WEB_APPLICATION.clientSecret, 'Seeded', true);
  // It opens the Sales Order API too.
  integrate(integrations, web.clientId, 'vismanet_erp_interactive_api');

  const { clientId, clientSecret } = SERVICE_APPLICATION;
  const service = { clientId, teamId: TEAM, type: 'service', name: 'Sandbox Service', clientCredentials: true };
  applications.put(applicationSchema.parse({ ...service, openIdConnect: false, pkce: false }), true);
  secrets.add(clientId, clientSecret, 'Seeded', true);
  const erp = integrate(integrations, clientId, 'vismanet_erp_service_api');
  const orders = integrate(integrations, clientId, 'visma.net.erp.salesorder');
  for (const tenantId of [NORDFJORD, NORDFJORD_HANDEL, NORDFJORD_SERVICE])
    tenantGrants.grant(clientId, tenantId, [...erp, ...orders], null);
}

const OPERATIONS = ['read', 'create', 'update', 'delete', 'write'];

function integrate(integrations: World['integrations'], clientId: string, api: string): string[] {
  const known = APIS.find(({ id }) => id === api)?.scopes ?? [];
  const scopes = known
    .map(({ name }) => name)
    .filter((name) => OPERATIONS.some((operation) => name.endsWith(`:${operation}`)));
  integrations.request(clientId, api, scopes, 'Seeded');
  integrations.approve(clientId, api, true);
  return scopes;
}
