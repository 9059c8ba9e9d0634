import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Application } from '../world/application.ts';
import type { ConnectSession } from '../world/connectSessions.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectFault } from './connectFaults.ts';
import { logoutAddresses } from './logoutAddresses.ts';

/** What an application answered to a logout token. */
export interface Notice {
  clientId: string;
  address: string;
  /** Null: it did not answer. */
  status: number | null;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const TIMEOUT_MS = 3000;

/**
 * Posts a logout token to every application that a session signed in to.
 * @see OpenID Connect Back-Channel Logout 1.0 §2.5; docs.connect.visma.com, single sign-out
 */
export async function sendLogoutTokens(deps: ConnectDeps, session: ConnectSession): Promise<Notice[]> {
  const { world } = deps;
  const sent = session.applications.flatMap(({ clientId, origin }) => {
    const application = world.applications.find(clientId);
    if (!application) return [];
    return logoutAddresses(application.backChannelLogoutUris, origin).map((address) =>
      sendLogoutToken(deps, session, application, address),
    );
  });
  return Promise.all(sent);
}

async function sendLogoutToken(
  deps: ConnectDeps,
  session: ConnectSession,
  application: Application,
  address: string,
): Promise<Notice> {
  const { clientId } = application;
  try {
    const body = new URLSearchParams({ logout_token: await signLogoutToken(deps, session, application) });
    const options = { method: 'POST', body, redirect: 'manual' as const, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await fetch(address, options);
    await response.body?.cancel();
    return { clientId, address, status: response.status };
  } catch (error) {
    deps.log.info({ err: error, clientId }, 'sandbox: an application did not take its logout token');
    return { clientId, address, status: null };
  }
}

const CHANGES: readonly (readonly [ConnectFault, (claims: JWTPayload) => JWTPayload])[] = [
  ['back_channel_wrong_iss', (claims) => ({ ...claims, iss: 'https://other.example' })],
  ['back_channel_wrong_aud', (claims) => ({ ...claims, aud: 'isv_another_application' })],
  ['back_channel_no_event', ({ events: _events, ...claims }) => claims],
  ['back_channel_wrong_event', (claims) => ({ ...claims, events: { 'http://schemas.openid.net/event/other': {} } })],
  ['back_channel_nonce', (claims) => ({ ...claims, nonce: 'a-nonce' })],
  ['back_channel_without_sid', ({ sid: _sid, ...claims }) => claims],
];

/** A logout token in Connect's form, good for five minutes. */
export async function signLogoutToken(
  { world, faults, issuer }: ConnectDeps,
  { sid, personId }: ConnectSession,
  { clientId, backChannelSessionRequired }: Application,
): Promise<string> {
  const now = world.clock.seconds();
  let claims: JWTPayload = {
    iss: issuer,
    sub: personId,
    aud: clientId,
    nbf: now,
    iat: now,
    exp: now + 300,
    jti: randomUUID(),
    ...(backChannelSessionRequired ? { sid } : {}),
    events: { [EVENT]: {} },
  };
  for (const [fault, change] of CHANGES) if (faults.take(fault, clientId)) claims = change(claims);
  if (faults.take('back_channel_alg_none', clientId)) return new UnsecuredJWT(claims).encode();
  const { kid, key } = await world.keys.signing();
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'logout+jwt' }).sign(key);
}
