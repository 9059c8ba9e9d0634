import { refreshTokenGrant } from 'openid-client';
import { SignInError } from '../errors.ts';
import { checkIdToken } from './exchange.ts';
import { recording } from './httpFetch.ts';
import { decode } from './jwt.ts';
import type { RecordStep } from './protocolStep.ts';
import type { Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';
import { toTokenSet, type TokenSet } from './tokenSet.ts';

/**
 * Asks once for a new access token; never again by itself, because a one-time refresh token that comes twice ends the
 * whole grant at Visma Connect. What does not come in the answer is kept. A new ID token must be of the same issuer
 * and about the same person.
 *
 * @throws SignInError sign_in_again (`invalid_grant`: the refresh token is spent), id_token_invalid, invalid_tenant,
 *   client_misconfigured; connect_unreachable, token_response_invalid when another try may help
 * @see RFC 6749 §6, OpenID Connect Core 1.0 §12
 */
export async function refreshTokens(provider: Provider, tokens: TokenSet, record?: RecordStep): Promise<TokenSet> {
  const { refreshToken } = tokens;
  if (refreshToken === undefined) throw new SignInError('sign_in_again', { reason: 'no refresh token was given' });
  const discovered = await recording(record, 'metadata', () => provider.discover());
  const answer = await recording(record, 'refresh', () =>
    refreshTokenGrant(discovered.configuration(), refreshToken),
  ).catch((error: unknown) => {
    throw refusalOf(error, 'refresh');
  });
  if (answer.token_type !== 'bearer') {
    throw new SignInError('token_response_invalid', { reason: 'token_type is not Bearer' });
  }
  if (answer.id_token !== undefined) {
    const sub = subOf(tokens.idToken);
    await checkIdToken(provider, discovered, answer.id_token, { sub, accessToken: answer.access_token }, record);
  }
  return toTokenSet(answer, tokens, Math.floor(provider.now() / 1000));
}

function subOf(idToken: string): string {
  return String(decode(idToken)?.claims.sub);
}
