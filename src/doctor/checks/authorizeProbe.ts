import { createHash, randomBytes } from 'node:crypto';
import type { Tools } from '../tools.ts';

/** What is asked of the authorization endpoint. */
export interface Probe {
  readonly endpoint: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

/**
 * Whether the provider would show its sign-in for such a request; `unknown` when its answer does not tell, and the error
 * where it answered with one at the redirect URI, which is known to it then.
 */
export type ProbeOutcome = 'accepted' | 'refused' | 'unknown' | { readonly answeredWith: string };

/**
 * Asks for a sign-in without a person (`prompt=none`), in no browser: a request that is in order comes back to the
 * redirect URI with login_required, and one that is not stays on the provider's error page. Nothing is left behind.
 * @see OpenID Connect Core 1.0 §3.1.2.1, RFC 6749 §4.1.2.1
 */
export async function probeAuthorize({ fetch }: Pick<Tools, 'fetch'>, probe: Probe): Promise<ProbeOutcome> {
  const answer = await fetch(addressOf(probe)).catch(() => undefined);
  if (!answer || answer.status >= 500 || answer.status === 429) return 'unknown';
  if (answer.status >= 400) return 'refused';
  const location = answer.headers.get('location');
  if (location === null) return 'unknown';
  return outcomeOf(new URL(location, probe.endpoint), probe.redirectUri);
}

/** Errors that say only that nobody is signed in here. */
const NOBODY = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];

function outcomeOf(location: URL, redirectUri: string): ProbeOutcome {
  const back = new URL(redirectUri);
  if (location.origin === back.origin && location.pathname === back.pathname)
    return answerOf(location.searchParams.get('error') ?? '');
  if (location.searchParams.has('errorId') || /\/error\b/.test(location.pathname)) return 'refused';
  return 'unknown';
}

/** An OAuth error code is a short word; anything else is not repeated. */
function answerOf(error: string): ProbeOutcome {
  if (NOBODY.includes(error)) return 'accepted';
  return { answeredWith: /^[\w.-]{1,40}$/.test(error) ? error : 'no error code' };
}

function addressOf({ endpoint, clientId, redirectUri, scopes }: Probe): string {
  const random = () => randomBytes(32).toString('base64url');
  const url = new URL(endpoint);
  const parameters = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    response_mode: 'query',
    scope: scopes.join(' '),
    prompt: 'none',
    state: random(),
    nonce: random(),
    code_challenge: createHash('sha256').update(random()).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
