import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { tokenSetSchema, type TokenSet } from '../oidc/tokenSet.ts';
import type { Store } from '../store/store.ts';
import type { Sealer } from './seal.ts';

/** The tokens of one connection: one person, one company, one browser session. */
export interface ConnectionRecord {
  readonly tokens: TokenSet;
  /** What Visma Connect said about the person at the sign-in; empty when userinfo did not answer. */
  readonly userinfo: Readonly<Record<string, unknown>>;
  /** Set when Visma Connect will give no more tokens: the person has to sign in again. */
  readonly ended?: EndedConnection | undefined;
}

export interface EndedConnection {
  /** Our error code. */
  readonly code: string;
  /** Connect's `error`, where it gave one. */
  readonly providerError?: string | undefined;
}

export interface VaultEntry {
  readonly record: ConnectionRecord;
  /** For `replace`. */
  readonly version: string;
}

/**
 * Tokens at rest: sealed, versioned, apart from the session, which express-session would write back whole. A stolen
 * store gives no token without the secrets.
 */
export interface Vault {
  /** Keeps a new connection and answers its id. */
  add(record: ConnectionRecord, ttlSeconds: number): Promise<string>;
  /** Undefined when there is none, or when none of the secrets opens it. */
  read(connectionId: string): Promise<VaultEntry | undefined>;
  /** Writes unless somebody else wrote since it was read. Answers the entry as it is now in the store, if it was written. */
  replace(
    connectionId: string,
    record: ConnectionRecord,
    readVersion: string,
    ttlSeconds: number,
  ): Promise<VaultEntry | undefined>;
  remove(connectionId: string): Promise<void>;
  /** Removes in a minute: requests that began before another connection took its place still use it. */
  scheduleRemoval(connectionId: string): Promise<void>;
}

const REMOVAL_DELAY_SECONDS = 60;

export function createVault(store: Store, sealer: Sealer): Vault {
  return {
    add: async (record, ttlSeconds) => {
      const connectionId = randomBytes(16).toString('base64url');
      await store.set(keyOf(connectionId), sealer.seal(JSON.stringify(record), connectionId), ttlSeconds);
      return connectionId;
    },
    read: async (connectionId) => {
      const entry = await store.get(keyOf(connectionId));
      const opened = entry && sealer.open(entry.value, connectionId);
      const record = opened === undefined ? undefined : parseRecord(opened);
      return entry && record && { record, version: entry.version };
    },
    replace: async (connectionId, record, readVersion, ttlSeconds) => {
      const sealed = sealer.seal(JSON.stringify(record), connectionId);
      const version = await store.compareAndSet(keyOf(connectionId), sealed, readVersion, ttlSeconds);
      return version === undefined ? undefined : { record, version };
    },
    remove: (connectionId) => store.delete(keyOf(connectionId)),
    scheduleRemoval: async (connectionId) => {
      const entry = await store.get(keyOf(connectionId));
      if (entry) await store.compareAndSet(keyOf(connectionId), entry.value, entry.version, REMOVAL_DELAY_SECONDS);
    },
  };
}

function keyOf(connectionId: string): string {
  return `vault:${connectionId}`;
}

const recordSchema: z.ZodType<ConnectionRecord> = z.object({
  tokens: tokenSetSchema,
  userinfo: z.record(z.string(), z.unknown()),
  ended: z.object({ code: z.string(), providerError: z.string().optional() }).optional(),
});

/** Undefined for a record of another shape, as after a change of this program. */
function parseRecord(json: string): ConnectionRecord | undefined {
  const parsed = recordSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : undefined;
}
