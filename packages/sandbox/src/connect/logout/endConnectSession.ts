import type { ConnectSession } from '../../world/connectSessions.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { sendLogoutTokens, type Notice } from './backChannelLogout.ts';

/** What ending a session did; undefined session: it had ended before, or never was. */
export interface EndedSession {
  readonly session: ConnectSession | undefined;
  readonly notices: Notice[];
}

/** Ends a session at Connect, by its sid, and tells its applications by back channel. */
export type EndSession = (sid: string) => Promise<EndedSession>;

/** The one way in which sessions end: by the person, by the control API, or because their time is over. */
export function createEndSession(deps: ConnectDeps): EndSession {
  return async (sid) => {
    const session = deps.world.sessions.end(sid);
    return { session, notices: session ? await sendLogoutTokens(deps, session) : [] };
  };
}
