import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const jwkSchema = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

const keySchema = z.object({
  kid: z.string(),
  /** `published`: in the JWKS, not used yet. `signing`: used now. `retiring`: in the JWKS, no longer used. */
  state: z.enum(['published', 'signing', 'retiring']),
  /** Epoch milliseconds, for their order. */
  createdAtMs: z.number(),
  jwk: jwkSchema,
});

export type SigningKey = z.infer<typeof keySchema>;

export const KEY_STEPS = ['publish', 'sign', 'retire'] as const;

export type KeyStep = (typeof KEY_STEPS)[number];

export interface SigningKeys {
  /** Newest last. */
  readonly all: () => Promise<SigningKey[]>;
  /** The key of the signatures; for another algorithm than RS256 the same key. */
  readonly signing: (alg?: string) => Promise<{ kid: string; key: CryptoKey }>;
  /** The public key of a kid in the JWKS. */
  readonly verifying: (kid: string) => Promise<CryptoKey | undefined>;
  /** publish a new key, sign with the newest published one, or retire those no longer used. */
  readonly step: (step: KeyStep) => Promise<void>;
  /** Drops all but the key of the signatures, which programs may hold in their cache. */
  readonly reset: () => void;
  /** Leaves the key of the signatures, of which nothing remains here, to a later sandbox of this process. */
  readonly handOn: () => void;
}

/** Making a key costs more than all the rest of a start. A later sandbox signs with it under an id of its own. */
const spareKeys: SigningKey['jwk'][] = [];

/** The RSA keys of Connect, kept with the state. The first is made when one is asked for. */
export function createSigningKeys({ sql, clock }: WorldContext): SigningKeys {
  const records = openWorldRecords(sql, 'signing_key', keySchema, clock.now);
  const stored = (): SigningKey[] => records.all().sort((a, b) => a.createdAtMs - b.createdAtMs);
  const imported = new Map<string, Promise<CryptoKey>>();
  const importedPublic = new Map<string, Promise<CryptoKey>>();
  const put = (key: SigningKey): void => records.put(key.kid, key);
  const add = async (state: SigningKey['state']): Promise<void> => {
    const createdAtMs = Math.max(clock.now(), ...stored().map((key) => key.createdAtMs + 1));
    put({ kid: randomBytes(8).toString('hex'), state, createdAtMs, jwk: spareKeys.pop() ?? (await makeKey()) });
  };
  let making: Promise<void> | undefined;
  // Also after a snapshot was restored that is older than the first key.
  const makeFirst = (): Promise<void> => {
    making ??= add('signing').finally(() => {
      making = undefined;
    });
    return making;
  };
  const all = async (): Promise<SigningKey[]> => {
    if (!stored().some(({ state }) => state === 'signing')) await makeFirst();
    return stored();
  };
  return {
    all,
    signing: async (alg = 'RS256') => {
      const current = (await all()).find(({ state }) => state === 'signing');
      if (!current) throw new Error('The sandbox has no signing key');
      const key = imported.get(`${alg} ${current.kid}`) ?? importKey(current.jwk, alg);
      imported.set(`${alg} ${current.kid}`, key);
      return { kid: current.kid, key: await key };
    },
    verifying: async (kid) => {
      const known = (await all()).find((key) => key.kid === kid);
      if (!known) return undefined;
      const key = importedPublic.get(kid) ?? importKey({ kty: 'RSA', n: known.jwk.n, e: known.jwk.e });
      importedPublic.set(kid, key);
      return key;
    },
    reset: () => {
      for (const { kid, state } of stored()) if (state !== 'signing') records.remove(kid);
    },
    handOn: () => {
      for (const { state, jwk } of stored()) if (state === 'signing') spareKeys.push(jwk);
    },
    step: async (step) => {
      const keys = await all();
      if (step === 'publish') return add('published');
      for (const { kid, key } of changesOf(keys, step)) {
        if (key) put(key);
        else records.remove(kid);
      }
    },
  };
}

/** A key as it is to be kept; undefined: not any more. */
interface Change {
  readonly kid: string;
  readonly key: SigningKey | undefined;
}

function changesOf(keys: readonly SigningKey[], step: 'sign' | 'retire'): Change[] {
  if (step === 'retire')
    return keys.filter(({ state }) => state === 'retiring').map(({ kid }) => ({ kid, key: undefined }));
  const next = keys.findLast(({ state }) => state === 'published');
  if (!next) return [];
  const former = keys.filter(({ state }) => state === 'signing');
  return [
    ...former.map((key): Change => ({ kid: key.kid, key: { ...key, state: 'retiring' } })),
    { kid: next.kid, key: { ...next, state: 'signing' } },
  ];
}

async function makeKey(): Promise<SigningKey['jwk']> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return jwkSchema.parse(await exportJWK(privateKey));
}

async function importKey(jwk: JWK, alg = 'RS256'): Promise<CryptoKey> {
  const key = await importJWK({ ...jwk, alg });
  if (key instanceof Uint8Array) throw new Error('The sandbox signs with RSA keys only');
  return key;
}
