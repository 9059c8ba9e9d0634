import type { ConnectedCompany, PersonSession } from '../connections/personSession.ts';
import { companyPath, companyPlace, SECTIONS } from './companyPath.ts';

/** Where one can go from a page, and where one is. */
export interface Navigation {
  readonly links: readonly NavigationLink[];
  /** The company that the page is about; undefined when the session has not connected it. */
  readonly company: CompanyLink | undefined;
  /** All connected companies, by name: each leads to the same kind of page of that company. */
  readonly companies: readonly CompanyLink[];
}

export interface NavigationLink {
  readonly label: string;
  readonly href: string;
  /** For `aria-current`: the page itself, a page below it, or neither. */
  readonly current: 'page' | 'true' | undefined;
}

export interface CompanyLink {
  readonly tenantId: string;
  readonly name: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/**
 * The navigation of a signed-in person's page. A page under `/companies/:tenant` is about that company and no other;
 * pages elsewhere are about the company looked at last. Pure.
 */
export function navigationOf(
  path: string,
  { companies, currentTenantId }: Pick<PersonSession, 'companies' | 'currentTenantId'>,
  { protocolView }: { readonly protocolView: boolean },
): Navigation {
  const place = companyPlace(path);
  const tenantId = place?.tenantId ?? currentTenantId;
  const links = Object.values(companies)
    .map((company) => companyLink(company, place?.section ?? 'inventory', tenantId))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const company = links.find(({ isCurrent }) => isCurrent);
  return { links: navigationLinks(path, company?.tenantId, protocolView), company, companies: links };
}

function companyLink(
  { tenantId, name }: ConnectedCompany,
  section: Parameters<typeof companyPath>[1],
  currentTenantId: string,
): CompanyLink {
  return { tenantId, name, href: companyPath(tenantId, section), isCurrent: tenantId === currentTenantId };
}

function navigationLinks(path: string, tenantId: string | undefined, protocolView: boolean): NavigationLink[] {
  const sections =
    tenantId === undefined
      ? []
      : SECTIONS.map(({ section, label }) => ({ label, href: companyPath(tenantId, section) }));
  const others = [
    { label: 'Companies', href: '/companies' },
    { label: 'Account', href: '/account' },
    ...(protocolView ? [{ label: 'Protocol', href: '/protocol' }] : []),
  ];
  return [...sections, ...others].map((link) => ({ ...link, current: currentMark(path, link.href) }));
}

function currentMark(path: string, href: string): NavigationLink['current'] {
  if (path === href) return 'page';
  // A company's pages stand below /companies only in the address.
  return href !== '/companies' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
