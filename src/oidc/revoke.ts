import { tokenRevocation } from 'openid-client';
import type { Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';
import type { TokenSet } from './tokenSet.ts';
import { asStep } from './recordStep.ts';

/**
 * Tells Visma Connect that the tokens are no longer wanted: the refresh token, and with it its grant; without one the
 * access token. Does nothing where the provider offers no revocation.
 * @throws SignInError when the call fails; a sign-out goes on without it
 * @see RFC 7009 §2
 */
export async function revokeTokens(
  provider: Provider,
  { refreshToken, accessToken }: Pick<TokenSet, 'refreshToken' | 'accessToken'>,
): Promise<void> {
  const { metadata, configuration } = await asStep('metadata', () => provider.discover());
  if (metadata.revocation_endpoint === undefined) return;
  const [token, hint] = refreshToken === undefined ? [accessToken, 'access_token'] : [refreshToken, 'refresh_token'];
  await asStep('revocation', () => tokenRevocation(configuration(), token, { token_type_hint: hint })).catch(
    (error: unknown) => {
      throw refusalOf(error, 'refresh');
    },
  );
}
