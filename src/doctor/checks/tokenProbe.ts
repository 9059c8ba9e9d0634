import { randomBytes } from 'node:crypto';
import { authenticationOf, type ClientAuthentication } from 'visma-net-client/connect/clientAuthentication';
import { z } from 'zod';
import type { Tools } from '../tools.ts';
import { parseJson } from '../../parseJson.ts';

export interface Credentials {
  readonly id: string;
  readonly secret: string;
  /** As the application sends them. */
  readonly authentication: ClientAuthentication;
}

const refusal = z.object({ error: z.string() });

/**
 * The error code of a code exchange that cannot succeed: the code is made up. `invalid_grant` means that id and secret
 * are right, `invalid_client` that they are not. Undefined when no refusal came.
 * @see RFC 6749 §5.2
 */
export function probeCode(
  tools: Pick<Tools, 'fetch'>,
  endpoint: string,
  credentials: Credentials,
  redirectUri: string,
): Promise<string | undefined> {
  const made = () => randomBytes(32).toString('base64url');
  return errorOf(tools, endpoint, credentials, {
    grant_type: 'authorization_code',
    code: `doctor-${made()}`,
    redirect_uri: redirectUri,
    code_verifier: made(),
  });
}

/** Likewise with the client-credentials grant, by a scope that nobody has: `invalid_scope` means that all else is right. */
export function probeClientCredentials(
  tools: Pick<Tools, 'fetch'>,
  endpoint: string,
  credentials: Credentials,
): Promise<string | undefined> {
  return errorOf(tools, endpoint, credentials, { grant_type: 'client_credentials', scope: 'doctor:no-such-scope' });
}

async function errorOf(
  { fetch }: Pick<Tools, 'fetch'>,
  endpoint: string,
  { id, secret, authentication }: Credentials,
  form: Record<string, string>,
): Promise<string | undefined> {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' });
  const body = new URLSearchParams(form);
  authenticationOf(authentication, secret)({ issuer: endpoint }, { client_id: id }, body, headers);
  const answer = await fetch(endpoint, { method: 'POST', headers, body }).catch(() => undefined);
  if (!answer || answer.status < 400 || answer.status >= 500) return undefined;
  const said = refusal.safeParse(parseJson(await answer.text()));
  if (said.success) return said.data.error;
  return answer.status === 401 ? 'invalid_client' : undefined;
}
