import { CUSTOMERS } from './resources/customers/resource.ts';
import { INVENTORY } from './resources/inventory/resource.ts';
import { INVOICES } from './resources/invoices/resource.ts';
import type { ApiPort, ResourceDescription, TenantPort } from './resources/resource.ts';
import { SALES_ORDERS } from './resources/salesOrders/resource.ts';
import { SUPPLIERS } from './resources/suppliers/resource.ts';

/** Every resource of the APIs that this client knows, by the property of the client: its slug in camelCase. */
export const RESOURCES = byName({
  inventory: INVENTORY,
  customers: CUSTOMERS,
  suppliers: SUPPLIERS,
  invoices: INVOICES,
  salesOrders: SALES_ORDERS,
});

type Resources = typeof RESOURCES;

export type ResourceName = keyof Resources;
/** What the command line and addresses call a resource. */
export type ResourceSlug = Resources[ResourceName]['slug'];

export const RESOURCE_NAMES: readonly ResourceName[] = Object.keys(RESOURCES).filter(isName);
export const RESOURCE_SLUGS: readonly ResourceSlug[] = RESOURCE_NAMES.map((name) => RESOURCES[name].slug);

/** The calls of each resource, with a context each. */
export type ResourceApis = { readonly [Name in ResourceName]: ReturnType<Resources[Name]['connect']> };
/** The calls of each resource for one company. */
export type TenantApis = { readonly [Name in ResourceName]: ReturnType<Resources[Name]['forTenant']> };

type Connectors = { readonly [Name in ResourceName]: { readonly connect: (port: ApiPort) => ResourceApis[Name] } };
type Offers = {
  readonly [Name in ResourceName]: { readonly forTenant: (port: ApiPort, tenant: TenantPort) => TenantApis[Name] };
};

export function connectAll(port: ApiPort): ResourceApis {
  const connectors: Connectors = RESOURCES;
  return forEach<ResourceApis>((name) => connectors[name].connect(port));
}

/** @param tenantPort the way to each API on behalf of the company */
export function offerAll(port: ApiPort, tenantPort: (resource: ResourceName) => TenantPort): TenantApis {
  const offers: Offers = RESOURCES;
  return forEach<TenantApis>((name) => offers[name].forTenant(port, tenantPort(name)));
}

/** The resource of that slug, with the type of its rows. */
export function withResource<T>(
  slug: ResourceSlug,
  use: <Row extends object>(description: ResourceDescription<Row>) => T,
): T {
  const name = RESOURCE_NAMES.find((one) => RESOURCES[one].slug === slug) ?? 'inventory';
  return RESOURCES[name].describe(use);
}

function forEach<Made extends Readonly<Record<ResourceName, unknown>>>(
  make: <Name extends ResourceName>(name: Name) => Made[Name],
): Made {
  const made: { -readonly [Name in keyof Made]?: Made[Name] } = {};
  const put = <Name extends ResourceName>(name: Name, value: Made[Name]): void => {
    made[name] = value;
  };
  for (const name of RESOURCE_NAMES) put(name, make(name));
  if (!isWhole<Made>(made)) throw new Error('a resource was left out');
  return made;
}

function isWhole<Made>(made: Partial<Made>): made is Made {
  return RESOURCE_NAMES.every((name) => name in made);
}

function isName(word: string): word is ResourceName {
  return word in RESOURCES;
}

/** Keys that are not the slug in camelCase do not compile. */
function byName<
  Named extends {
    readonly [Name in keyof Named]: Name extends CamelCase<Named[Name]['slug']> ? { readonly slug: string } : never;
  },
>(named: Named): Named {
  return named;
}

type CamelCase<Slug> = Slug extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<CamelCase<Rest>>}` : Slug;
