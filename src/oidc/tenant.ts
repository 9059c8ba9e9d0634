import { z } from 'zod';
import { parseJson } from '../parseJson.ts';
import { decode, type Claims } from './jwt.ts';

/** The company that a token is for. */
export interface Tenant {
  /** Opaque; a GUID at Visma today, never checked as one. */
  readonly tenantId: string;
  /** From userinfo's `tenants` where there, else the id. */
  readonly name: string;
}

export interface TenantSources {
  readonly accessToken: string;
  readonly idTokenClaims: Claims;
  readonly userinfo?: Claims | undefined;
}

/**
 * The company a sign-in was for: from the access token, else the ID token, else userinfo; undefined for an
 * application without tenants. Pure.
 * @see https://docs.connect.visma.com/docs/access-token
 */
export function tenantOf({ accessToken, idTokenClaims, userinfo }: TenantSources): Tenant | undefined {
  const known = tenantsIn(userinfo) ?? [];
  const tenantId =
    text(decode(accessToken)?.claims.tenant_id) ?? text(idTokenClaims.tenant_id) ?? text(userinfo?.tenant_id);
  if (tenantId === undefined) return undefined;
  return { tenantId, name: known.find(({ id }) => id === tenantId)?.name ?? tenantId };
}

/** Whether userinfo lists the person's companies, and there is none. What cannot be read is no such list. */
export function hasNoTenants(userinfo: Claims | undefined): boolean {
  return tenantsIn(userinfo)?.length === 0;
}

/** The companies that userinfo lists, by name; none where it lists none, or nothing that can be read. Pure. */
export function tenantsListed(userinfo: Claims | undefined): Tenant[] {
  return (tenantsIn(userinfo) ?? []).map(({ id, name }) => ({ tenantId: id, name: name ?? id }));
}

interface KnownTenant {
  readonly id: string;
  readonly name: string | undefined;
}

const tenantEntry = z.looseObject({
  id: z.string().optional(),
  tenant_id: z.string().optional(),
  name: z.string().optional(),
});

/** Undefined where the claim is absent or cannot be read. */
function tenantsIn(userinfo: Claims | undefined): readonly KnownTenant[] | undefined {
  return readTenants(userinfo?.tenants);
}

/**
 * As IdentityServer, the product behind Visma Connect, writes claims: one value stands alone, several are a list, and each
 * may be JSON in a text.
 */
function readTenants(claim: unknown): readonly KnownTenant[] | undefined {
  if (!Array.isArray(claim)) return readTenant(claim);
  const read = claim.map(readTenant);
  const known = read.flatMap((tenants) => tenants ?? []);
  return claim.length > 0 && known.length === 0 ? undefined : known;
}

// Guess: that the claim exists is documented, the names of its fields are not; both spellings are read.
function readTenant(value: unknown): readonly KnownTenant[] | undefined {
  if (typeof value === 'string') {
    const parsed = parseJson(value);
    if (typeof parsed === 'object' && parsed !== null) return readTenants(parsed);
    return /^[\w.:-]+$/.test(value) ? [{ id: value, name: undefined }] : undefined;
  }
  const { data } = tenantEntry.safeParse(value);
  const id = data?.id ?? data?.tenant_id;
  return id === undefined ? undefined : [{ id, name: data?.name }];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
