import { tokenIntrospection } from 'openid-client';
import type { Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';
import { fetchUserinfo } from './userinfo.ts';
import { asStep } from './recordStep.ts';

/** Whether Visma Connect offers introspection; no while it cannot be asked. */
export async function offersIntrospection(provider: Provider): Promise<boolean> {
  return provider.discover().then(
    ({ metadata }) => metadata.introspection_endpoint !== undefined,
    () => false,
  );
}

/**
 * Asks what Visma Connect knows about a token. The answer is for whoever records.
 * @throws SignInError connect_unreachable, client_misconfigured
 * @see RFC 7662 §2
 */
export async function introspectToken(provider: Provider, accessToken: string): Promise<void> {
  const { configuration } = await asStep('metadata', () => provider.discover());
  await asStep('introspection', () =>
    tokenIntrospection(configuration(), accessToken, { token_type_hint: 'access_token' }),
  ).catch((error: unknown) => {
    throw refusalOf(error, 'refresh');
  });
}

/**
 * Asks once more who the token's person is. The answer is for whoever records.
 * @throws SignInError userinfo_mismatch, connect_unreachable when there is no metadata
 */
export async function askUserinfo(
  provider: Provider,
  about: { readonly accessToken: string; readonly sub: string },
): Promise<void> {
  const discovered = await asStep('metadata', () => provider.discover());
  await fetchUserinfo(provider, discovered, about);
}
