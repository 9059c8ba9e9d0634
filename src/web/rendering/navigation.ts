import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import { companyPath, companyPlace, type CompanyPlace, type ResourceSlug } from '../addresses/companyPath.ts';

/** A list in the menu of a company. */
export interface MenuEntry {
  readonly slug: ResourceSlug;
  readonly label: string;
  /** Above the list, and in the ways back to it. */
  readonly title: string;
}

/** What pages there are, the same for everybody. */
export interface Site {
  readonly menu: readonly MenuEntry[];
  /** Whether `/protocol` is there. */
  readonly protocolView: boolean;
}

/** Where one can go from a page, and where one is. */
export interface Navigation {
  readonly links: readonly NavigationLink[];
  /** The company that the page is about; undefined when the session has not connected it. */
  readonly company: CompanyLink | undefined;
  /** All connected companies, by name: each leads to the same kind of page of that company. */
  readonly companies: readonly CompanyLink[];
  /** The list that a page below it leads back to; undefined for a page that is of no list. */
  readonly list: { readonly title: string; readonly href: string } | undefined;
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
  site: Site,
): Navigation {
  const place = companyPlace(path);
  const tenantId = place?.tenantId ?? currentTenantId;
  const links = Object.values(companies)
    .map((company) => companyLink(company, place?.slug ?? 'inventory', tenantId))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const company = links.find(({ isCurrent }) => isCurrent);
  return {
    links: navigationLinks(path, company?.tenantId, site),
    company,
    companies: links,
    list: place && listOf(place, site),
  };
}

function companyLink({ tenantId, name }: ConnectedCompany, slug: ResourceSlug, currentTenantId: string): CompanyLink {
  return { tenantId, name, href: companyPath(tenantId, slug), isCurrent: tenantId === currentTenantId };
}

function listOf({ tenantId, slug }: CompanyPlace, { menu }: Site): Navigation['list'] {
  const entry = menu.find((one) => one.slug === slug);
  return entry && { title: entry.title, href: companyPath(tenantId, entry.slug) };
}

function navigationLinks(path: string, tenantId: string | undefined, { menu, protocolView }: Site): NavigationLink[] {
  const lists =
    tenantId === undefined ? [] : menu.map(({ slug, label }) => ({ label, href: companyPath(tenantId, slug) }));
  const others = [
    { label: 'Companies', href: '/companies' },
    { label: 'Account', href: '/account' },
    ...(protocolView ? [{ label: 'Protocol', href: '/protocol' }] : []),
  ];
  return [...lists, ...others].map((link) => ({ ...link, current: currentMark(path, link.href) }));
}

function currentMark(path: string, href: string): NavigationLink['current'] {
  if (path === href) return 'page';
  // A company's pages stand below /companies only in the address.
  return href !== '/companies' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
