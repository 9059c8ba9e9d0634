import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import { loginPath } from '../addresses/loginPath.ts';
import { companyHomePath, companyPath, companyPlace, type CompanyPlace } from '../addresses/companyPath.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import type { Label } from './dataTable.ts';
import type { ResourceSlug } from 'visma-net-client/resources';

/** The parts of a company's menu, in their order. */
export const AREAS = ['Sales', 'Purchasing', 'Stock', 'Ledger', 'Setup'] as const;

export type Area = (typeof AREAS)[number];

export const AREA_NAMES: Readonly<Record<Area, TextKey>> = {
  Sales: 'layout.areas.sales',
  Purchasing: 'layout.areas.purchasing',
  Stock: 'layout.areas.stock',
  Ledger: 'layout.areas.ledger',
  Setup: 'layout.areas.setup',
};

/** A list in the menu of a company. */
export interface MenuEntry {
  readonly area: Area;
  readonly slug: ResourceSlug;
  readonly label: Label;
  /** Above the list, and in the ways back to it. */
  readonly title: Label;
}

/** What pages there are, the same for everybody. */
export interface Site {
  readonly menu: readonly MenuEntry[];
  /** Whether `/protocol` is there. */
  readonly protocolView: boolean;
}

/** Where one can go from a page, and where one is. */
export interface Navigation {
  /** The lists of the current company. */
  readonly areas: readonly MenuArea[];
  /** What is not of a company. */
  readonly links: readonly NavigationLink[];
  /** The company that the page is about; undefined when the session has not connected it. */
  readonly company: CompanyLink | undefined;
  /** All connected companies, by name: each leads to the same list of that company, or to where it begins. */
  readonly companies: readonly CompanyLink[];
  /** The person's other companies, by name, while they are few: each leads to a sign-in for it. */
  readonly others: readonly Omit<CompanyLink, 'isCurrent'>[];
  /** Where the company begins; the companies, when the page is about none. */
  readonly homeHref: string;
  /** The list that a page below it leads back to; undefined for a page that is of no list. */
  readonly list: { readonly title: Label; readonly href: string } | undefined;
}

export interface NavigationLink {
  readonly label: Label;
  readonly href: string;
  /** For `aria-current`: the page itself, a page below it, or neither. */
  readonly current: 'page' | 'true' | undefined;
}

export interface MenuArea {
  readonly name: TextKey;
  /** Whether the page is of one of its lists. */
  readonly isCurrent: boolean;
  readonly links: readonly NavigationLink[];
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
  { person, companies, currentTenantId }: Pick<PersonSession, 'person' | 'companies' | 'currentTenantId'>,
  site: Site,
): Navigation {
  const place = companyPlace(path);
  const tenantId = place?.tenantId ?? currentTenantId;
  const links = Object.values(companies)
    .map((company) => companyLink(company, place?.slug, tenantId))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const company = links.find(({ isCurrent }) => isCurrent);
  return {
    areas: company ? menuAreas(path, company.tenantId, site) : [],
    links: linksBeside(path, site),
    company,
    companies: links,
    others: otherLinks(person, companies),
    homeHref: company ? companyHomePath(company.tenantId) : '/companies',
    list: place && listOf(place, site),
  };
}

function companyLink(
  { tenantId, name }: ConnectedCompany,
  slug: ResourceSlug | undefined,
  currentTenantId: string,
): CompanyLink {
  const href = slug ? companyPath(tenantId, slug) : companyHomePath(tenantId);
  return { tenantId, name, href, isCurrent: tenantId === currentTenantId };
}

function otherLinks(
  { tenants = [] }: PersonSession['person'],
  companies: PersonSession['companies'],
): Navigation['others'] {
  return tenants
    .filter(({ tenantId }) => !Object.hasOwn(companies, tenantId))
    .map(({ tenantId, name }) => {
      const href = loginPath({ tenantId, returnTo: companyHomePath(tenantId), isOneMore: true });
      return { tenantId, name, href };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function listOf({ tenantId, slug }: CompanyPlace, { menu }: Site): Navigation['list'] {
  const entry = menu.find((one) => one.slug === slug);
  return entry && { title: entry.title, href: companyPath(tenantId, entry.slug) };
}

function menuAreas(path: string, tenantId: string, { menu }: Site): MenuArea[] {
  return AREAS.flatMap((name) => {
    const entries = menu.filter(({ area }) => area === name);
    const links = entries.map(({ slug, label }) => toLink(path, label, companyPath(tenantId, slug)));
    return links.length === 0
      ? []
      : [{ name: AREA_NAMES[name], links, isCurrent: links.some(({ current }) => current !== undefined) }];
  });
}

function linksBeside(path: string, { protocolView }: Site): NavigationLink[] {
  const always = [
    toLink(path, 'layout.links.companies', '/companies'),
    toLink(path, 'layout.links.account', '/account'),
  ];
  return protocolView ? [...always, toLink(path, 'layout.links.protocol', '/protocol')] : always;
}

function toLink(path: string, label: Label, href: string): NavigationLink {
  return { label, href, current: currentMark(path, href) };
}

function currentMark(path: string, href: string): NavigationLink['current'] {
  if (path === href) return 'page';
  // A company's pages stand below /companies only in the address.
  return href !== '/companies' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
