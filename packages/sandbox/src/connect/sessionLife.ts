import { sidOf, type ConnectSession } from '../world/connectSessions.ts';
import type { World } from '../world/world.ts';

/** Whether the session of this oidc-provider id has ended or outlived its time; the latter is told to `onOver`. */
export function sessionIsOver(world: World, uid: string, onOver: (sid: string) => void): boolean {
  const session = world.sessions.find(sidOf(uid));
  // One that has not signed in to anything yet.
  if (!session) return false;
  if (session.endedAt !== null) return true;
  if (!isOver(world, session)) return false;
  onOver(session.sid);
  return true;
}

/** The sids of sessions whose time is over but which have not been ended yet. */
export function overdueSessions(world: World): string[] {
  return world.sessions
    .alive()
    .filter((session) => isOver(world, session))
    .map(({ sid }) => sid);
}

function isOver({ settings, sessions }: World, session: ConnectSession): boolean {
  const { sessionMaxMinutes, sessionIdleMinutes } = settings.current();
  return sessions.isOver(session, { maxMinutes: sessionMaxMinutes, idleMinutes: sessionIdleMinutes });
}
