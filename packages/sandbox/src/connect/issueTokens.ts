import { z } from 'zod';
import type { Application } from '../world/application.ts';
import type { SignIn } from '../world/signIns.ts';
import { signAccessToken } from './accessToken.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { signIdToken } from './idToken.ts';
import { ProtocolError } from './protocolError.ts';

/** What oidc-provider gave for a code or refresh token, and the sign-in that it belongs to. */
export interface Redeemed {
  accessToken: string;
  refreshToken: string | undefined;
  signIn: SignIn;
}

const granted = z.object({ access_token: z.string(), refresh_token: z.string().optional() });
const refused = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * Lets oidc-provider redeem a code or refresh token.
 * @throws ProtocolError invalid_grant for whatever it does not like: the form was checked before
 */
export async function redeem(
  { world }: ConnectDeps,
  connect: ConnectProvider,
  form: Readonly<Record<string, string>>,
): Promise<Redeemed> {
  const answer = await connect.call({ method: 'POST', path: '/connect/token', form });
  const body: unknown = JSON.parse(answer.body);
  const { data } = granted.safeParse(body);
  if (!data) throw new ProtocolError('invalid_grant', { hint: refused.safeParse(body).data?.error_description });
  const token = await connect.provider.AccessToken.find(data.access_token);
  const signIn = token && world.signIns.find(token.grantId);
  if (signIn?.endedAt !== null) throw new ProtocolError('invalid_grant', { hint: 'The grant has ended' });
  world.signIns.put({ ...signIn, lastUsedAt: world.clock.seconds() });
  return { accessToken: data.access_token, refreshToken: data.refresh_token, signIn };
}

/** The answer with the tokens in Connect's form. */
export async function issueTokens(
  deps: ConnectDeps,
  { accessToken, refreshToken, signIn }: Redeemed,
  { accessTokenSeconds }: Application,
  scopes: readonly string[],
  refreshed: boolean,
): Promise<object> {
  const { clientId, tenantId } = signIn;
  const skewSeconds = skewOf(deps, clientId);
  const token = {
    jti: accessToken,
    clientId,
    scopes,
    tenantId,
    lifetimeSeconds: accessTokenSeconds,
    signIn,
    skewSeconds,
  };
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
