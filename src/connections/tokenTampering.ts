import { SignInError } from '../errors.ts';
import type { TokenSet } from '../oidc/tokenSet.ts';
import type { Clock } from '../store/store.ts';
import type { Vault } from './vault.ts';

/** Changes the kept tokens of a connection so that one sees how the application gets over it. */
export interface TokenTampering {
  /** From now on the access token counts as run out. */
  expire(connectionId: string): Promise<void>;
  /** From now on every API refuses the access token, though it seems good. */
  corrupt(connectionId: string): Promise<void>;
}

export interface TokenTamperingDeps {
  readonly vault: Pick<Vault, 'read' | 'replace'>;
  readonly ttlSeconds: number;
  readonly now: Clock;
}

/** So old that a refusal is laid to the token's age, and not to the company. */
const OLD_SECONDS = 120;
const CORRUPTED_CHARACTERS = 8;

/** @throws SignInError sign_in_again when there are no tokens, or none that could be renewed afterwards */
export function createTokenTampering({ vault, ttlSeconds, now }: TokenTamperingDeps): TokenTampering {
  const change = async (connectionId: string, changed: (tokens: TokenSet) => TokenSet) => {
    const entry = await vault.read(connectionId);
    if (!entry || entry.record.ended || entry.record.tokens.refreshToken === undefined) {
      throw new SignInError('sign_in_again', { reason: 'there is no refresh token to get over it with' });
    }
    const { record, version } = entry;
    // Somebody else's write is newer than what was read: then it stays.
    await vault.replace(connectionId, { ...record, tokens: changed(record.tokens) }, version, ttlSeconds);
  };
  return {
    expire: (connectionId) =>
      change(connectionId, (tokens) => ({ ...tokens, expiresAt: Math.floor(now() / 1000) - 1 })),
    corrupt: (connectionId) =>
      change(connectionId, (tokens) => ({
        ...tokens,
        accessToken: corrupted(tokens.accessToken),
        obtainedAt: Math.floor(now() / 1000) - OLD_SECONDS,
      })),
  };
}

/** Other characters at the end, where a JWT has its signature. */
function corrupted(accessToken: string): string {
  const end = accessToken.slice(-CORRUPTED_CHARACTERS);
  return accessToken.slice(0, -CORRUPTED_CHARACTERS) + (end.startsWith('A') ? 'B' : 'A').repeat(end.length);
}
