import { Router } from 'express';
import { verifyAccessToken } from './accessToken.ts';
import { authenticateApplication } from './clientAuthentication.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { formEndpoint, onlyPost, type FormHandler } from './endpoint.ts';
import { ProtocolError } from './protocolError.ts';

/**
 * `POST /connect/introspect`, for access and refresh tokens of the application that asks.
 * @see RFC 7662
 */
export function introspectionRoute(deps: ConnectDeps, connect: ConnectProvider): Router {
  const introspect: FormHandler = async (form, request, response) => {
    const { clientId } = authenticateApplication(deps.world, request, form);
    deps.annotate(request, { clientId });
    if (deps.faults.take('introspection_500', clientId)) {
      response.status(500);
      return { error: 'server_error' };
    }
    if (!form.token) throw new ProtocolError('invalid_request', { hint: 'token is missing' });
    return (
      (await introspectAccessToken(deps, connect, clientId, form.token)) ??
      (await introspectRefreshToken(deps, connect, clientId, form.token)) ?? { active: false }
    );
  };
  return Router().post('/connect/introspect', formEndpoint(deps, introspect)).all('/connect/introspect', onlyPost);
}

async function introspectAccessToken(
  deps: ConnectDeps,
  { provider }: ConnectProvider,
  clientId: string,
  token: string,
): Promise<object | undefined> {
  const claims = await verifyAccessToken(deps, token);
  if (typeof claims === 'string' || claims.client_id !== clientId) return undefined;
  const kept =
    claims.sub === undefined
      ? await provider.ClientCredentials.find(claims.jti)
      : await provider.AccessToken.find(claims.jti);
  return kept && { active: true, ...claims, token_type: 'Bearer', scope: claims.scope.join(' ') };
}

async function introspectRefreshToken(
  { world }: ConnectDeps,
  { provider }: ConnectProvider,
  clientId: string,
  token: string,
): Promise<object | undefined> {
  const kept = await provider.RefreshToken.find(token);
  const signIn = world.signIns.find(kept?.grantId ?? '');
  if (!kept?.isValid || kept.clientId !== clientId || signIn?.endedAt !== null) return undefined;
  return { active: true, client_id: clientId, sub: signIn.personId, scope: signIn.scopes.join(' ') };
}
