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
  const known = tenantsIn(userinfo);
  const tenantId =
    text(decode(accessToken)?.claims.tenant_id) ?? text(idTokenClaims.tenant_id) ?? text(userinfo?.tenant_id);
  if (tenantId === undefined) return undefined;
  return { tenantId, name: known.find(({ id }) => id === tenantId)?.name ?? tenantId };
}

/** Whether userinfo lists the person's companies, and there is none. */
export function hasNoTenants(userinfo: Claims | undefined): boolean {
  return userinfo?.tenants !== undefined && tenantsIn(userinfo).length === 0;
}

const tenantEntry = z
  .looseObject({ id: z.string().optional(), tenant_id: z.string().optional(), name: z.string().optional() })
  .transform(({ id, tenant_id: tenantId, name }) => ({ id: id ?? tenantId, name }));

// Guess: that the claim exists is documented, the names of its fields are not; both spellings are read.
const tenantEntries = z.array(tenantEntry.or(z.string().transform((id) => ({ id, name: undefined }))));

/** The claim may come as JSON or as JSON in a text; anything else counts as none. */
function tenantsIn(userinfo: Claims | undefined): { id: string | undefined; name: string | undefined }[] {
  const claim = userinfo?.tenants;
  const parsed = tenantEntries.safeParse(typeof claim === 'string' ? parseJson(claim) : claim);
  return parsed.success ? parsed.data : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
