import type { Person } from '../../world/people.ts';
import { heldRoles, ROLE_NAMES } from '../../world/memberships.ts';
import { asClaim } from './asClaim.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import type { World } from '../connectWorld.ts';

/**
 * What userinfo says about a person, by scope.
 * @see https://docs.connect.visma.com/docs/userinfo-endpoint
 */
export function userClaims(
  { world, issuer }: Pick<ConnectDeps, 'world' | 'issuer'>,
  person: Person,
  scopes: readonly string[],
  tenantId: string | undefined,
) {
  const { singleClaims } = world.settings.current();
  const has = (scope: string): boolean => scopes.includes(scope);
  return {
    sub: person.id,
    ...(has('profile') ? profileClaims(person, issuer) : {}),
    ...(has('email') ? { email: person.username, email_verified: true } : {}),
    ...(has('phone') && person.phone !== null ? { phone_number: person.phone, phone_number_verified: true } : {}),
    ...(has('address') ? { address: addressClaim(world, person) } : {}),
    ...(has('roles') ? { roles: asClaim(roleNames(world, person.id, tenantId), singleClaims) } : {}),
    ...(has('tenants') ? { tenants: tenantsClaim(world, person.id) } : {}),
  };
}

function profileClaims({ id, givenName, familyName, locale, createdAt }: Person, issuer: string) {
  return {
    name: `${givenName} ${familyName}`.trim(),
    given_name: givenName,
    family_name: familyName,
    name_verified: false,
    // Guess: where pictures are is not documented.
    picture: `${issuer}/connect/picture/${id}`,
    locale,
    created_at: createdAt,
    updated_at: createdAt,
  };
}

function roleNames({ memberships }: World, personId: string, tenantId: string | undefined): string[] {
  return tenantId === undefined ? [] : heldRoles(memberships.find(personId, tenantId)).map((role) => ROLE_NAMES[role]);
}

/** The companies and customers that a person belongs to, as the claim `tenants`. */
export function tenantsClaim(world: World, personId: string): unknown {
  // Guess: that the claim exists is documented, the fields of its entries are not.
  const known = world.memberships
    .ofPerson(personId)
    .map(({ tenantId }) => world.tenants.find(tenantId))
    .filter((tenant) => tenant !== undefined)
    .map(({ id, name, organisationNumber }) => ({ id, name, organisation_number: organisationNumber }));
  const { tenantsClaimForm, singleClaims } = world.settings.current();
  const claim = asClaim(known, singleClaims);
  return tenantsClaimForm === 'text' && claim !== undefined ? JSON.stringify(claim) : claim;
}

function addressClaim({ settings }: World, { country }: Person): unknown {
  return settings.current().addressClaimForm === 'text' ? JSON.stringify({ country }) : { country };
}
