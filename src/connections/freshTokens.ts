import { setTimeout as delay } from 'node:timers/promises';
import { isRefusal, SignInError, StoreError, type AppError, type ErrorCode } from '../errors.ts';
import type { Logger } from '../log.ts';
import { isDue, isExpired, type TokenSet } from '../oidc/tokenSet.ts';
import { tryLock } from '../store/lock.ts';
import type { Clock, Store } from '../store/store.ts';
import type { ConnectionRecord, Vault, VaultEntry } from './vault.ts';

export interface FreshTokensOptions {
  readonly store: Store;
  readonly vault: Vault;
  /** Fetches what `refresh` needs beside its call, where that is not known yet. */
  readonly prepare: () => Promise<void>;
  /** One call to the token endpoint, and what its answer takes to be judged: 13 s at most; never retried here. */
  readonly refresh: (tokens: TokenSet) => Promise<TokenSet>;
  /** How long a refreshed record is kept: as long as a session may live. */
  readonly ttlSeconds: number;
  readonly now: Clock;
  readonly logger: Logger;
}

export interface FreshTokens {
  /**
   * The connection's tokens, refreshed when due. However many ask at once, in however many processes, the provider is
   * asked once; while it is asked, the others go on with a token that is still good, and wait only for an expired one.
   * @throws SignInError sign_in_again when Connect gives no more tokens; connect_unreachable and others when it
   *   cannot be asked now and the token at hand has expired
   */
  get(connectionId: string): Promise<TokenSet>;
  /** The same, but asks for new ones even if the present ones seem good: the API refused `refused`. */
  replace(connectionId: string, refused: TokenSet): Promise<TokenSet>;
}

/** Longer than a refresh may take (13 s): whoever holds the lock is done by then, or is dead. */
const LOCK_SECONDS = 15;
const POLL_MS = 40;
const KEEP_TRIES = 4;
const KEEP_PAUSE_MS = 250;

/** After a failure that may pass, a token that is still good is used for this long before Connect is asked again. */
const PAUSE_MS = 5_000;

/** Refusals after which another request with the same refresh token is senseless, or harmful. */
const FATAL: ReadonlySet<ErrorCode> = new Set([
  'sign_in_again',
  'id_token_invalid',
  'invalid_tenant',
  'consent_required',
  'access_denied',
]);

export function createFreshTokens(options: FreshTokensOptions): FreshTokens {
  const { vault, now } = options;
  const running = new Map<string, Promise<TokenSet>>();
  const pauses = createPauses(now);

  const refreshOnce = (connectionId: string, condition: RefreshCondition): Promise<TokenSet> => {
    const current = running.get(connectionId);
    if (current) return current;
    const refreshing = refreshAcross(options, connectionId, condition)
      .catch((error: unknown) => {
        pauses.begin(connectionId);
        throw error;
      })
      .finally(() => running.delete(connectionId));
    running.set(connectionId, refreshing);
    return refreshing;
  };

  const insteadOf = async (bad: TokenSet, connectionId: string, needsRefresh: NeedsRefresh) => {
    const condition = { needsRefresh, waits: true };
    const found = await refreshOnce(connectionId, condition);
    // The refresh that was joined may be one that did not wait for the lock, and so answered the same tokens.
    return found.accessToken === bad.accessToken ? refreshOnce(connectionId, condition) : found;
  };

  return {
    get: async (connectionId) => {
      const { tokens } = (await readGood(vault, connectionId)).record;
      const isStillDue: NeedsRefresh = (found) => isDue(found, now() / 1000);
      if (!isStillDue(tokens)) return tokens;
      if (isExpired(tokens, now() / 1000)) return insteadOf(tokens, connectionId, isStillDue);
      const canWait = tokens.refreshToken === undefined || running.has(connectionId) || pauses.has(connectionId);
      if (canWait) return tokens;
      return refreshOnce(connectionId, { needsRefresh: isStillDue, waits: false }).catch((error: unknown) => {
        if (isFatal(error)) throw error;
        return tokens;
      });
    },
    replace: (connectionId, refused) =>
      insteadOf(refused, connectionId, ({ accessToken }) => accessToken === refused.accessToken),
  };
}

/** Whether the tokens found in the vault still are to be replaced, or somebody else has done it. */
type NeedsRefresh = (found: TokenSet) => boolean;

interface RefreshCondition {
  readonly needsRefresh: NeedsRefresh;
  /** Whether to wait while another process is at it, or to go on with the tokens at hand. */
  readonly waits: boolean;
}

async function readGood(vault: Vault, connectionId: string): Promise<VaultEntry> {
  const entry = await vault.read(connectionId);
  if (!entry) throw new SignInError('sign_in_again', { reason: 'no tokens are kept for this company any more' });
  const { ended } = entry.record;
  if (ended) throw new SignInError('sign_in_again', { reason: 'ended before', providerError: ended.providerError });
  return entry;
}

/** Takes the lock of all processes; when another one has it, waits until that one is done, if the condition says so. */
async function refreshAcross(
  options: FreshTokensOptions,
  connectionId: string,
  { needsRefresh, waits }: RefreshCondition,
): Promise<TokenSet> {
  const { vault, store, logger, prepare } = options;
  await prepare();
  const deadlineMs = Date.now() + (LOCK_SECONDS + 1) * 1000;
  for (;;) {
    const askedAtMs = Date.now();
    const lock = await tryLock(store, `refresh:${connectionId}`, LOCK_SECONDS);
    if (lock) {
      try {
        return await refreshLocked(options, connectionId, needsRefresh);
      } finally {
        // A lock that cannot be given back frees itself.
        await lock.release().catch((error: unknown) => logger.warn({ err: error }, 'a lock was not given back'));
      }
    }
    const { tokens } = (await readGood(vault, connectionId)).record;
    if (!waits || !needsRefresh(tokens)) return tokens;
    // Not by the time now: after a pause of this process, the lock is asked for once more.
    if (askedAtMs > deadlineMs) {
      throw new SignInError('connect_unreachable', { reason: 'another process holds the lock and does not finish' });
    }
    await delay(POLL_MS);
  }
}

async function refreshLocked(
  { vault, refresh, ttlSeconds, logger }: FreshTokensOptions,
  connectionId: string,
  needsRefresh: NeedsRefresh,
): Promise<TokenSet> {
  const entry = await readGood(vault, connectionId);
  if (!needsRefresh(entry.record.tokens)) return entry.record.tokens;
  if (entry.record.tokens.refreshToken === undefined) {
    throw new SignInError('sign_in_again', { reason: 'the access token has run out and no refresh token was given' });
  }
  try {
    const tokens = await refresh(entry.record.tokens);
    logger.info({ event: 'tokens_refreshed' }, 'new tokens');
    return await keep(vault, connectionId, entry, { ...entry.record, tokens }, ttlSeconds);
  } catch (error) {
    if (isFatal(error)) await markEnded(vault, connectionId, entry, ttlSeconds, error);
    throw error;
  }
}

/** The old refresh token may be spent by now, so a store that stumbles is asked again. */
async function keep(
  vault: Vault,
  connectionId: string,
  before: VaultEntry,
  record: ConnectionRecord,
  ttlSeconds: number,
): Promise<TokenSet> {
  for (let tries = 1; ; tries++) {
    try {
      if (await vault.replace(connectionId, record, before.version, ttlSeconds)) return record.tokens;
      // Written after all by a call whose answer was lost, or by a process that was thought dead, or removed.
      const found = (await readGood(vault, connectionId)).record.tokens;
      // Or only retired: the new ones then serve whoever asked for them, and go with the connection.
      return found.accessToken === before.record.tokens.accessToken ? record.tokens : found;
    } catch (error) {
      if (!(error instanceof StoreError) || tries === KEEP_TRIES) throw error;
      await delay(tries * KEEP_PAUSE_MS);
    }
  }
}

function isFatal(error: unknown): error is AppError {
  return isRefusal(error) && FATAL.has(error.code);
}

async function markEnded(
  vault: Vault,
  connectionId: string,
  { record, version }: VaultEntry,
  ttlSeconds: number,
  { code, details }: AppError,
): Promise<void> {
  const ended = { code, providerError: details.providerError };
  await vault.replace(connectionId, { ...record, ended }, version, ttlSeconds);
}

interface Pauses {
  begin(connectionId: string): void;
  has(connectionId: string): boolean;
}

/** Remembers in this process what failed a moment ago; forgets by itself. */
function createPauses(now: Clock): Pauses {
  const untilMs = new Map<string, number>();
  return {
    begin: (connectionId) => {
      for (const [id, until] of untilMs) if (until <= now()) untilMs.delete(id);
      untilMs.set(connectionId, now() + PAUSE_MS);
    },
    has: (connectionId) => (untilMs.get(connectionId) ?? 0) > now(),
  };
}
