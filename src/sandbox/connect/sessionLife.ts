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

/** Tells `onOver` about every session whose time is over. */
export function endOverdueSessions(world: World, onOver: (sid: string) => void): void {
  for (const session of world.sessions.alive()) if (isOver(world, session)) onOver(session.sid);
}

function isOver({ settings, sessions }: World, session: ConnectSession): boolean {
  const { sessionMaxMinutes, sessionIdleMinutes } = settings.current();
  return sessions.isOver(session, { maxMinutes: sessionMaxMinutes, idleMinutes: sessionIdleMinutes });
}
