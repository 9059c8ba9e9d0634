import { Router } from 'express';
import type { Application } from '../../world/application.ts';
import type { World } from '../connectWorld.ts';
import { isUnrevoked, verifyAccessToken } from './accessToken.ts';
import { authenticateApplication } from '../../protocol/clientAuthentication.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { formEndpoint, onlyPost, type FormHandler } from '../../protocol/endpoint.ts';
import { ProtocolError } from '../../protocol/protocolError.ts';
import { isExpired, isUsedUp } from './refreshTokens.ts';

/**
 * `POST /connect/introspect`, for access and refresh tokens of the application that asks.
 * @see RFC 7662
 */
export function introspectionRoute(deps: ConnectDeps): Router {
  const introspect: FormHandler = async (form, req, res) => {
    const application = authenticateApplication(deps.world, req, form);
    const { clientId } = application;
    deps.annotate(req, { clientId });
    if (deps.faults.take('introspection_500', clientId)) {
      res.status(500);
      return { error: 'server_error' };
    }
    if (!form.token) throw new ProtocolError('invalid_request', { hint: 'token is missing' });
    return (
      (await introspectAccessToken(deps, clientId, form.token)) ??
      introspectRefreshToken(deps.world, application, form.token) ?? { active: false }
    );
  };
  return Router().post('/connect/introspect', formEndpoint(deps, introspect)).all('/connect/introspect', onlyPost);
}

async function introspectAccessToken(deps: ConnectDeps, clientId: string, token: string): Promise<object | undefined> {
  const claims = await verifyAccessToken(deps, token);
  if (typeof claims === 'string' || claims.client_id !== clientId) return undefined;
  if (!isUnrevoked(deps.world, claims.jti)) return undefined;
  return { active: true, ...claims, token_type: 'Bearer', scope: claims.scope.join(' ') };
}

function introspectRefreshToken(world: World, application: Application, value: string): object | undefined {
  const token = world.refreshTokens.find(value);
  const signIn = token && world.signIns.alive(token.grantId);
  if (!signIn || token.clientId !== application.clientId) return undefined;
  if (isExpired(world, token) || isUsedUp(world, application, token)) return undefined;
  return { active: true, client_id: token.clientId, sub: signIn.personId, scope: signIn.scopes.join(' ') };
}
