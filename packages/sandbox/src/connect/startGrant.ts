import type { Provider } from 'oidc-provider';
import type { AuthorizeRequest } from '../world/authorizeRequests.ts';
import { sidOf } from '../world/connectSessions.ts';
import type { Person } from '../world/people.ts';
import type { World } from '../world/world.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { companiesOf } from './nextStep.ts';

export interface GrantOf {
  request: AuthorizeRequest;
  person: Person;
  tenantId: string | null;
  /** oidc-provider's id of the session that the person already had. */
  uid?: string | undefined;
}

/**
 * One grant per sign-in: a later sign-in of the same person, perhaps to another company, touches neither this grant nor
 * its refresh token.
 */
export async function startGrant(
  { world, faults }: ConnectDeps,
  provider: Provider,
  { request, person, tenantId, uid }: GrantOf,
): Promise<InstanceType<Provider['Grant']>> {
  const grant = new provider.Grant({ accountId: person.id, clientId: request.clientId });
  grant.addOIDCScope('openid');
  const grantId = await grant.save();
  const now = world.clock.seconds();
  const company = faults.take('authorize_other_company', request.clientId)
    ? otherCompany(world, person, tenantId)
    : tenantId;
  const session = uid === undefined ? undefined : world.sessions.find(sidOf(uid));
  world.signIns.put({
    grantId,
    sid: '',
    clientId: request.clientId,
    personId: person.id,
    tenantId: company,
    scopes: request.scopes,
    nonce: request.nonce,
    authTime: request.progress.signedInAt ?? session?.authTime ?? now,
    previousSignInAt: request.progress.previousSignInAt ?? person.lastSignInAt,
    createdAt: now,
    lastUsedAt: now,
    endedAt: null,
  });
  return grant;
}

function otherCompany(world: World, person: Person, chosen: string | null): string | null {
  const others = companiesOf(world, person.id, world.settings.current()).filter(({ id }) => id !== chosen);
  return others[0]?.id ?? chosen;
}
