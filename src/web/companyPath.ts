/** The sections of a company's pages, as they stand in addresses and in the navigation. */
export const SECTIONS = [
  { section: 'inventory', label: 'Inventory' },
  { section: 'customers', label: 'Customers' },
  { section: 'suppliers', label: 'Suppliers' },
  { section: 'invoices', label: 'Invoices' },
  { section: 'sales-orders', label: 'Sales orders' },
] as const;

export type Section = (typeof SECTIONS)[number]['section'];

/** What an address under /companies says. */
export interface CompanyPlace {
  readonly tenantId: string;
  /** Undefined for an address that is not of a section, such as `/companies/1/disconnect`. */
  readonly section: Section | undefined;
}

/** Last steps of addresses that are pages of ours, and so cannot be the number of a thing. */
const OWN_STEPS = /^(new|edit|delete|export\.(csv|ndjson))$/i;

/**
 * The address of a company's section, or of one thing in it: `/companies/1/inventory/A%2FB`. A thing that is called as
 * one of our own pages gets another spelling: `/companies/1/inventory/%6Eew`.
 */
export function companyPath(tenantId: string, section: Section, ...more: readonly string[]): string {
  return ['/companies', encodeURIComponent(tenantId), section, ...more.map(encodeStep)].join('/');
}

/** The page where a thing of that section is made. */
export function newPath(tenantId: string, section: Section): string {
  return `${companyPath(tenantId, section)}/new`;
}

/** The page where one thing is changed, or given up. */
export function changePath(way: 'edit' | 'delete', tenantId: string, section: Section, number: string): string {
  return `${companyPath(tenantId, section, number)}/${way}`;
}

function encodeStep(step: string): string {
  if (!OWN_STEPS.test(step)) return encodeURIComponent(step);
  return `%${step.charCodeAt(0).toString(16).toUpperCase()}${step.slice(1)}`;
}

/** The company and section that an address (without its query) is about; undefined when it is not about a company. */
export function companyPlace(path: string): CompanyPlace | undefined {
  const [, encodedTenantId, name] = /^\/companies\/([^/]+)(?:\/([^/]+))?/i.exec(path) ?? [];
  const tenantId = encodedTenantId === undefined ? undefined : decoded(encodedTenantId);
  return tenantId === undefined ? undefined : { tenantId, section: sectionNamed(name) };
}

function sectionNamed(name: string | undefined): Section | undefined {
  return SECTIONS.find(({ section }) => section === name?.toLowerCase())?.section;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
