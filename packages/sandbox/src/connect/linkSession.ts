import type { AuthorizeRequest } from '../world/authorizeRequests.ts';
import { sidOf } from '../world/connectSessions.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { cspSource } from './cspSource.ts';

/** Ties a sign-in to the session at Connect that it happened in: from now on it has a `sid`. */
export function linkSession(
  { world }: ConnectDeps,
  { redirectUri }: AuthorizeRequest,
  { grantId, uid }: { grantId: string; uid: string },
): void {
  const signIn = world.signIns.find(grantId);
  if (!signIn) return;
  const sid = sidOf(uid);
  world.signIns.put({ ...signIn, sid });
  const before = world.sessions.find(sid);
  const application = { clientId: signIn.clientId, origin: cspSource(redirectUri) };
  const others = (before?.applications ?? []).filter(
    ({ clientId, origin }) => clientId !== application.clientId || origin !== application.origin,
  );
  world.sessions.put({
    sid,
    personId: signIn.personId,
    authTime: Math.max(signIn.authTime, before?.authTime ?? 0),
    lastSeenAt: world.clock.seconds(),
    endedAt: null,
    applications: [...others, application],
  });
}
