import { Router } from 'express';
import { authenticateApplication } from '../../protocol/clientAuthentication.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { exchangeCode } from './exchangeCode.ts';
import { formEndpoint, onlyPost, type FormHandler } from '../../protocol/endpoint.ts';
import { ProtocolError } from '../../protocol/protocolError.ts';
import { tokenChecks } from '../requestChecks.ts';
import { refreshTokens } from './refreshTokens.ts';
import { issueServiceToken } from './serviceToken.ts';
import { changeAnswer, injectTokenFault } from '../faults/injectTokenFault.ts';

/** `POST /connect/token`. */
export function tokenRoute(deps: ConnectDeps): Router {
  const grant: FormHandler = async (form, req, res) => {
    deps.annotate(req, { clientId: form.client_id });
    const application = authenticateApplication(deps.world, req, form);
    deps.annotate(req, { clientId: application.clientId });
    for (const checked of tokenChecks(deps.world, application, form)) deps.annotate(req, { checked });
    if (await injectTokenFault(deps, application.clientId, form, res)) return undefined;
    const answer = await answerGrant(deps, application, form);
    return changeAnswer(deps, application.clientId, form.grant_type, res, answer);
  };
  return Router()
    .options('/connect/token', formEndpoint(deps, grant))
    .post('/connect/token', formEndpoint(deps, grant))
    .all('/connect/token', onlyPost);
}

function answerGrant(
  deps: ConnectDeps,
  application: ReturnType<typeof authenticateApplication>,
  form: Parameters<FormHandler>[0],
): Promise<object> {
  switch (form.grant_type) {
    case 'authorization_code':
      return exchangeCode(deps, application, form);
    case 'refresh_token':
      return refreshTokens(deps, application, form);
    case 'client_credentials':
      return issueServiceToken(deps, application, form);
    case undefined:
      throw new ProtocolError('unsupported_grant_type', { hint: 'grant_type is missing' });
    default:
      throw new ProtocolError('unsupported_grant_type');
  }
}
