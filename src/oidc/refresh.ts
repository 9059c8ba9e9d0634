import { setTimeout as delay } from 'node:timers/promises';
import { refreshTokenGrant } from 'openid-client';
import { isRefusal, SignInError } from '../errors.ts';
import { checkIdToken } from './exchange.ts';
import { decode } from './jwt.ts';
import type { DiscoveredProvider } from 'visma-net-client/connect/connectClient';
import type { Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';
import { toTokenSet, type TokenSet } from './tokenSet.ts';
import { asStep } from './recordStep.ts';

/** Beside the 10 s of the token call this stays within the life of the lock under which a refresh runs. */
const KEYS_MS = 3000;

/**
 * What a refresh needs beside its own call, and what may take long where nothing is known of Connect yet: for before
 * the lock.
 * @throws SignInError connect_unreachable, client_misconfigured
 */
export async function prepareRefresh(provider: Provider): Promise<void> {
  await asStep('metadata', () => provider.discover());
}

/**
 * Asks once for a new access token; never again by itself, because a one-time refresh token that comes twice ends the
 * whole grant at Visma Connect. What does not come in the answer is kept. A new ID token must be of the same issuer
 * and about the same person, and a new access token for the same company, as far as they say. Its times are not held
 * against this machine's clock: that may be wrong for a moment, and the spent refresh token would be lost for good.
 *
 * @throws SignInError sign_in_again (`invalid_grant`: the refresh token is spent), id_token_invalid, invalid_tenant,
 *   client_misconfigured; connect_unreachable, token_response_invalid when another try may help
 * @see RFC 6749 §6, OpenID Connect Core 1.0 §12.2
 */
export async function refreshTokens(provider: Provider, tokens: TokenSet): Promise<TokenSet> {
  const { refreshToken } = tokens;
  if (refreshToken === undefined) throw new SignInError('sign_in_again', { reason: 'no refresh token was given' });
  const discovered = await asStep('metadata', () => provider.discover());
  const answer = await asStep('refresh', () =>
    refreshTokenGrant(discovered.configuration('any time'), refreshToken),
  ).catch((error: unknown) => {
    throw refusalOf(error, 'refresh');
  });
  if (answer.token_type !== 'bearer') {
    throw new SignInError('token_response_invalid', { reason: 'token_type is not Bearer' });
  }
  const { id_token: idToken, access_token: accessToken } = answer;
  if (!isForSameCompany(tokens.accessToken, accessToken)) {
    throw new SignInError('invalid_tenant', { reason: 'the new access token is for another company' });
  }
  const isProved =
    idToken !== undefined && (await isIdTokenProved(provider, discovered, { idToken, tokens, accessToken }));
  const kept = isProved ? answer : { ...answer, id_token: undefined };
  return toTokenSet(kept, tokens, Math.floor(provider.now() / 1000));
}

/**
 * Whether the ID token of a refresh is right in all. When only the keys for its signature do not come, the tokens are
 * taken all the same, with the ID token from before: they came from the token endpoint over TLS (OpenID Connect Core
 * §3.1.3.7 (6)), and to throw them away would throw away a refresh token whose predecessor is spent.
 * @throws SignInError id_token_invalid
 */
async function isIdTokenProved(
  provider: Provider,
  discovered: DiscoveredProvider,
  { idToken, tokens, accessToken }: { idToken: string; tokens: TokenSet; accessToken: string },
): Promise<boolean> {
  const enough = new AbortController();
  const { signal } = enough;
  const tooLate = delay(KEYS_MS, false, { signal }).catch(() => false);
  const checked = checkIdToken(provider, discovered, idToken, {
    sub: subOf(tokens.idToken),
    accessToken,
    isTimed: false,
  }).then(
    () => true,
    (error: unknown) => {
      if (isRefusal(error) && error.code === 'connect_unreachable') return false;
      throw error;
    },
  );
  return Promise.race([checked, tooLate]).finally(() => enough.abort());
}

function subOf(idToken: string): string {
  return String(decode(idToken)?.claims.sub);
}

/** An opaque token, or one without the claim, says nothing of the company. */
function isForSameCompany(before: string, after: string): boolean {
  const [old, fresh] = [before, after].map((token) => decode(token)?.claims.tenant_id);
  return old === undefined || fresh === undefined || old === fresh;
}
