import type { SignInResult } from '../oidc/exchange.ts';
import { tenantsListed } from '../oidc/tenant.ts';
import type { Person } from './personSession.ts';

/** The longest tag of a registered language has 35 characters (RFC 5646 §4.4.1). */
const MAX_LOCALE = 35;

/** What a menu holds: it is on every page, and so in every session. */
const MOST_TENANTS = 9;
const LONGEST_NAME = 100;

/** Who signed in: identified by issuer and sub; the name is for the eyes, from userinfo, else from the ID token. */
export function personOf(issuer: string, { sub, idTokenClaims, userinfo }: SignInResult): Person {
  const claim = (name: string) => text(userinfo?.[name]) ?? text(idTokenClaims[name]);
  const parts = [claim('given_name'), claim('family_name')].filter((part) => part !== undefined).join(' ');
  const email = claim('email');
  const name = claim('name') ?? text(parts) ?? email ?? sub;
  return { issuer, sub, name, email, locale: claim('locale')?.slice(0, MAX_LOCALE), tenants: fewTenants(userinfo) };
}

function fewTenants(userinfo: SignInResult['userinfo']): Person['tenants'] {
  const tenants = tenantsListed(userinfo);
  if (tenants.length > MOST_TENANTS) return undefined;
  return tenants.map(({ tenantId, name }) => ({ tenantId, name: name.slice(0, LONGEST_NAME) }));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
