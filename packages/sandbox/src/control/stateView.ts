import { heldRoles } from '../world/memberships.ts';
import type { World } from '../world/world.ts';
import type { ControlDeps } from './controlDeps.ts';
import { vniView } from './vniView.ts';

/** Everything at one look; no password, secret, token or private key. */
export async function stateView({ world, faults, issuer, vni }: ControlDeps): Promise<object> {
  return {
    url: issuer,
    now: new Date(world.clock.now()).toISOString(),
    clockOffsetSeconds: world.clock.offsetSeconds(),
    settings: world.settings.current(),
    faults: faults.active(),
    keys: await keyViews(world),
    people: world.people.all().map(({ id }) => personView(world, id)),
    tenants: world.tenants.all(),
    teams: world.teams.all(),
    applications: world.applications.all().map(({ clientId }) => applicationView(world, clientId)),
    grants: world.tenantGrants.all(),
    sessions: world.sessions.alive(),
    vni: vni ? vniView(world, vni) : null,
  };
}

export async function keyViews({ keys }: World): Promise<object[]> {
  return (await keys.all()).map(({ kid, state }) => ({ kid, state }));
}

export function personView({ people, memberships }: World, id: string): object | undefined {
  const person = people.find(id);
  if (!person) return undefined;
  const { passwordHash: _hash, ...shown } = person;
  const roles = memberships.ofPerson(id).map((membership) => [membership.tenantId, heldRoles(membership)] as const);
  return { ...shown, roles: Object.fromEntries(roles) };
}

export function applicationView({ applications, integrations, secrets }: World, clientId: string): object | undefined {
  const application = applications.find(clientId);
  if (!application) return undefined;
  return {
    ...application,
    scopes: integrations.approvedScopes(clientId),
    integrations: integrations.ofApplication(clientId),
    secretsInForce: secrets.ofApplication(clientId).filter(({ revokedAt }) => revokedAt === null).length,
  };
}

export function grantView({ tenantGrants }: World, clientId: string, tenantId: string): object {
  return { clientId, tenantId, scopes: tenantGrants.grantedScopes(clientId, tenantId) };
}
