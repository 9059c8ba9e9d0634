import { z } from 'zod';
import { apiOfScope } from './apis.ts';
import { applicationSchema } from './application.ts';
import { ROLES } from './memberships.ts';
import { hashSecret } from './secretHash.ts';
import { tenantSchema } from './tenants.ts';
import type { World } from './world.ts';

const text = z.string().min(1);

const invitationRegistration = z.strictObject({
  code: text,
  description: z.string().default(''),
  daysToLive: z.number().int().positive().nullable().default(null),
  maxUses: z.number().int().positive().nullable().default(null),
  revoked: z.boolean().default(false),
});

/** What PUT applications/<id> takes beside the fields of an application: all scopes; secrets and codes are added. */
const registeredWith = z.looseObject({
  secrets: z.array(text).optional(),
  scopes: z.array(text).optional(),
  invitationCodes: z.array(invitationRegistration).optional(),
});

/** The body of PUT applications/<id>: the fields of an application that are to change, and what belongs to it. */
export const applicationRegistration = registeredWith.superRefine((body, context) => {
  const known = new Set([...Object.keys(applicationSchema.shape), ...Object.keys(registeredWith.shape)]);
  const unknown = Object.keys(body).filter((name) => !known.has(name));
  if (unknown.length > 0) context.addIssue(`unknown: ${unknown.join(', ')}`);
});

/** The body of PUT people/<id>. `roles`: tenant id → all roles in it. */
export const personRegistration = z
  .strictObject({
    username: text,
    password: text,
    givenName: text,
    familyName: text,
    locale: text,
    phone: text.nullable(),
    country: text,
    disabled: z.boolean(),
    roles: z.record(z.string(), z.array(z.enum(ROLES))),
  })
  .partial();

/** The body of PUT grants/<client id>~<tenant id>: all scopes in force; an empty list withdraws. */
export const grantRegistration = z.strictObject({ scopes: z.array(text) });

/** A seed file: what is put on top of the built-in seeds. */
export const seedFileSchema = z.strictObject({
  settings: z.record(z.string(), z.unknown()).default({}),
  tenants: z.array(tenantSchema).default([]),
  people: z.array(personRegistration.extend({ id: text })).default([]),
  applications: z.array(z.looseObject({ clientId: text })).default([]),
  grants: z.array(grantRegistration.extend({ id: text })).default([]),
});

export type SeedFile = z.infer<typeof seedFileSchema>;

/** The id of a grant in addresses, apart. */
export function grantKeyOf(id: string): { clientId: string; tenantId: string } | undefined {
  const [clientId = '', tenantId = '', ...rest] = id.split('~');
  return clientId !== '' && tenantId !== '' && rest.length === 0 ? { clientId, tenantId } : undefined;
}

/** @throws ZodError when a new application would lack what it needs */
export function registerApplication(
  world: World,
  clientId: string,
  { secrets = [], scopes, invitationCodes = [], ...fields }: z.infer<typeof applicationRegistration>,
  atOnce = false,
): void {
  const before: Record<string, unknown> = { name: clientId, type: 'web', ...world.applications.find(clientId) };
  world.applications.put(applicationSchema.parse({ ...merged(before, fields), clientId }), atOnce);
  for (const secret of secrets) world.secrets.add(clientId, secret, 'Registered by the control API', atOnce);
  if (scopes) registerScopes(world, clientId, scopes, atOnce);
  for (const { revoked, ...invitation } of invitationCodes) {
    world.invitationCodes.add({ ...invitation, clientId });
    if (revoked) world.invitationCodes.revoke(invitation.code);
  }
}

/** Groups of fields, such as `refresh`, keep what the change does not name. */
function merged(before: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  const isGroup = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const changes = Object.entries(change).map(([name, value]): [string, unknown] => {
    const old = before[name];
    return [name, isGroup(value) && isGroup(old) ? { ...old, ...value } : value];
  });
  return { ...before, ...Object.fromEntries(changes) };
}

function registerScopes({ integrations }: World, clientId: string, scopes: readonly string[], atOnce: boolean): void {
  const apis = new Set(scopes.map((scope) => apiOfScope(scope)?.id ?? 'other'));
  for (const { api } of integrations.ofApplication(clientId)) if (!apis.has(api)) integrations.remove(clientId, api);
  for (const api of apis) {
    const own = scopes.filter((scope) => (apiOfScope(scope)?.id ?? 'other') === api);
    integrations.request(clientId, api, own, 'Registered by the control API');
    integrations.approve(clientId, api, atOnce);
  }
}

/**
 * `id` is the person's `sub` or username; new roles count as given at `rolesSince` (epoch seconds), else now. Answers
 * the `sub`.
 * @throws RegistrationError when a new person lacks username or password
 */
export function registerPerson(
  { people, memberships }: World,
  id: string,
  { roles = {}, password, ...fields }: z.infer<typeof personRegistration>,
  rolesSince?: number,
): string {
  const known = people.find(id) ?? people.byUsername(id);
  const username = fields.username ?? known?.username ?? (id.includes('@') ? id : undefined);
  if (username === undefined) throw new RegistrationError('username is missing');
  const other = people.byUsername(username);
  if (other && other.id !== known?.id) throw new RegistrationError('username is taken by somebody else');
  if (!known && password === undefined) throw new RegistrationError('password is missing');
  const person =
    known ??
    people.add({
      ...(id.includes('@') ? {} : { id }),
      username,
      password: password ?? '',
      givenName: fields.givenName ?? username,
      familyName: fields.familyName ?? '',
    });
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  people.put({
    ...person,
    ...given,
    ...(password === undefined ? {} : { passwordHash: hashSecret(password) }),
  });
  for (const [tenantId, held] of Object.entries(roles)) memberships.setRoles(person.id, tenantId, held, rolesSince);
  return person.id;
}

/** Puts a seed file on top of the world. */
export function plantSeedFile(world: World, seed: SeedFile): void {
  world.settings.change(seed.settings);
  for (const tenant of seed.tenants) world.tenants.put(tenant);
  for (const { id, ...fields } of seed.people) registerPerson(world, id, fields, 0);
  for (const { clientId, ...fields } of seed.applications)
    registerApplication(world, clientId, applicationRegistration.parse(fields), true);
  for (const { id, scopes } of seed.grants) {
    const key = grantKeyOf(id);
    if (!key) throw new RegistrationError('the id of a grant is <client id>~<tenant id>');
    world.tenantGrants.grant(key.clientId, key.tenantId, scopes, null);
  }
}

/** A registration that contradicts the world; the message is for people and holds no value. */
export class RegistrationError extends Error {}
