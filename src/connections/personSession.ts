/**
 * What a signed-in browser session holds: who it is and which companies are connected. Tokens are not here; they live
 * in the vault, under each company's connection id.
 */
export interface PersonSession {
  /** Stable name of the session over renewals of its cookie; not a secret, and not the cookie's value. */
  readonly sessionId: string;
  readonly person: Person;
  /** By tenant id. */
  companies: Record<string, ConnectedCompany>;
  /** The company connected or looked at last: where `/inventory` leads. */
  currentTenantId: string;
  /** Epoch seconds; begins the absolute lifetime. */
  readonly startedAt: number;
  /** Browser and system in words, for the list of one's own sessions. */
  readonly device: string;
  /** The address it was started from, shortened: 203.0.113.0, 2001:db8::. */
  readonly address: string;
}

/** Identified by `issuer` and `sub`, never by e-mail. */
export interface Person {
  readonly issuer: string;
  readonly sub: string;
  readonly name: string;
  readonly email?: string | undefined;
  /** The language that userinfo names, as it is written there: `nb-NO`. Offered, never assumed. */
  readonly locale?: string | undefined;
  /** The companies that userinfo names, while they are few enough for a menu; undefined when they are more. */
  readonly tenants?: readonly { readonly tenantId: string; readonly name: string }[] | undefined;
}

export interface ConnectedCompany {
  readonly tenantId: string;
  /** From userinfo's `tenants` where there, else the tenant id. */
  readonly name: string;
  /** Names the vault record that holds the tokens. */
  readonly connectionId: string;
  /** Connect's session id at the sign-in that connected it, where it gave one. */
  readonly sid?: string | undefined;
  /** Granted at that sign-in: what the pages offer goes by them, the API decides. */
  readonly scopes: readonly string[];
  /** Epoch seconds. */
  readonly connectedAt: number;
}

/** The company's id when tokens carry no tenant (not a tenant-enabled application). */
export const NO_TENANT_ID = 'default';
