import type { Application } from '../../world/application.ts';
import type { SignIn } from '../../world/signIns.ts';
import { signAccessToken } from './accessToken.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { signIdToken } from './idToken.ts';

/** What an answer with tokens is made of. */
export interface TokensOf {
  readonly signIn: SignIn;
  readonly scopes: readonly string[];
  /** Undefined: without offline_access there is none. */
  readonly refreshToken: string | undefined;
  readonly refreshed: boolean;
}

/** The answer with the tokens in Connect's form. */
export async function issueTokens(
  deps: ConnectDeps,
  { clientId, accessTokenSeconds }: Application,
  { signIn, scopes, refreshToken, refreshed }: TokensOf,
): Promise<object> {
  const { world } = deps;
  const { grantId, tenantId } = signIn;
  const now = world.clock.seconds();
  world.signIns.put({ ...signIn, lastUsedAt: now });
  const jti = world.accessTokens.issue({ clientId, grantId, expiresAt: now + accessTokenSeconds });
  const skewSeconds = skewOf(deps, clientId);
  const token = { jti, clientId, scopes, tenantId, lifetimeSeconds: accessTokenSeconds, signIn, skewSeconds };
  const signed = await signAccessToken(deps, token);
  return {
    ...(scopes.includes('openid')
      ? { id_token: await signIdToken(deps, { signIn, scopes, accessToken: signed, refreshed, skewSeconds }) }
      : {}),
    access_token: signed,
    expires_in: accessTokenSeconds,
    token_type: 'Bearer',
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: scopes.join(' '),
  };
}

/** By how much the clock that stamps the next tokens is wrong on purpose. */
export function skewOf({ world, faults }: ConnectDeps, clientId: string): number {
  const { faultSkewSeconds } = world.settings.current();
  if (faults.take('clock_skew_ahead', clientId)) return faultSkewSeconds;
  return faults.take('clock_skew_behind', clientId) ? -faultSkewSeconds : 0;
}
