import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const sessionSchema = z.object({
  /** The `sid` of tokens. */
  sid: z.string(),
  personId: z.string(),
  /** When the person last gave the password; epoch seconds. */
  authTime: z.number(),
  lastSeenAt: z.number(),
  /** Epoch seconds; null while it lives. */
  endedAt: z.number().nullable(),
  /** The applications that this session signed in to, each with the origin of its redirect URI. */
  applications: z.array(z.object({ clientId: z.string(), origin: z.string() })),
});

export type ConnectSession = z.infer<typeof sessionSchema>;

export interface SessionLife {
  readonly maxMinutes: number;
  readonly idleMinutes: number;
}

export interface ConnectSessions {
  readonly find: (sid: string) => ConnectSession | undefined;
  /** Those that have not ended. */
  readonly alive: () => ConnectSession[];
  readonly put: (session: ConnectSession) => void;
  /** Marks it ended and answers it, unless it had ended before. */
  readonly end: (sid: string) => ConnectSession | undefined;
  /** Whether its absolute or its idle time is over. */
  readonly isOver: (session: ConnectSession, life: SessionLife) => boolean;
}

const KEPT_SECONDS = 30 * 86_400;

/** Sessions of people at Connect. */
export function createConnectSessions({ sql, clock }: WorldContext): ConnectSessions {
  const records = openWorldRecords(sql, 'connect_session', sessionSchema, clock.now);
  const put = (session: ConnectSession): void => records.put(session.sid, session, session.lastSeenAt + KEPT_SECONDS);
  return {
    find: records.find,
    alive: () => records.all().filter(({ endedAt }) => endedAt === null),
    put,
    end: (sid) => {
      const session = records.find(sid);
      if (session?.endedAt !== null) return undefined;
      put({ ...session, endedAt: clock.seconds() });
      return session;
    },
    isOver: ({ authTime, lastSeenAt }, { maxMinutes, idleMinutes }) =>
      clock.seconds() >= authTime + maxMinutes * 60 || clock.seconds() >= lastSeenAt + idleMinutes * 60,
  };
}

/** The GUID that names a session outside, made of the value of its cookie: nobody finds the way back. */
export function sidOf(cookieValue: string): string {
  const hex = createHash('sha256').update(cookieValue).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
