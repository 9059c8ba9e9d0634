import { ClientError, fetchUserInfo } from 'openid-client';
import { SignInError } from '../errors.ts';
import type { Claims } from './jwt.ts';
import type { DiscoveredProvider } from 'visma-net-client/connect/connectClient';
import type { Provider } from './provider.ts';
import { asStep } from './recordStep.ts';

/**
 * What Visma Connect says about the person; undefined when the endpoint is down or does not exist, because the ID
 * token suffices.
 * @throws SignInError userinfo_mismatch when it speaks of somebody else (OpenID Connect Core 1.0 §5.3.2)
 */
export async function fetchUserinfo(
  { logger }: Provider,
  { configuration, metadata }: DiscoveredProvider,
  { accessToken, sub }: { readonly accessToken: string; readonly sub: string },
): Promise<Claims | undefined> {
  if (metadata.userinfo_endpoint === undefined) return undefined;
  try {
    return await asStep('userinfo', () => fetchUserInfo(configuration(), accessToken, sub));
  } catch (error) {
    if (isAboutSomebodyElse(error)) throw new SignInError('userinfo_mismatch', { cause: error });
    logger.warn({ event: 'userinfo_unavailable', err: error }, 'signing in without userinfo');
    return undefined;
  }
}

/** The only comparison that the library makes on a userinfo answer is of sub. */
function isAboutSomebodyElse(error: unknown): boolean {
  return error instanceof ClientError && error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
}
