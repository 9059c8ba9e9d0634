import type { PersonSession } from '../../connections/personSession.ts';
import type { Claims } from '../../oidc/jwt.ts';
import { tenantsListed } from '../../oidc/tenant.ts';
import { companyHomePath } from '../../web/addresses/companyPath.ts';
import { loginPath } from '../../web/addresses/loginPath.ts';

/** The person's companies that this session has not connected. */
export interface OtherCompanies {
  /** By name; those that fit the search, the first of them. */
  readonly rows: readonly OtherCompany[];
  /** How many fit the search. */
  readonly found: number;
  readonly search: string;
  /** Whether there are so many that one searches. */
  readonly isSearchable: boolean;
}

export interface OtherCompany {
  readonly tenantId: string;
  readonly name: string;
  readonly signInHref: string;
}

const SEARCHABLE_FROM = 10;
const MOST_ROWS = 50;
const BY_NAME = new Intl.Collator('en', { numeric: true });

/** What userinfo listed at the sign-ins of this session, without what is connected. Pure. */
export function otherCompanies(
  { companies }: Pick<PersonSession, 'companies'>,
  userinfos: readonly (Claims | undefined)[],
  search = '',
): OtherCompanies {
  const listed = new Map(userinfos.flatMap(tenantsListed).map(({ tenantId, name }) => [tenantId, name]));
  const others = [...listed].filter(([tenantId]) => !Object.hasOwn(companies, tenantId));
  const wanted = search.toLowerCase();
  const found = others.filter(([tenantId, name]) => name.toLowerCase().includes(wanted) || tenantId === search);
  const rows = found
    .toSorted(([, one], [, other]) => BY_NAME.compare(one, other))
    .slice(0, MOST_ROWS)
    .map(([tenantId, name]) => ({ tenantId, name, signInHref: signInHref(tenantId) }));
  return { rows, found: found.length, search, isSearchable: others.length >= SEARCHABLE_FROM };
}

function signInHref(tenantId: string): string {
  return loginPath({ tenantId, returnTo: companyHomePath(tenantId), isOneMore: true });
}
