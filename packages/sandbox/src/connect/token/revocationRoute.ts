import { Router, type RequestHandler } from 'express';
import type { World } from '../connectWorld.ts';
import { breakAnswer, takeBreak } from '../../protocol/breakAnswer.ts';
import { REVOCATION_BREAKS } from '../faults/connectFaults.ts';
import { verifiedClaims } from '../keys/verifiedClaims.ts';
import { authenticateApplication } from '../../protocol/clientAuthentication.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { formEndpoint, onlyPost, type FormHandler } from '../../protocol/endpoint.ts';
import { ProtocolError } from '../../protocol/protocolError.ts';
import { tokenIdOf } from './tokenIdOf.ts';

/**
 * `POST /connect/revocation`: ends all tokens of the sign-in that the token belongs to. An unknown token is 200.
 * @see RFC 7009
 */
export function revocationRoute(deps: ConnectDeps): Router {
  const revoke: FormHandler = async (form, req, res) => {
    const { clientId } = authenticateApplication(deps.world, req, form);
    deps.annotate(req, { clientId });
    const order = takeBreak(REVOCATION_BREAKS, (name) => deps.faults.take(`revocation_${name}`, clientId));
    if (await breakAnswer(res, order, deps.world.settings.current().faultDelayMs)) return undefined;
    if (!form.token) throw new ProtocolError('invalid_request', { hint: 'token is missing' });
    const jti = tokenIdOf(await verifiedClaims(deps, form.token, 'at+jwt'));
    if (!endTokens(deps.world, clientId, form.token, jti))
      deps.annotate(req, { message: 'The token is unknown or was revoked before' });
    res.status(200).end();
    return undefined;
  };
  return Router()
    .options('/connect/revocation', formEndpoint(deps, revoke))
    .post('/connect/revocation', onlyForms, formEndpoint(deps, revoke))
    .all('/connect/revocation', onlyPost);
}

/** Whether there was such a token; another application's is left alone. */
function endTokens(world: World, clientId: string, value: string, jti: string | undefined): boolean {
  const found = world.refreshTokens.find(value) ?? (jti === undefined ? undefined : world.accessTokens.find(jti));
  if (!found || (found.grantId !== null && !world.signIns.alive(found.grantId))) return false;
  if (found.clientId !== clientId) return true;
  if (found.grantId !== null) world.signIns.end(found.grantId);
  else if (jti !== undefined) world.accessTokens.remove(jti);
  return true;
}

const onlyForms: RequestHandler = (req, res, next) => {
  if (req.is('application/x-www-form-urlencoded')) next();
  else res.status(415).end();
};
