import { diagnose, fine, skip, type Finding } from '../finding.ts';
import { PORTAL } from '../portal.ts';
import type { Tools } from '../tools.ts';
import type { ProbeOutcome } from './authorizeProbe.ts';
import { probeCode, type Credentials } from './tokenProbe.ts';

interface Asked {
  readonly client: Credentials;
  readonly redirectUri: string;
  readonly endpoint: string;
  /** What the authorization endpoint says to the client id, which needs no secret. */
  readonly withOpenid: ProbeOutcome;
}

/** Client id and secret, by the exchange of a made-up code. */
export async function checkClient(
  { client, redirectUri, endpoint, withOpenid }: Asked,
  tools: Pick<Tools, 'fetch'>,
): Promise<Finding> {
  const error = await probeCode(tools, endpoint, client, redirectUri);
  switch (error) {
    case 'invalid_grant':
      return fine('client', `Visma Connect knows ${client.id} by this secret`);
    case 'invalid_client':
      return withOpenid === 'accepted' || typeof withOpenid === 'object'
        ? secretWrong(client.id)
        : clientUnknown(client.id);
    case 'unauthorized_client':
      return diagnose('client_signs_nobody_in', {
        about: 'VISMA_CLIENT_ID',
        reason: `${client.id} is known by this secret, and may not sign people in.`,
        advice: `Use an application of the type Web: see ${PORTAL}. One of the type Service belongs into VISMA_SERVICE_CLIENT_ID.`,
      });
    case undefined:
    default:
      return skip('client', `the token endpoint’s answer does not tell${inBrackets(error)}`);
  }
}

function secretWrong(id: string): Finding {
  return diagnose('client_secret_wrong', {
    about: 'VISMA_CLIENT_SECRET',
    reason: `Visma Connect knows ${id}, and not by this secret.`,
    advice: `Generate a secret under Credentials in ${PORTAL}; a new one counts after a minute or two.`,
  });
}

function clientUnknown(id: string): Finding {
  return diagnose('client_unknown', {
    about: 'VISMA_CLIENT_ID',
    reason: `Visma Connect does not know ${id}, or not by this secret.`,
    advice: `Compare both with ${PORTAL}. A draft is not known yet: it has to be created, and counts after a minute or two.`,
  });
}

/** An OAuth error code is a short word; anything else is not repeated. */
function inBrackets(error: string | undefined): string {
  return error !== undefined && /^[\w.-]{1,40}$/.test(error) ? ` (${error})` : '';
}
