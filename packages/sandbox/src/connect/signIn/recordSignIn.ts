import { randomUUID } from 'node:crypto';
import type { AuthorizeRequest } from '../../world/authorizeRequests.ts';
import type { Person } from '../../world/people.ts';
import type { SignIn } from '../../world/signIns.ts';
import type { World } from '../connectWorld.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { cspSource } from '../../protocol/cspSource.ts';
import { companiesOf } from './nextStep.ts';

export interface SignInOf {
  readonly request: AuthorizeRequest;
  readonly person: Person;
  readonly tenantId: string | null;
  /** The session of the browser, perhaps a new one. */
  readonly sid: string;
}

/**
 * Notes down a sign-in and that its session has seen the application. One grant per sign-in: a later one of the same
 * person, perhaps to another company, touches neither this grant nor its refresh token.
 */
export function recordSignIn({ world, faults }: ConnectDeps, { request, person, tenantId, sid }: SignInOf): SignIn {
  const { clientId, progress } = request;
  const now = world.clock.seconds();
  const before = world.sessions.find(sid);
  const isElsewhere = faults.take('authorize_other_company', clientId);
  const signIn: SignIn = {
    grantId: randomUUID(),
    sid,
    clientId,
    personId: person.id,
    tenantId: isElsewhere ? otherCompany(world, person, tenantId) : tenantId,
    scopes: request.scopes,
    nonce: request.nonce,
    authTime: progress.signedInAt ?? before?.authTime ?? now,
    previousSignInAt: progress.previousSignInAt ?? person.lastSignInAt,
    createdAt: now,
    lastUsedAt: now,
    endedAt: null,
  };
  const application = { clientId, origin: cspSource(request.redirectUri) };
  const others = (before?.applications ?? []).filter(
    (one) => one.clientId !== clientId || one.origin !== application.origin,
  );
  world.signIns.put(signIn);
  world.sessions.put({
    sid,
    personId: person.id,
    authTime: Math.max(signIn.authTime, before?.authTime ?? 0),
    lastSeenAt: now,
    endedAt: null,
    applications: [...others, application],
  });
  return signIn;
}

function otherCompany(world: World, person: Person, chosen: string | null): string | null {
  const others = companiesOf(world, person.id, world.settings.current()).filter(({ id }) => id !== chosen);
  return others[0]?.id ?? chosen;
}
