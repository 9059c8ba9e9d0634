import type { ServiceConfig } from '../../config.ts';
import { diagnose, fine, skip, type Finding } from '../finding.ts';
import { PORTAL } from '../portal.ts';
import type { Tools } from '../tools.ts';
import { probeClientCredentials } from './tokenProbe.ts';

/** Id and secret of the service application, by a request for a scope that nobody has. */
export async function checkService(
  service: ServiceConfig | undefined,
  endpoint: string | undefined,
  tools: Pick<Tools, 'fetch'>,
): Promise<Finding> {
  if (!service) return skip('service', 'none is configured (VISMA_SERVICE_CLIENT_ID, VISMA_SERVICE_CLIENT_SECRET)');
  if (endpoint === undefined) return skip('service', 'there is no token endpoint to ask');
  const { clientId, clientSecret } = service;
  const error = await probeClientCredentials(tools, endpoint, {
    id: clientId,
    secret: clientSecret,
    authentication: 'basic',
  });
  if (error === 'invalid_client') {
    return diagnose('service_secret_wrong', {
      about: 'VISMA_SERVICE_CLIENT_ID',
      reason: `Visma Connect does not know ${clientId} by this secret.`,
      advice: `Compare both with ${PORTAL}, and generate a secret under Credentials if it is lost.`,
    });
  }
  if (error === 'unauthorized_client') {
    return diagnose('client_credentials_off', {
      about: 'VISMA_SERVICE_CLIENT_ID',
      reason: `${clientId} is known by this secret, and may not ask for tokens of its own.`,
      advice: `Use an application of the type Service, or switch on Client Credentials for this one: see ${PORTAL}.`,
    });
  }
  if (error === undefined) return skip('service', 'the token endpoint’s answer does not tell');
  return fine('service', `Visma Connect knows ${clientId} by this secret`);
}
