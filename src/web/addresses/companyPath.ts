import { RESOURCE_SLUGS, type ResourceSlug } from 'visma-net-client/resources';

/** What an address under /companies says. */
export interface CompanyPlace {
  readonly tenantId: string;
  /** Undefined for an address that is not of a resource, such as `/companies/1/disconnect`. */
  readonly slug: ResourceSlug | undefined;
}

/** Last steps of addresses that are pages of ours, and so cannot be the number of a record. */
const OWN_STEPS = /^(new|edit|delete|export\.(csv|ndjson))$/i;

/**
 * The address of a company's list of a resource, or of one record in it: `/companies/1/inventory/A%2FB`. A record that
 * is called as one of our own pages gets another spelling: `/companies/1/inventory/%6Eew`.
 */
export function companyPath(tenantId: string, slug: ResourceSlug, ...more: readonly string[]): string {
  return ['/companies', encodeURIComponent(tenantId), slug, ...more.map(encodeStep)].join('/');
}

/** Where a company begins. */
export function companyHomePath(tenantId: string): string {
  return `/companies/${encodeURIComponent(tenantId)}`;
}

/** The page where a record of that resource is made. */
export function newPath(tenantId: string, slug: ResourceSlug): string {
  return `${companyPath(tenantId, slug)}/new`;
}

/** The page where one record is changed, or given up. */
export function changePath(
  action: 'edit' | 'delete',
  tenantId: string,
  slug: ResourceSlug,
  ...id: readonly string[]
): string {
  return `${companyPath(tenantId, slug, ...id)}/${action}`;
}

/** Whether an address (without its query) is that of a form, which is opened and sent under it. */
export function hasFormPage(path: string): boolean {
  return (
    /^\/companies\/[^/]+\/[^/]+\/(new|([^/]+\/)+(edit|delete))$/i.test(path) && companyPlace(path)?.slug !== undefined
  );
}

function encodeStep(step: string): string {
  if (!OWN_STEPS.test(step)) return encodeURIComponent(step);
  return `%${step.charCodeAt(0).toString(16).toUpperCase()}${step.slice(1)}`;
}

/** The company and resource that an address (without its query) is about; undefined when it is not about a company. */
export function companyPlace(path: string): CompanyPlace | undefined {
  const [, encodedTenantId, name] = /^\/companies\/([^/]+)(?:\/([^/]+))?/i.exec(path) ?? [];
  const tenantId = encodedTenantId === undefined ? undefined : decoded(encodedTenantId);
  return tenantId === undefined ? undefined : { tenantId, slug: slugOf(name) };
}

function slugOf(name: string | undefined): ResourceSlug | undefined {
  return RESOURCE_SLUGS.find((slug) => slug === name?.toLowerCase());
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
