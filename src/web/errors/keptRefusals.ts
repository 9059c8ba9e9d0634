import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hashOf, isSameSecret } from '../../connections/hash.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import type { ShownRefusal } from './errorPages.ts';
import { ERROR_TABLE } from './errorTable.ts';

/**
 * What refused sign-ins are shown with, for a quarter of an hour and the browser in which it happened. Nothing of the
 * answer that was refused is among it: no code, no state, no token.
 */
export interface KeptRefusals {
  /** Answers the id it is kept under. @throws StoreError */
  keep(refusal: ShownRefusal, secret: string): Promise<string>;
  /** Undefined when there is none any more, or it is another browser's. @throws StoreError */
  find(id: string, secret: string | undefined): Promise<ShownRefusal | undefined>;
}

const KEPT_SECONDS = 900;

const text = z.string().optional();
const schema = z.object({
  secretHash: z.string(),
  refusal: z.object({
    code: z.custom<ErrorCode>((value) => typeof value === 'string' && Object.hasOwn(ERROR_TABLE, value)),
    status: z.number(),
    details: z.object({
      reason: text,
      returnTo: text,
      tenantId: text,
      providerError: text,
      providerDescription: text,
      retryAfterSeconds: z.number().optional(),
    }),
    correlationId: z.string(),
    atMs: z.number(),
    protocolHref: text,
  }),
});

export function createKeptRefusals(store: Pick<Store, 'get' | 'set'>): KeptRefusals {
  return {
    keep: async (refusal, secret) => {
      const id = randomBytes(16).toString('base64url');
      // Written as the schema has it: whatever else a refusal may hold one day stays out.
      const kept = schema.parse({ secretHash: hashOf(secret), refusal });
      await store.set(keyOf(id), JSON.stringify(kept), KEPT_SECONDS);
      return id;
    },
    find: async (id, secret) => {
      const entry = secret === undefined ? undefined : await store.get(keyOf(id));
      if (!entry || secret === undefined) return undefined;
      const { secretHash, refusal } = schema.parse(JSON.parse(entry.value));
      return isSameSecret(secretHash, hashOf(secret)) ? { ...refusal, protocolHref: refusal.protocolHref } : undefined;
    },
  };
}

/** The id comes from an address: of any length, with any characters. */
function keyOf(id: string): string {
  return `refusal:${hashOf(id)}`;
}
