import { skip, type Findings } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';
import type { Tools } from '../tools.ts';
import { checkAddresses } from './addresses.ts';
import { probeAuthorize, type ProbeOutcome } from './authorizeProbe.ts';
import { checkClient } from './client.ts';
import { canAuthenticate } from './features.ts';
import type { Metadata } from './metadata.ts';
import { checkAllowedScopes } from './scopes.ts';

/** Whether Visma Connect would show its sign-in to somebody whom this application sends with these scopes. */
export type Sees = (scopes: readonly string[]) => Promise<ProbeOutcome>;

/** The Web application at Visma Connect: id and secret, redirect URI, scopes; by requests that cannot succeed. */
export async function* checkApplication(
  inspection: ConfigInspection,
  metadata: Metadata,
  tools: Pick<Tools, 'fetch'>,
): Findings {
  const { client, redirectUri } = inspection;
  const { authorization_endpoint: authorization, token_endpoint: token } = metadata;
  if (!client || authorization === undefined || token === undefined) {
    const why = client ? 'the metadata names no endpoint to ask' : 'there is no client id and secret to ask with';
    for (const check of ['client', 'addresses', 'scopes'] as const) yield skip(check, why);
    return;
  }
  const sees: Sees = (scopes) =>
    probeAuthorize(tools, { endpoint: authorization, clientId: client.id, redirectUri, scopes });
  const withOpenid = await sees(['openid']);
  const known = canAuthenticate(metadata, client.authentication)
    ? await checkClient({ client, redirectUri, endpoint: token, withOpenid }, tools)
    : skip('client', 'the provider does not take the secret in the way that is configured');
  yield known;
  yield* checkAddresses(inspection, { sees, withOpenid, isKnown: known.verdict === 'ok' });
  yield* checkAllowedScopes(inspection.config.scopes, { sees, withOpenid });
}
