import { isLoopback } from '../../config/loopback.ts';
import { diagnose, fine, skip, type Finding, type Findings } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';
import { PORTAL } from '../portal.ts';
import type { Sees } from './application.ts';
import type { ProbeOutcome } from './authorizeProbe.ts';

interface Seen {
  readonly sees: Sees;
  readonly withOpenid: ProbeOutcome;
  /** Whether id and secret are right. */
  readonly isKnown: boolean;
}

/** The form of the registered addresses, and whether the redirect URI is registered to the letter. */
export async function* checkAddresses(inspection: ConfigInspection, seen: Seen): Findings {
  yield* formOf(inspection);
  yield await redirectUriOf(inspection, seen);
  yield otherAddresses(inspection);
}

async function redirectUriOf(inspection: ConfigInspection, { sees, withOpenid, isKnown }: Seen): Promise<Finding> {
  const { redirectUri } = inspection;
  if (withOpenid === 'accepted') return fine('addresses', `${redirectUri} is registered`);
  if (withOpenid === 'unknown')
    return skip('addresses', 'whether the redirect URI is registered, Visma Connect did not say');
  if (typeof withOpenid === 'object') return answeredAt(redirectUri, withOpenid.answeredWith);
  if (!isKnown) return skip('addresses', 'whether the redirect URI is registered shows when id and secret are right');
  return whyRefused(inspection, sees);
}

/** Errors come back to an address that is registered, and to no other one (RFC 6749 §4.1.2.1). */
function answeredAt(redirectUri: string, error: string): Finding {
  return diagnose('sign_in_refused', {
    about: 'BASE_URL',
    reason: `${redirectUri} is registered, and the request for a sign-in was answered there with ${error}.`,
    advice: /^(temporarily_unavailable|server_error)$/.test(error)
      ? 'Visma Connect says that this passes: try again in a few minutes.'
      : `Compare the application’s settings in ${PORTAL} with what this application asks for.`,
  });
}

/** A request for an API alone, without identity, goes through where only OpenID Connect is off. */
async function whyRefused({ redirectUri, config }: ConfigInspection, sees: Sees): Promise<Finding> {
  const ofApi = config.scopes.find((scope) => scope.includes(':'));
  if (ofApi !== undefined && (await sees([ofApi])) === 'accepted') {
    return diagnose('openid_off', {
      reason: 'The application may ask for APIs, and not for openid.',
      advice: `Switch on OpenID Connect for the application in ${PORTAL}.`,
    });
  }
  return diagnose('redirect_unregistered', {
    about: 'BASE_URL',
    reason: `${redirectUri} is not registered: people would end on an error page of Visma Connect.`,
    advice: `Register exactly this address (scheme, letter case, port, path) under Redirect URIs in ${PORTAL}; it counts after a minute or two.`,
  });
}

/** Honoured only with the ID token of a sign-in, so no harmless request can tell. */
function otherAddresses({ config, isSandbox }: ConfigInspection): Finding {
  const { baseUrl } = config.server;
  const paths = ['/signed-out', '/frontchannel-logout', '/backchannel-logout', '/initiate-login'];
  const where = isSandbox ? 'the sandbox registers them itself' : `compare them by hand in ${PORTAL}`;
  return skip(
    'addresses',
    `the others show in a sign-in only; ${where}: ${paths.map((path) => baseUrl + path).join(' ')}`,
  );
}

function formOf({ env, config, isSandbox, issuer }: ConfigInspection): Finding[] {
  const { baseUrl } = config.server;
  const written = (env.BASE_URL ?? '').replace(/\/$/, '');
  const isRewritten = written !== '' && written !== baseUrl && URL.canParse(written);
  const isLocal = !isSandbox && isLoopback(baseUrl) && issuer !== undefined && !isLoopback(issuer);
  return [
    isRewritten &&
      diagnose('address_rewritten', {
        about: 'BASE_URL',
        reason: `It is written ${written} and sent as ${baseUrl}: Visma Connect compares to the letter.`,
        advice: `Write ${baseUrl}, and register the addresses so.`,
      }),
    isLocal &&
      diagnose('address_local', {
        about: 'BASE_URL',
        reason: `${baseUrl} is this machine alone, and Visma’s documents disagree on whether it can be registered.`,
        advice:
          'While developing, a name of your own such as app.local with https works in any case. Before going live, set the public address.',
      }),
  ].filter((finding) => finding !== false);
}
