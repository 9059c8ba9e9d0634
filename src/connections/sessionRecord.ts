import { z } from 'zod';
import { parseJson } from '../parseJson.ts';
import type { PersonSession } from './personSession.ts';

/*
 * The session as the store holds it, under `sessionKey(sessionId)`:
 *
 *   { "startedAt": 1767225600, "lastSeenAt": 1767226000,
 *     "keys": { "<SHA-256 of a cookie key>": {}, "<of an older one>": { "retiresAt": 1767226030 } },
 *     "data": { "signedIn": { … PersonSession … }, "csrfToken": "…" } }
 *
 * No cookie can be made from it: the key itself is in the browser only, and the cookie is signed.
 */

const connectedCompany = z.object({
  tenantId: z.string(),
  name: z.string(),
  connectionId: z.string(),
  sid: z.string().optional(),
  scopes: z.array(z.string()),
  connectedAt: z.number(),
});

/** A person's session as JSON. */
const personSessionSchema: z.ZodType<PersonSession> = z.object({
  sessionId: z.string(),
  person: z.object({
    issuer: z.string(),
    sub: z.string(),
    name: z.string(),
    email: z.string().optional(),
    locale: z.string().optional(),
  }),
  companies: z.record(z.string(), connectedCompany),
  currentTenantId: z.string(),
  startedAt: z.number(),
  device: z.string(),
  address: z.string(),
});

const cookieKey = z.object({ retiresAt: z.number().optional() });

const sessionData = z.looseObject({
  signedIn: personSessionSchema.optional(),
  csrfToken: z.string().optional(),
});

const sessionRecord = z.object({
  startedAt: z.number(),
  lastSeenAt: z.number(),
  keys: z.record(z.string(), cookieKey),
  data: sessionData,
});

/** A stored session. `startedAt`, `lastSeenAt` and `retiresAt` are epoch seconds. */
export type SessionRecord = z.output<typeof sessionRecord>;

/** What the application keeps in a session; fields that others added are kept as they are. */
export type SessionRecordData = z.output<typeof sessionData>;

/** By the SHA-256 of each cookie key that opens the session; one that retires opens it until then. */
export type CookieKeys = SessionRecord['keys'];

/** How long a session lives. */
export interface SessionLife {
  /** Since it was last seen. */
  readonly idleMinutes: number;
  /** Since it was started. */
  readonly maxMinutes: number;
}

/** The store's key of a session. */
export function sessionKey(sessionId: string): string {
  return `session:${sessionId}`;
}

/** Reads a stored session; undefined when the text is not one, as after a change of its shape. */
export function parseSessionRecord(text: string): SessionRecord | undefined {
  const parsed = sessionRecord.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

/** When a session ends if nobody comes: the earlier of its idle and its absolute end, in epoch seconds. */
export function sessionExpiresAt(
  { startedAt, lastSeenAt }: Pick<SessionRecord, 'startedAt' | 'lastSeenAt'>,
  { idleMinutes, maxMinutes }: SessionLife,
): number {
  return Math.min(lastSeenAt + idleMinutes * 60, startedAt + maxMinutes * 60);
}
