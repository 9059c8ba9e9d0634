import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import type { Sql } from '../erp/database.ts';

export interface EntriesDeps {
  sql: Sql;
  /** Sandbox time, epoch seconds. */
  seconds: () => number;
  /** How long a consumed refresh token of this client still works. */
  graceSeconds: (clientId: string) => number;
}

const row = z.object({ payload: z.string() });
const payloadSchema = z.custom<AdapterPayload>((value) => typeof value === 'object' && value !== null);
const TIMES = ['iat', 'exp', 'loginTs', 'authTime', 'iiat'] as const;

/** Makes the table of everything that oidc-provider keeps. */
export function createProviderEntries(sql: Sql): void {
  sql.exec(`CREATE TABLE IF NOT EXISTS provider_entry (model TEXT NOT NULL, id TEXT NOT NULL, grant_id TEXT, uid TEXT,
      expires INTEGER, payload TEXT NOT NULL, PRIMARY KEY (model, id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS provider_entry_grant ON provider_entry (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS provider_entry_uid ON provider_entry (uid) WHERE uid IS NOT NULL;
    CREATE INDEX IF NOT EXISTS provider_entry_expires ON provider_entry (expires);`);
}

/** Forgets every session, grant, code and token. */
export function clearProviderEntries(sql: Sql): void {
  sql.run('DELETE FROM provider_entry', []);
}

/** Forgets a session, by oidc-provider's own id of it. */
export function removeProviderSession(sql: Sql, uid: string): void {
  sql.run("DELETE FROM provider_entry WHERE model = 'Session' AND uid = ?", [uid]);
}

/**
 * One model's storage for oidc-provider. It lives by the machine's clock and the sandbox by its own, so times are kept
 * in sandbox time and handed out shifted to the machine's.
 */
export function createProviderAdapter(deps: EntriesDeps, model: string): Adapter {
  const { sql } = deps;
  const offset = (): number => deps.seconds() - Math.floor(Date.now() / 1000);
  const read = (found: unknown): AdapterPayload | undefined => {
    if (found === undefined) return undefined;
    const payload = shift(payloadSchema.parse(JSON.parse(row.parse(found).payload)), -offset());
    return model === 'RefreshToken' ? withGrace(payload, deps) : payload;
  };
  const rowOf = (id: string): Record<string, unknown> | undefined =>
    sql.all('SELECT payload FROM provider_entry WHERE model = ? AND id = ?', [model, id])[0];
  const destroy = (id: string): void => sql.run('DELETE FROM provider_entry WHERE model = ? AND id = ?', [model, id]);
  return {
    find: (id) => Promise.resolve(read(rowOf(id))),
    findByUid: (uid) =>
      Promise.resolve(read(sql.all('SELECT payload FROM provider_entry WHERE model = ? AND uid = ?', [model, uid])[0])),
    findByUserCode: () => Promise.resolve(undefined),
    upsert: (id, payload, expiresIn) => {
      const kept = JSON.stringify(shift(payload, offset()));
      const expires = expiresIn === undefined ? null : deps.seconds() + expiresIn;
      sql.run('DELETE FROM provider_entry WHERE expires < ?', [deps.seconds() - KEPT_SECONDS]);
      const values = [model, id, payload.grantId ?? null, payload.uid ?? null, expires, kept];
      sql.run('INSERT OR REPLACE INTO provider_entry VALUES (?, ?, ?, ?, ?, ?)', values);
      return Promise.resolve();
    },
    consume: (id) => {
      // The product behind Connect removes a code at its first use, and does not punish the second.
      if (model === 'AuthorizationCode') destroy(id);
      else markConsumed(deps, model, id);
      return Promise.resolve();
    },
    destroy: (id) => {
      destroy(id);
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      sql.run('DELETE FROM provider_entry WHERE model = ? AND grant_id = ?', [model, grantId]);
      return Promise.resolve();
    },
  };
}

/** Expired entries stay a while: an answer to them can then say that they expired. */
const KEPT_SECONDS = 86_400;

function shift(payload: AdapterPayload, bySeconds: number): AdapterPayload {
  const shifted = { ...payload };
  for (const name of TIMES) {
    const time = shifted[name];
    if (typeof time === 'number') shifted[name] = time + bySeconds;
  }
  return shifted;
}

/** A token consumed moments ago counts as fresh: two workers may have sent it at the same time. */
function withGrace(payload: AdapterPayload, { seconds, graceSeconds }: EntriesDeps): AdapterPayload {
  const consumedAt: unknown = payload.consumed;
  if (typeof consumedAt !== 'number') return payload;
  const inGrace = seconds() <= consumedAt + graceSeconds(payload.clientId ?? '') - 1;
  return inGrace ? { ...payload, consumed: undefined } : payload;
}

function markConsumed({ sql, seconds }: EntriesDeps, model: string, id: string): void {
  // Only the first time: a second use within the grace period must not begin a new one.
  sql.run(
    `UPDATE provider_entry SET payload = json_set(payload, '$.consumed', ?)
      WHERE model = ? AND id = ? AND payload->>'consumed' IS NULL`,
    [seconds(), model, id],
  );
}
