import type { JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import { ConnectError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { createHttpFetch, type ConnectCall, type HttpFetch } from './httpFetch.ts';
import { aging } from './aging.ts';
import { authenticationOf, type ClientAuthentication } from './clientAuthentication.ts';
import { clockWatch } from './clockWatch.ts';
import { refusalOf } from './refusal.ts';
import { remoteKeys, type RemoteKeys } from './remoteKeys.ts';

export interface ConnectClientOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How the secret is sent to the token endpoint (RFC 6749 §2.3.1): as Basic unless told. */
  readonly clientAuthentication?: ClientAuthentication | undefined;
  readonly logger: Logger;
  /** Differences of up to this many seconds between our clock and Connect's are overlooked; 60 unless told. */
  readonly clockToleranceSeconds?: number | undefined;
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
  readonly clockToleranceSeconds: number;
  /**
   * By how many seconds our clock is ahead of Connect's, negative when it is behind, as its last answer said; undefined
   * when that is overlooked, and when no answer said the time.
   */
  clockOffSeconds(): number | undefined;
  /**
   * The provider's metadata with our client; fetched when first needed, once for all who wait, again after a failure,
   * after an hour, and when one of its endpoints is no longer there. What is known is used while it cannot be fetched.
   * @throws ConnectError connect_unreachable, client_misconfigured (the issuer is another one)
   */
  discover(): Promise<DiscoveredProvider>;
  /** What the last discovery said; does not ask. */
  reachable(): 'unknown' | 'yes' | 'no';
  close(): Promise<void>;
}

export interface DiscoveredProvider {
  readonly metadata: Readonly<client.ServerMetadata>;
  /**
   * Asked for at each use, never kept: it knows the clock. One for `any time` takes ID tokens whenever they are from and
   * until.
   */
  readonly configuration: (times?: 'any time') => client.Configuration;
  /** Keys for ID tokens that came from the token endpoint: an unknown `kid` is looked up at once. */
  readonly keysForAnswers: JWTVerifyGetKey;
  /** Fetches these keys anew, at most once a minute; answers whether it did. */
  readonly renewKeysForAnswers: RemoteKeys['renew'];
  /** Keys for tokens that anybody may send us: an unknown `kid` causes at most one fetch a minute. */
  readonly keysForNotices: JWTVerifyGetKey;
}

const TIMEOUT_MS = 10_000;

/** Differences between our clock and Connect's that are overlooked unless told. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** What is known of endpoints and algorithms is looked at anew after so long. */
const METADATA_MS = 3_600_000;

/** Asks nobody until it is used. */
export function createConnectClient(options: ConnectClientOptions): ConnectClient {
  const { issuer, clientId, now, logger, onCall, clockToleranceSeconds = CLOCK_TOLERANCE_SECONDS } = options;
  const whole = { ...options, clockToleranceSeconds };
  const clock = clockWatch({ now, logger, toleranceSeconds: clockToleranceSeconds });
  const transport = createHttpFetch({ timeoutMs: options.timeoutMs ?? TIMEOUT_MS, now, onCall });
  const http: Pick<HttpFetch, 'fetch'> = {
    fetch: async (url, init) => {
      const answer = await transport.fetch(url, init);
      clock.look(answer);
      if (isGone(answer)) metadata.doubt();
      return answer;
    },
  };
  const metadata = aging({ read: () => discoverProvider(whole, http), lastsMs: METADATA_MS, now, logger });
  return {
    issuer,
    clientId,
    now,
    logger,
    clockToleranceSeconds,
    clockOffSeconds: clock.offSeconds,
    discover: metadata.get,
    reachable: metadata.state,
    close: () => transport.close(),
  };
}

/** Nothing is at this address any more: the metadata will know where it is now. */
function isGone({ status }: Response): boolean {
  return status === 404 || status === 410 || (status >= 300 && status < 400);
}

type WholeOptions = ConnectClientOptions & Pick<ConnectClient, 'clockToleranceSeconds'>;

async function discoverProvider(options: WholeOptions, http: Pick<HttpFetch, 'fetch'>): Promise<DiscoveredProvider> {
  const { issuer, clientId, logger, now } = options;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  let status: number | undefined;
  const found = await client
    .discovery(new URL(issuer), clientId, undefined, undefined, {
      [client.customFetch]: async (url, init) => {
        const answer = await http.fetch(url, init);
        ({ status } = answer);
        return answer;
      },
      timeout: timeoutMs / 1000,
      execute: insecurely(issuer),
    })
    .catch((cause: unknown) => {
      throw isLasting(status) ? notThere(status, cause) : refusalOf(cause, 'metadata');
    });
  const metadata = found.serverMetadata();
  // openid-client compares parsed URLs; the standard says "exactly" (OpenID Connect Discovery 1.0 §4.3).
  if (metadata.issuer !== issuer) {
    throw new ConnectError('client_misconfigured', {
      reason: 'the metadata names another issuer than the one configured',
    });
  }
  logger.info({ event: 'connect_discovered' }, 'Visma Connect answered');
  const keys = { url: addressOfKeys(metadata), http, now, timeoutMs };
  const forAnswers = remoteKeys({ ...keys, cooldownMs: 0 });
  return {
    metadata,
    configuration: configurations(options, metadata, http),
    keysForAnswers: forAnswers.keys,
    renewKeysForAnswers: forAnswers.renew,
    keysForNotices: remoteKeys({ ...keys, cooldownMs: 60_000 }).keys,
  };
}

/** A redirect or a refusal that waiting does not mend: the issuer's address is wrong. */
function isLasting(status: number | undefined): status is number {
  return status !== undefined && status >= 300 && status < 500 && ![408, 425, 429].includes(status);
}

function notThere(status: number, cause: unknown): ConnectError {
  return new ConnectError('client_misconfigured', { cause, reason: `the metadata’s address answered with ${status}` });
}

function addressOfKeys({ jwks_uri: address }: client.ServerMetadata): URL {
  if (address !== undefined) return new URL(address);
  throw new ConnectError('client_misconfigured', { reason: 'the metadata has no jwks_uri' });
}

/** Longer than any difference of clocks. */
const ANY_TIME_SECONDS = 10 * 365 * 86_400;

/**
 * openid-client reads the system's clock and is told a constant difference to the true one. Ours may be moved, so a
 * configuration is kept for as long as the difference stays.
 */
function configurations(
  options: WholeOptions,
  metadata: client.ServerMetadata,
  http: Pick<HttpFetch, 'fetch'>,
): DiscoveredProvider['configuration'] {
  const { now, clockToleranceSeconds } = options;
  const kept = new Map<number, { readonly skew: number; readonly configuration: client.Configuration }>();
  return (times) => {
    const skew = Math.round((now() - Date.now()) / 1000);
    const tolerance = times === 'any time' ? ANY_TIME_SECONDS : clockToleranceSeconds;
    const known = kept.get(tolerance);
    if (known?.skew === skew) return known.configuration;
    const configuration = newConfiguration(options, metadata, http, { skew, tolerance });
    kept.set(tolerance, { skew, configuration });
    return configuration;
  };
}

function newConfiguration(
  { clientId, clientSecret, clientAuthentication = 'basic', issuer, timeoutMs = TIMEOUT_MS }: WholeOptions,
  metadata: client.ServerMetadata,
  http: Pick<HttpFetch, 'fetch'>,
  { skew, tolerance }: { readonly skew: number; readonly tolerance: number },
): client.Configuration {
  const clocks = { [client.clockSkew]: skew, [client.clockTolerance]: tolerance };
  const configuration = new client.Configuration(
    metadata,
    clientId,
    clocks,
    authenticationOf(clientAuthentication, clientSecret),
  );
  configuration[client.customFetch] = (url, init) => http.fetch(url, init);
  configuration.timeout = timeoutMs / 1000;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as below
  for (const allow of insecurely(issuer)) allow(configuration);
  return configuration;
}

/** http is for loopback only: loadConfig refused it everywhere else. The library looks for this very function. */
function insecurely(issuer: string) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by its author to make it stand out, not because it goes away
  return issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
}
