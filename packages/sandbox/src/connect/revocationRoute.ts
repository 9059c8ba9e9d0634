import { Router, type RequestHandler } from 'express';
import { breakAnswer, takeBreak } from '../breakAnswer.ts';
import { REVOCATION_BREAKS } from './connectFaults.ts';
import { verifiedClaims } from './verifiedClaims.ts';
import { authenticateApplication } from './clientAuthentication.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { endGrant } from './endGrant.ts';
import { formEndpoint, onlyPost, type FormHandler } from './endpoint.ts';
import { ProtocolError } from './protocolError.ts';
import { tokenIdOf } from './tokenIdOf.ts';

/**
 * `POST /connect/revocation`: ends all tokens of the sign-in that the token belongs to. An unknown token is 200.
 * @see RFC 7009
 */
export function revocationRoute(deps: ConnectDeps, connect: ConnectProvider): Router {
  const { provider } = connect;
  const revoke: FormHandler = async (form, request, response) => {
    const { clientId } = authenticateApplication(deps.world, request, form);
    deps.annotate(request, { clientId });
    const order = takeBreak(REVOCATION_BREAKS, (way) => deps.faults.take(`revocation_${way}`, clientId));
    if (await breakAnswer(response, order, deps.world.settings.current().faultDelayMs)) return undefined;
    if (!form.token) throw new ProtocolError('invalid_request', { hint: 'token is missing' });
    const jti = tokenIdOf(await verifiedClaims(deps, form.token, 'at+jwt'));
    const found =
      (await provider.RefreshToken.find(form.token, { ignoreExpiration: true })) ??
      (jti === undefined ? undefined : await provider.AccessToken.find(jti, { ignoreExpiration: true }));
    if (found?.clientId === clientId && found.grantId !== undefined) await endGrant(deps, connect, found.grantId);
    const service = jti === undefined ? undefined : await provider.ClientCredentials.find(jti);
    if (service?.clientId === clientId) await service.destroy();
    if (!found && !service) deps.annotate(request, { words: 'The token is unknown or was revoked before' });
    response.status(200).end();
    return undefined;
  };
  return Router()
    .options('/connect/revocation', formEndpoint(deps, revoke))
    .post('/connect/revocation', onlyForms, formEndpoint(deps, revoke))
    .all('/connect/revocation', onlyPost);
}

const onlyForms: RequestHandler = (request, response, next) => {
  if (request.is('application/x-www-form-urlencoded')) next();
  else response.status(415).end();
};
