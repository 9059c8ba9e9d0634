import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch as joseFetch,
  errors,
  type JWTHeaderParameters,
  type FlattenedJWSInput,
  type JWTVerifyGetKey,
} from 'jose';
import type { HttpFetch } from './httpFetch.ts';

/** Visma Connect's signing keys, as its metadata say where they are. */
export interface RemoteKeys {
  readonly keys: JWTVerifyGetKey;
  /** Fetches them anew; at most once a minute. Answers whether it did. Rejects when they do not come. */
  readonly renew: () => Promise<boolean>;
}

export interface RemoteKeysOptions {
  readonly url: URL;
  readonly http: Pick<HttpFetch, 'fetch'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** For so long after a fetch an unknown `kid` causes no other one. */
  readonly cooldownMs: number;
  readonly timeoutMs: number;
}

/** Keys that came are still used for so long when they do not come anew. */
const LAST_MS = 3_600_000;
const RENEWED_EACH_MS = 60_000;

/** Fetches keys when they are needed, and keeps the last ones for the day that their address does not answer. */
export function remoteKeys({ url, http, now, cooldownMs, timeoutMs }: RemoteKeysOptions): RemoteKeys {
  let cameAt = -Infinity;
  let renewedAt = -Infinity;
  const remote = createRemoteJWKSet(url, {
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutMs,
    [joseFetch]: async (address, init) => {
      const answer = await http.fetch(address, init);
      if (answer.status === 200) cameAt = now();
      return answer;
    },
  });
  const lastKeys = () => (now() - cameAt < LAST_MS ? remote.jwks() : undefined);

  const keys = async (header: JWTHeaderParameters, token: FlattenedJWSInput) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const last = isAboutToken(error) ? undefined : lastKeys();
      if (!last) throw error;
      return await createLocalJWKSet(last)(header, token).catch((lastError: unknown) => {
        // The key may be among those that do not come.
        throw lastError instanceof errors.JWKSNoMatchingKey ? error : lastError;
      });
    }
  };
  const renew = async () => {
    if (now() - renewedAt < RENEWED_EACH_MS) return false;
    renewedAt = now();
    await remote.reload();
    return true;
  };
  return { keys, renew };
}

/** Whether jose looked the key up; everything else is about fetching. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
