import { createRemoteJWKSet, customFetch as joseFetch, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import { ConnectError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { createHttpFetch, type ConnectCall, type HttpFetch } from './httpFetch.ts';
import { refusalOf } from './refusal.ts';

export interface ConnectClientOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How the secret is sent to the token endpoint (RFC 6749 §2.3.1): as Basic unless told. */
  readonly clientAuthentication?: 'basic' | 'post' | undefined;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Limit for one call, answer included. */
  readonly timeoutMs?: number | undefined;
  /** Is told of every call when it is over. Never throws. */
  readonly onCall?: ((call: ConnectCall) => void) | undefined;
}

/** Visma Connect as an application knows it that signs nobody in. */
export interface ConnectClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly now: () => number;
  readonly logger: Logger;
  /**
   * The provider's metadata with our client; fetched when first needed, once for all who wait, again after a failure.
   * @throws ConnectError connect_unreachable, client_misconfigured (the issuer is another one)
   */
  discover(): Promise<DiscoveredProvider>;
  /** What the last discovery said; does not ask. */
  reachable(): 'unknown' | 'yes' | 'no';
  close(): Promise<void>;
}

export interface DiscoveredProvider {
  readonly metadata: Readonly<client.ServerMetadata>;
  /** Asked for at each use, never kept: it knows the clock. */
  readonly configuration: () => client.Configuration;
  /** Keys for ID tokens that came from the token endpoint: an unknown `kid` is looked up at once. */
  readonly keysForAnswers: JWTVerifyGetKey;
  /** Keys for tokens that anybody may send us: an unknown `kid` causes at most one fetch a minute. */
  readonly keysForNotices: JWTVerifyGetKey;
}

const TIMEOUT_MS = 10_000;

/** Differences of up to this many seconds between our clock and Connect's are overlooked. */
export const CLOCK_TOLERANCE_SECONDS = 30;

/** Asks nobody until it is used. */
export function createConnectClient(options: ConnectClientOptions): ConnectClient {
  const { issuer, clientId, now, logger, onCall } = options;
  const http = createHttpFetch({ timeoutMs: options.timeoutMs ?? TIMEOUT_MS, now, onCall });
  let discovered: Promise<DiscoveredProvider> | undefined;
  let reachable: 'unknown' | 'yes' | 'no' = 'unknown';

  const discover = () => {
    discovered ??= discoverProvider(options, http).then(
      (result) => {
        reachable = 'yes';
        return result;
      },
      (error: unknown) => {
        discovered = undefined;
        reachable = 'no';
        throw error;
      },
    );
    return discovered;
  };
  return { issuer, clientId, now, logger, discover, reachable: () => reachable, close: () => http.close() };
}

async function discoverProvider(options: ConnectClientOptions, http: HttpFetch): Promise<DiscoveredProvider> {
  const { issuer, clientId, logger } = options;
  const timeoutSeconds = (options.timeoutMs ?? TIMEOUT_MS) / 1000;
  const found = await client
    .discovery(new URL(issuer), clientId, undefined, undefined, {
      [client.customFetch]: (url, init) => http.fetch(url, init),
      timeout: timeoutSeconds,
      execute: insecurely(issuer),
    })
    .catch((cause: unknown) => {
      throw refusalOf(cause, 'metadata');
    });
  const metadata = found.serverMetadata();
  // openid-client compares parsed URLs; the standard says "exactly" (OpenID Connect Discovery 1.0 §4.3).
  if (metadata.issuer !== issuer) {
    throw new ConnectError('client_misconfigured', {
      reason: 'the metadata names another issuer than the one configured',
    });
  }
  logger.info({ event: 'connect_discovered' }, 'Visma Connect answered');
  return {
    metadata,
    configuration: configurations(options, metadata, http, timeoutSeconds),
    keysForAnswers: remoteKeys(metadata, http, 0, timeoutSeconds),
    keysForNotices: remoteKeys(metadata, http, 60_000, timeoutSeconds),
  };
}

/**
 * openid-client reads the system's clock and is told a constant difference to the true one. Ours may be moved, so a
 * configuration is kept for as long as the difference stays.
 */
function configurations(
  { clientId, clientSecret, clientAuthentication, issuer, now }: ConnectClientOptions,
  metadata: client.ServerMetadata,
  http: HttpFetch,
  timeoutSeconds: number,
): () => client.Configuration {
  let skew: number | undefined;
  let configuration: client.Configuration | undefined;
  const authenticate = clientAuthentication === 'post' ? client.ClientSecretPost : client.ClientSecretBasic;
  return () => {
    const difference = Math.round((now() - Date.now()) / 1000);
    if (configuration && skew === difference) return configuration;
    const clocks = { [client.clockSkew]: difference, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS };
    configuration = new client.Configuration(metadata, clientId, clocks, authenticate(clientSecret));
    configuration[client.customFetch] = (url, init) => http.fetch(url, init);
    configuration.timeout = timeoutSeconds;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as below
    for (const allow of insecurely(issuer)) allow(configuration);
    skew = difference;
    return configuration;
  };
}

/** http is for loopback only: loadConfig refused it everywhere else. The library looks for this very function. */
function insecurely(issuer: string) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by its author to make it stand out, not because it goes away
  return issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
}

function remoteKeys(
  metadata: client.ServerMetadata,
  http: HttpFetch,
  cooldownMs: number,
  timeoutSeconds: number,
): JWTVerifyGetKey {
  if (metadata.jwks_uri === undefined) {
    throw new ConnectError('client_misconfigured', { reason: 'the metadata has no jwks_uri' });
  }
  return createRemoteJWKSet(new URL(metadata.jwks_uri), {
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutSeconds * 1000,
    [joseFetch]: (url, init) => http.fetch(url, init),
  });
}
