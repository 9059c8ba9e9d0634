import { createHash, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { SignIn } from '../../world/signIns.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import type { ConnectFault } from '../faults/connectFaults.ts';
import { tenantsClaim } from './userClaims.ts';
import { verifiedClaims } from '../keys/verifiedClaims.ts';

/** What an ID token is made for. */
export interface IdTokenOf {
  readonly signIn: SignIn;
  readonly scopes: readonly string[];
  readonly accessToken?: string | undefined;
  /** Hybrid responses carry its hash. */
  readonly code?: string | undefined;
  /** A refreshed token has no nonce (OpenID Connect Core 1.0 §12.2). */
  readonly refreshed?: boolean | undefined;
  /** By how much the clock that stamps it is wrong. */
  readonly skewSeconds?: number | undefined;
}

type Change = (claims: JWTPayload, deps: ConnectDeps) => JWTPayload;

const OTHER_PERSON = '99999999-9999-4999-8999-999999999999';

/**
 * Signs an ID token in Connect's form, and breaks it when told to.
 * @see https://docs.connect.visma.com/docs/tokens
 */
export async function signIdToken(deps: ConnectDeps, token: IdTokenOf): Promise<string> {
  const { world, faults } = deps;
  const { clientId } = token.signIn;
  let claims = claimsOf(deps, token);
  for (const [fault, change] of CHANGES) if (faults.take(fault, clientId)) claims = change(claims, deps);
  for (const [fault, change] of token.refreshed ? REFRESH_CHANGES : [])
    if (faults.take(fault, clientId)) claims = change(claims, deps);
  if (faults.take('id_token_not_a_jwt', clientId)) return 'this-is-no-jwt';
  if (faults.take('id_token_alg_none', clientId)) return new UnsecuredJWT(claims).encode();
  if (faults.take('keys_rotated', clientId)) await rotateKeys(deps);
  const alg = faults.take('id_token_wrong_alg', clientId) ? 'RS512' : 'RS256';
  const { kid, key } = await world.keys.signing(alg);
  const header = { alg, ...(await kidOf(deps, clientId, kid)), typ: 'JWT' };
  const signed = await new SignJWT(claims).setProtectedHeader(header).sign(key);
  return faults.take('id_token_wrong_signature', clientId) ? breakSignature(signed) : signed;
}

async function rotateKeys({ world: { keys } }: ConnectDeps): Promise<void> {
  await keys.step('publish');
  await keys.step('sign');
}

async function kidOf({ world, faults }: ConnectDeps, clientId: string, kid: string): Promise<{ kid?: string }> {
  if (faults.take('id_token_without_kid', clientId)) return {};
  if (faults.take('id_token_without_kid_several_keys', clientId)) {
    if ((await world.keys.all()).length < 2) await world.keys.step('publish');
    return {};
  }
  return { kid: faults.take('id_token_unknown_kid', clientId) ? randomUUID() : kid };
}

function claimsOf(
  { world, issuer }: ConnectDeps,
  { signIn, scopes, accessToken, code, refreshed, skewSeconds = 0 }: IdTokenOf,
): JWTPayload {
  const now = world.clock.seconds() + skewSeconds;
  const settings = world.settings.current();
  return {
    iss: issuer,
    nbf: now,
    iat: now,
    exp: now + settings.idTokenSeconds,
    aud: signIn.clientId,
    amr: ['pwd'],
    ...(signIn.nonce === null || refreshed ? {} : { nonce: signIn.nonce }),
    ...(accessToken === undefined ? {} : { at_hash: halfHash(accessToken) }),
    ...(code === undefined ? {} : { c_hash: halfHash(code) }),
    sid: signIn.sid,
    sub: signIn.personId,
    auth_time: signIn.authTime,
    idp: 'Visma Connect',
    acr: '2',
    llt: signIn.previousSignInAt ?? signIn.authTime,
    ...(settings.tenantIdInIdToken && signIn.tenantId !== null ? { tenant_id: signIn.tenantId } : {}),
    ...(settings.tenantsInIdToken && scopes.includes('tenants')
      ? { tenants: tenantsClaim(world, signIn.personId) }
      : {}),
  };
}

/** The left half of the SHA-256, as at_hash and c_hash want it (OpenID Connect Core 1.0 §3.1.3.6). */
function halfHash(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');
}

const CHANGES: readonly (readonly [ConnectFault, Change])[] = [
  ['id_token_wrong_iss', (claims) => ({ ...claims, iss: 'https://other.example' })],
  ['id_token_wrong_aud', (claims) => ({ ...claims, aud: 'isv_another_application' })],
  ['id_token_wrong_azp', (claims) => ({ ...claims, azp: 'isv_another_application' })],
  ['id_token_wrong_nonce', (claims) => ({ ...claims, nonce: 'another-nonce' })],
  ['id_token_several_aud', (claims) => ({ ...claims, aud: [String(claims.aud), 'isv_another_application'] })],
  ['id_token_missing_nonce', ({ nonce: _nonce, ...claims }) => claims],
  ['id_token_missing_iss', ({ iss: _iss, ...claims }) => claims],
  ['id_token_missing_exp', ({ exp: _exp, ...claims }) => claims],
  ['id_token_missing_sub', ({ sub: _sub, ...claims }) => claims],
  ['id_token_missing_iat', ({ iat: _iat, ...claims }) => claims],
  ['id_token_missing_aud', ({ aud: _aud, ...claims }) => claims],
  ['id_token_missing_sid', ({ sid: _sid, ...claims }) => claims],
  ['id_token_expired', (claims, { world }) => ({ ...claims, exp: world.clock.seconds() - 3600 })],
  ['id_token_from_the_future', (claims, { world }) => moved(claims, world.clock.seconds() + 3600)],
  ['id_token_wrong_at_hash', (claims) => ({ ...claims, at_hash: halfHash('another access token') })],
];

const REFRESH_CHANGES: readonly (readonly [ConnectFault, Change])[] = [
  ['refresh_wrong_sub', (claims) => ({ ...claims, sub: OTHER_PERSON })],
  ['refresh_wrong_iss', (claims) => ({ ...claims, iss: 'https://other.example' })],
];

function moved(claims: JWTPayload, to: number): JWTPayload {
  return { ...claims, iat: to, nbf: to, exp: to + 300 };
}

/** The same token with a signature that is not its own. */
export function breakSignature(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
}

const HINT_SCHEMA = z.object({ iss: z.string(), sub: z.string(), aud: z.string(), sid: z.string().optional() });

export interface IdTokenHint {
  readonly personId: string;
  readonly clientId: string;
  readonly sid: string | undefined;
}

/** Whose ID token this is, and for which application; expired ones count (OpenID Connect RP-Initiated Logout 1.0 §4). */
export async function readIdTokenHint(deps: ConnectDeps, hint: string): Promise<IdTokenHint | undefined> {
  const { data } = HINT_SCHEMA.safeParse(await verifiedClaims(deps, hint, 'JWT'));
  return data?.iss === deps.issuer ? { personId: data.sub, clientId: data.aud, sid: data.sid } : undefined;
}
