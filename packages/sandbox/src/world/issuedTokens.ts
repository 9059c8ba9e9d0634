import { z } from 'zod';
import { fingerprintOf, newOpaqueValue } from './opaqueValue.ts';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const issuedSchema = z.object({
  clientId: z.string(),
  /** Epoch seconds. */
  expiresAt: z.number(),
});

const codeSchema = issuedSchema.extend({
  grantId: z.string(),
  redirectUri: z.string(),
  /** The S256 challenge; null without PKCE. */
  challenge: z.string().nullable(),
});

const refreshTokenSchema = issuedSchema.extend({
  grantId: z.string(),
  /** When the first of its line was issued: rotation does not prolong it. Epoch seconds. */
  firstIssuedAt: z.number(),
  /** When a newer one took its place; epoch seconds, null while it is the newest. */
  consumedAt: z.number().nullable(),
});

const accessTokenSchema = issuedSchema.extend({
  /** Null: a service token, which belongs to no sign-in. */
  grantId: z.string().nullable(),
});

export type RefreshToken = z.infer<typeof refreshTokenSchema>;

/** What was issued of one kind, by values that only their holders know. */
export interface Issued<T> {
  /** Keeps the record under a new value and answers that. */
  readonly issue: (record: T) => string;
  /** Expired ones too, for a day: an answer to them can then say that they expired. */
  readonly find: (value: string) => T | undefined;
  /** Writes over the record of a value. */
  readonly put: (value: string, record: T) => void;
  readonly remove: (value: string) => void;
}

export interface IssuedTokens {
  readonly codes: Issued<z.infer<typeof codeSchema>>;
  readonly refreshTokens: Issued<RefreshToken>;
  /** By their `jti`. */
  readonly accessTokens: Issued<z.infer<typeof accessTokenSchema>>;
}

/** Codes and tokens that Connect issued. What ends a sign-in ends its tokens: see SignIns. */
export function createIssuedTokens(context: WorldContext): IssuedTokens {
  return {
    codes: createIssued(context, 'authorization_code', codeSchema),
    refreshTokens: createIssued(context, 'refresh_token', refreshTokenSchema),
    accessTokens: createIssued(context, 'access_token', accessTokenSchema),
  };
}

const KEPT_SECONDS = 86_400;

function createIssued<T extends z.infer<typeof issuedSchema>>(
  { sql, clock }: WorldContext,
  kind: string,
  schema: z.ZodType<T>,
): Issued<T> {
  const records = openWorldRecords(sql, kind, schema, clock.now);
  const put = (value: string, record: T): void =>
    records.put(fingerprintOf(value), record, record.expiresAt + KEPT_SECONDS);
  return {
    issue: (record) => {
      const value = newOpaqueValue();
      put(value, record);
      return value;
    },
    find: (value) => records.find(fingerprintOf(value)),
    put,
    remove: (value) => records.remove(fingerprintOf(value)),
  };
}
