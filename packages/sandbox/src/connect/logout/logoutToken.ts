import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Application } from '../../world/application.ts';
import type { ConnectSession } from '../../world/connectSessions.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import type { ConnectFault } from '../faults/connectFaults.ts';
import { breakSignature } from '../token/idToken.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * A logout token in Connect's form, good for five minutes; broken when told to.
 * @see OpenID Connect Back-Channel Logout 1.0 §2.4; docs.connect.visma.com, single sign-out
 */
export async function signLogoutToken(
  deps: ConnectDeps,
  session: ConnectSession,
  application: Application,
): Promise<string> {
  const { world, faults } = deps;
  const { clientId } = application;
  let claims = claimsOf(deps, session, application);
  for (const [fault, change] of CHANGES) if (faults.take(fault, clientId)) claims = change(claims);
  if (faults.take('back_channel_not_a_jwt', clientId)) return 'this-is-no-jwt';
  if (faults.take('back_channel_alg_none', clientId)) return new UnsecuredJWT(claims).encode();
  const alg = faults.take('back_channel_wrong_alg', clientId) ? 'RS512' : 'RS256';
  const typ = faults.take('back_channel_wrong_typ', clientId) ? 'at+jwt' : 'logout+jwt';
  const { kid, key } = await world.keys.signing(alg);
  const signed = await new SignJWT(claims).setProtectedHeader({ alg, kid, typ }).sign(key);
  return faults.take('back_channel_wrong_signature', clientId) ? breakSignature(signed) : signed;
}

function claimsOf(
  { world, issuer }: ConnectDeps,
  { sid, personId }: ConnectSession,
  { clientId, backChannelSessionRequired }: Application,
): JWTPayload {
  const now = world.clock.seconds();
  return {
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
}

const CHANGES: readonly (readonly [ConnectFault, (claims: JWTPayload) => JWTPayload])[] = [
  ['back_channel_wrong_iss', (claims) => ({ ...claims, iss: 'https://other.example' })],
  ['back_channel_wrong_aud', (claims) => ({ ...claims, aud: 'isv_another_application' })],
  ['back_channel_missing_iat', ({ iat: _iat, ...claims }) => claims],
  ['back_channel_missing_jti', ({ jti: _jti, ...claims }) => claims],
  ['back_channel_expired', (claims) => ({ ...claims, ...anHourEarlier(claims) })],
  ['back_channel_no_event', ({ events: _events, ...claims }) => claims],
  ['back_channel_wrong_event', (claims) => ({ ...claims, events: { 'http://schemas.openid.net/event/other': {} } })],
  ['back_channel_nonce', (claims) => ({ ...claims, nonce: 'a-nonce' })],
  ['back_channel_without_sid', ({ sid: _sid, ...claims }) => claims],
  ['back_channel_without_sub', ({ sub: _sub, ...claims }) => claims],
  ['back_channel_without_sub_and_sid', ({ sub: _sub, sid: _sid, ...claims }) => claims],
  ['back_channel_unknown_sid', ({ sub: _sub, ...claims }) => ({ ...claims, sid: randomUUID() })],
  ['back_channel_unknown_claims', (claims) => ({ ...claims, nobody_knows: 'this claim' })],
];

function anHourEarlier({ iat = 0, nbf = 0, exp = 0 }: JWTPayload): JWTPayload {
  return { iat: iat - 4000, nbf: nbf - 4000, exp: exp - 3900 };
}
