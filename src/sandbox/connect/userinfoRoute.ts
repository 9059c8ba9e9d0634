import { Router, urlencoded, type Request, type RequestHandler } from 'express';
import { verifyAccessToken, type VerifiedToken } from './accessToken.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { allowOrigins } from './endpoint.ts';
import { singleValues } from './singleValues.ts';
import { userClaims } from './userClaims.ts';

/**
 * `GET` and `POST /connect/userinfo`.
 * @see OpenID Connect Core 1.0 §5.3, RFC 6750
 */
export function userinfoRoute(deps: ConnectDeps, connect: ConnectProvider): Router {
  const answer: RequestHandler = async (request, response) => {
    const { world, faults, annotate } = deps;
    response.set('Cache-Control', 'no-store');
    const found = await findToken(deps, connect, request);
    if (typeof found === 'string' || faults.take('userinfo_401', found.client_id)) {
      annotate(request, {
        error: 'invalid_token',
        words: typeof found === 'string' ? found : 'The fault userinfo_401 struck',
      });
      response.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end();
      return;
    }
    const { client_id: clientId, sub = '', scope, tenant_id: tenantId, sid } = found;
    annotate(request, { clientId });
    if (faults.take('userinfo_hangs', clientId)) return;
    if (faults.take('userinfo_500', clientId)) return void response.status(500).json({ error: 'server_error' });
    if (faults.take('userinfo_html', clientId))
      return void response.type('html').send('<!doctype html><title>Maintenance</title>');
    const person = world.people.find(sub);
    if (!person) return void response.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end();
    const claims = userClaims(world, person, scope, tenantId);
    const authTime = world.sessions.find(sid ?? '')?.authTime;
    const whole = {
      ...claims,
      idp: 'Visma Connect',
      ...(authTime === undefined ? {} : { auth_time: String(authTime) }),
      ...(sid === undefined ? {} : { sid }),
    };
    response.json(faults.take('userinfo_wrong_sub', clientId) ? { ...whole, sub: OTHER_PERSON } : whole);
  };
  const form = urlencoded({ extended: false, limit: '64kb' });
  return Router()
    .options('/connect/userinfo', allowOrigins(deps))
    .get('/connect/userinfo', allowOrigins(deps), answer)
    .post('/connect/userinfo', allowOrigins(deps), form, answer);
}

const OTHER_PERSON = '99999999-9999-4999-8999-999999999999';

/** The token, or why it is not taken, in words. */
async function findToken(
  deps: ConnectDeps,
  { provider }: ConnectProvider,
  request: Request,
): Promise<VerifiedToken | string> {
  const bearer =
    /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? singleValues(request.body)?.access_token;
  if (bearer === undefined) return 'No access token was sent';
  const claims = await verifyAccessToken(deps, bearer);
  if (typeof claims === 'string') return `The access token is ${claims}`;
  if (!claims.scope.includes('openid')) return 'The access token lacks the scope openid';
  return (await provider.AccessToken.find(claims.jti)) ? claims : 'The access token was revoked';
}
