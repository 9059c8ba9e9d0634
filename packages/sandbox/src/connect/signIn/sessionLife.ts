import type { ConnectSession } from '../../world/connectSessions.ts';
import type { World } from '../connectWorld.ts';

/** The sids of sessions whose time is over but which have not been ended yet. */
export function overdueSessions(world: World): string[] {
  return world.sessions
    .alive()
    .filter((session) => isOver(world, session))
    .map(({ sid }) => sid);
}

/** Whether the absolute or the idle time of a session is over. */
export function isOver({ settings, sessions }: World, session: ConnectSession): boolean {
  const { sessionMaxMinutes, sessionIdleMinutes } = settings.current();
  return sessions.isOver(session, { maxMinutes: sessionMaxMinutes, idleMinutes: sessionIdleMinutes });
}
