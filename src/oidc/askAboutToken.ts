import { tokenIntrospection } from 'openid-client';
import { recording } from '../client/connect/httpFetch.ts';
import type { RecordStep } from '../client/connect/protocolStep.ts';
import type { Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';
import { fetchUserinfo } from './userinfo.ts';

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
export async function introspectToken(provider: Provider, accessToken: string, record?: RecordStep): Promise<void> {
  const { configuration } = await recording(record, 'metadata', () => provider.discover());
  await recording(record, 'introspection', () =>
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
  record?: RecordStep,
): Promise<void> {
  const discovered = await recording(record, 'metadata', () => provider.discover());
  await fetchUserinfo(provider, discovered, about, record);
}
