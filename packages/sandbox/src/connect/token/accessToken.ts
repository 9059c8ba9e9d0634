import { SignJWT } from 'jose';
import { z } from 'zod';
import type { AccessTokenClaims } from '../../world/accessTokenClaims.ts';
import { apiOfScope, type Api } from '../../world/apis.ts';
import type { SignIn } from '../../world/signIns.ts';
import type { World } from '../connectWorld.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { verifiedClaims } from '../keys/verifiedClaims.ts';
import { asClaim } from './asClaim.ts';

/** What an access token is made of. */
export interface AccessTokenOf {
  /** What the token was issued as: the holder of the JWT can be mapped back, and it is of no use by itself. */
  readonly jti: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly tenantId: string | null;
  readonly lifetimeSeconds: number;
  /** Absent in service tokens, which have neither sub nor auth_time. */
  readonly signIn?: SignIn | undefined;
  /** By how much the clock that stamps it is wrong. */
  readonly skewSeconds?: number | undefined;
}

/**
 * Signs an access token in Connect's form.
 * @see https://docs.connect.visma.com/docs/access-token
 */
export async function signAccessToken(deps: ConnectDeps, token: AccessTokenOf): Promise<string> {
  const { world, faults, issuer } = deps;
  const { jti, clientId, scopes, signIn } = token;
  if (faults.take('access_token_opaque', clientId)) return `opaque-${jti}`;
  const now = world.clock.seconds() + (token.skewSeconds ?? 0);
  const expired = faults.take('access_token_expired', clientId);
  const { kid, key } = await world.keys.signing();
  const tenantId = tenantAfterFaults(deps, clientId, tenantIdOf(world, token));
  const claims = {
    iss: issuer,
    nbf: now,
    iat: now,
    exp: expired ? now - 1 : now + token.lifetimeSeconds,
    ...audienceOf(world, issuer, scopes),
    scope: scopes,
    client_id: clientId,
    ...(signIn ? claimsOfPerson(signIn) : {}),
    ...(tenantId === null ? {} : { tenant_id: tenantId }),
    jti,
  };
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' }).sign(key);
}

function tenantAfterFaults({ world, faults }: ConnectDeps, clientId: string, tenantId: string | null): string | null {
  if (faults.take('access_token_without_tenant', clientId)) return null;
  const wantsCustomer = faults.take('access_token_customer_tenant', clientId);
  return wantsCustomer ? (world.tenants.find(tenantId ?? '')?.parentId ?? tenantId) : tenantId;
}

function claimsOfPerson({ personId, authTime, sid }: SignIn) {
  return { amr: ['pwd'], sub: personId, auth_time: authTime, idp: 'Visma Connect', sid };
}

// Guess: documents disagree on whether tenant_id needs the scope tenants.
function tenantIdOf({ settings }: World, { tenantId, scopes, signIn }: AccessTokenOf): string | null {
  const isLeftOut = signIn && settings.current().tenantIdNeedsTenantsScope && !scopes.includes('tenants');
  return isLeftOut ? null : tenantId;
}

/** The APIs that the scopes belong to; a token for no API has no audience. */
function audienceOf({ settings }: World, issuer: string, scopes: readonly string[]): { aud?: string | string[] } {
  const { accessTokenAudience: setting, singleClaims } = settings.current();
  const apis = scopes.map(apiOfScope).filter((api) => api !== undefined);
  const isSandbox = setting === null || setting === 'sandbox';
  const list = Array.isArray(setting)
    ? setting
    : apis.map((api) =>
        isSandbox
          ? `${issuer}${audiencePath(api)}`
          : `${REAL_ORIGINS[audiencePath(api)] ?? issuer}${audiencePath(api)}`,
      );
  const aud = asClaim([...new Set(list)], singleClaims);
  return aud === undefined ? {} : { aud };
}

/** The ERP APIs share the audience that the portal shows as their "API Base URL", where nothing else answers. */
function audiencePath({ id, audiencePath: path }: Api): string {
  return id.startsWith('vismanet_erp_') ? '/erp/service' : path;
}

// Guess: that of the Sales Order API is not documented.
const REAL_ORIGINS: Readonly<Record<string, string>> = {
  '/erp/service': 'https://api.finance.visma.net',
  '/api/v3': 'https://salesorder.visma.net',
};

const CLAIMS_SCHEMA = z.object({
  iss: z.string(),
  aud: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((aud) => [aud].flat()),
  client_id: z.string(),
  sub: z.string().optional(),
  scope: z.array(z.string()),
  tenant_id: z.string().optional(),
  sid: z.string().optional(),
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
});

export type VerifiedToken = z.infer<typeof CLAIMS_SCHEMA>;

/** Checks signature, issuer, form and expiry of an access token, on the sandbox clock, and that its grant stands. */
export async function verifyAccessToken(
  deps: ConnectDeps,
  token: string,
): Promise<VerifiedToken | 'invalid' | 'expired'> {
  const { data: claims } = CLAIMS_SCHEMA.safeParse(await verifiedClaims(deps, token, 'at+jwt'));
  if (claims?.iss !== deps.issuer) return 'invalid';
  if (claims.exp <= deps.world.clock.seconds()) return 'expired';
  return isWithdrawn(deps.world, claims) ? 'invalid' : claims;
}

/** Whether an access token that this issuer signed was neither revoked nor ended with its sign-in. */
export function isUnrevoked({ accessTokens, signIns }: World, jti: string): boolean {
  const issued = accessTokens.find(jti);
  return issued !== undefined && (issued.grantId === null || signIns.alive(issued.grantId) !== undefined);
}

/** The same for the APIs, which know nothing of revocation: a JWT is good until it expires. */
export function checkToken(deps: ConnectDeps, token: string): Promise<AccessTokenClaims | 'invalid' | 'expired'> {
  return verifyAccessToken(deps, token);
}

// Guess: not documented whether a withdrawal in the App Store ends tokens that were issued before.
function isWithdrawn(
  { settings, tenantGrants }: World,
  { sub, client_id: clientId, tenant_id: tenantId, scope }: VerifiedToken,
): boolean {
  if (sub !== undefined || tenantId === undefined || !settings.current().withdrawalEndsTokens) return false;
  const granted = tenantGrants.grantedScopes(clientId, tenantId);
  return scope.some((one) => !granted.includes(one));
}
