import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { ALL_BREAKS, breakAnswer, takeBreak } from '../../protocol/breakAnswer.ts';
import type { Person } from '../../world/people.ts';
import { isUnrevoked, verifyAccessToken, type VerifiedToken } from './accessToken.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { allowOrigins } from '../../protocol/endpoint.ts';
import { singleValues } from '../../protocol/singleValues.ts';
import { userClaims } from './userClaims.ts';

/**
 * `GET` and `POST /connect/userinfo`.
 * @see OpenID Connect Core 1.0 §5.3, RFC 6750
 */
export function userinfoRoute(deps: ConnectDeps): Router {
  const answer: RequestHandler = async (req, res) => {
    const { world, faults, annotate } = deps;
    res.set('Cache-Control', 'no-store');
    const found = await findToken(deps, req);
    if (typeof found === 'string') {
      annotate(req, { error: 'invalid_token', message: found });
      refuse(res);
      return;
    }
    const { client_id: clientId, sub = '' } = found;
    annotate(req, { clientId, checked: 'The access token against those given out' });
    const order = takeBreak(ALL_BREAKS, (name) => faults.take(`userinfo_${name}`, clientId));
    if (await breakAnswer(res, order, world.settings.current().faultDelayMs)) return;
    const person = world.people.find(sub);
    if (!person || faults.take('userinfo_401', clientId)) {
      refuse(res);
      return;
    }
    const claims = claimsOf(deps, person, found);
    if (faults.take('userinfo_missing_sub', clientId)) Reflect.deleteProperty(claims, 'sub');
    res.json(faults.take('userinfo_wrong_sub', clientId) ? { ...claims, sub: OTHER_PERSON } : claims);
  };
  const form = urlencoded({ extended: false, limit: '64kb' });
  return Router()
    .options('/connect/userinfo', allowOrigins(deps))
    .get('/connect/userinfo', allowOrigins(deps), answer)
    .post('/connect/userinfo', allowOrigins(deps), form, answer);
}

function refuse(res: Response): void {
  res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end();
}

function claimsOf(deps: ConnectDeps, person: Person, { scope, tenant_id: tenantId, sid }: VerifiedToken): object {
  const authTime = deps.world.sessions.find(sid ?? '')?.authTime;
  return {
    ...userClaims(deps, person, scope, tenantId),
    idp: 'Visma Connect',
    ...(authTime === undefined ? {} : { auth_time: String(authTime) }),
    ...(sid === undefined ? {} : { sid }),
  };
}

const OTHER_PERSON = '99999999-9999-4999-8999-999999999999';

/** The token, or why it is not taken, in words. */
async function findToken(deps: ConnectDeps, req: Request): Promise<VerifiedToken | string> {
  const bearer = /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? singleValues(req.body)?.access_token;
  if (bearer === undefined) return 'No access token was sent';
  const claims = await verifyAccessToken(deps, bearer);
  if (typeof claims === 'string') return `The access token is ${claims}`;
  if (!claims.scope.includes('openid')) return 'The access token lacks the scope openid';
  return isUnrevoked(deps.world, claims.jti) ? claims : 'The access token was revoked';
}
