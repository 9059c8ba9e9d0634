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

/** The address of a company's section, or of one thing in it: `/companies/1/inventory/A%2FB`. */
export function companyPath(tenantId: string, section: Section, ...more: readonly string[]): string {
  return ['/companies', ...[tenantId, section, ...more].map(encodeURIComponent)].join('/');
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
