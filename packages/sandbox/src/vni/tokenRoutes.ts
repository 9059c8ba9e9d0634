import { Router, type Request, type Response } from 'express';
import type { Parameters } from '../protocol/singleValues.ts';
import { authenticateApplication } from '../protocol/clientAuthentication.ts';
import { formEndpoint, onlyPost, type FormHandler } from '../protocol/endpoint.ts';
import { ProtocolError } from '../protocol/protocolError.ts';
import type { LegacyDeps } from './legacyDeps.ts';

const TOKEN = '/API/security/api/v2/token';

/** VNI's token endpoint, whose tokens never expire, and the ways to look at and end a token. */
export function tokenRoutes(deps: LegacyDeps): Router {
  const exchange: FormHandler = (form, req) => {
    deps.annotate(req, { clientId: form.client_id });
    const { clientId } = authenticateApplication(deps.world, req, form);
    deps.annotate(req, { clientId, checked: 'code and redirect_uri against the sign-in at VNI' });
    return Promise.resolve({ token: tokenFor(deps, clientId, form), token_type: 'Bearer', scope: 'financialstasks' });
  };
  return Router()
    .post(TOKEN, formEndpoint(deps, exchange))
    .all(TOKEN, onlyPost)
    .get('/API/security/api/v1/testconnection', (_req, res) => void res.type('text').send('OK'))
    .delete('/API/security/api/v1/token', (req, res) => {
      const bearer = requireToken(deps, req, res);
      if (bearer === undefined) return;
      deps.vni.removeToken(bearer);
      res.status(204).end();
    });
}

function tokenFor({ vni }: LegacyDeps, clientId: string, form: Parameters): string {
  if (form.grant_type === 'password')
    throw new ProtocolError('unsupported_grant_type', { hint: 'VNI’s password grant was withdrawn before VNI itself' });
  if (form.grant_type !== 'authorization_code') throw new ProtocolError('unsupported_grant_type');
  const code = vni.takeCode(form.code ?? '');
  if (code?.clientId !== clientId)
    throw new ProtocolError('invalid_grant', { hint: 'The code is unknown, used, expired or another application’s' });
  if (code.redirectUri !== form.redirect_uri)
    throw new ProtocolError('invalid_grant', { hint: 'redirect_uri differs from that of the sign-in' });
  return vni.giveToken({ clientId, personId: code.personId });
}

/** The VNI token of a call; without a good one the call is answered with 401. */
export function requireToken({ vni, annotate }: LegacyDeps, req: Request, res: Response): string | undefined {
  const bearer = bearerOf(req.headers.authorization);
  const token = bearer === undefined ? undefined : vni.findToken(bearer);
  if (token) {
    annotate(req, { clientId: token.clientId, credential: 'VNI token' });
    return bearer;
  }
  annotate(req, { message: bearer === undefined ? 'No VNI token was sent' : 'The token is not one of VNI' });
  res.status(401).json({ message: 'Authorization has been denied for this request.' });
  return undefined;
}

/** What stands behind Bearer. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
