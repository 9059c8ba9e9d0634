import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { sidOf, type ConnectSession } from '../../world/connectSessions.ts';
import { newOpaqueValue } from '../../world/opaqueValue.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { browserCookie } from './browserCookie.ts';
import type { EndSession } from '../logout/endConnectSession.ts';
import { isOver } from './sessionLife.ts';

/** The session at Connect that a browser has. */
export interface BrowserSession {
  readonly session: ConnectSession;
  /** The value of its cookie, which is shown to nobody. */
  readonly secret: string;
}

export interface BrowserSessions {
  /** Undefined: nobody is signed in in this browser, or the session is over. */
  readonly of: (req: Request) => BrowserSession | undefined;
  /** The sid of this person's session in the browser: the one it has, or a new one. Another person's ends before. */
  readonly enter: (req: Request, res: Response, personId: string) => Promise<string>;
  /** Takes the cookie away. */
  readonly leave: (res: Response) => void;
}

/**
 * Sessions by an opaque cookie: its value is random and the state holds only what is made of it, so there is nothing to
 * sign. It ends with the browser; the session ends by rules of its own.
 */
export function createBrowserSessions(deps: ConnectDeps, endSession: EndSession): BrowserSessions {
  const { world, logger } = deps;
  const { name, attributes } = browserCookie('session', deps.issuer);
  const options: CookieOptions = { ...attributes, path: '/' };
  const of = ({ headers }: Request): BrowserSession | undefined => {
    const secret = parseCookie(headers.cookie ?? '')[name];
    const session = secret === undefined ? undefined : world.sessions.find(sidOf(secret));
    if (secret === undefined || session?.endedAt !== null) return undefined;
    if (!isOver(world, session)) return { session, secret };
    endSession(session.sid).catch((error: unknown) => logger.error({ err: error }, 'sandbox: a session did not end'));
    return undefined;
  };
  return {
    of,
    enter: async (req, res, personId) => {
      const current = of(req)?.session;
      if (current?.personId === personId) return current.sid;
      if (current) await endSession(current.sid);
      const secret = newOpaqueValue();
      res.cookie(name, secret, options);
      return sidOf(secret);
    },
    leave: (res) => void res.clearCookie(name, options),
  };
}
