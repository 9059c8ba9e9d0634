import { RESOURCE_SLUGS, type ResourceSlug } from 'visma-net-client/resources';
import { AREAS, type MenuEntry } from '../../web/rendering/navigation.ts';
import { customerForm } from './customers/customerForm.ts';
import { customerPage } from './customers/customerPage.ts';
import { customersPage } from './customers/customersPage.ts';
import { companyForm } from './forms/companyForm.ts';
import { inventoryItemPage } from './inventory/inventoryItemPage.ts';
import { inventoryPage } from './inventory/inventoryPage.ts';
import { invoicePage } from './invoices/invoicePage.ts';
import { invoicesPage } from './invoices/invoicesPage.ts';
import { itemForm } from './inventory/itemForm.ts';
import { salesOrderForm } from './salesOrders/salesOrderForm.ts';
import { salesOrderPage } from './salesOrders/salesOrderPage.ts';
import { salesOrdersPage } from './salesOrders/salesOrdersPage.ts';
import { supplierPage } from './suppliers/supplierPage.ts';
import { suppliersPage } from './suppliers/suppliersPage.ts';
import { namesOf } from './resourceNames.ts';
import type { ResourceSection } from './resourceSection.ts';

/**
 * The pages of every resource: routes, menu, and ways back to a list follow from this. One without pages of its own is
 * shared (described/sharedSection.ts); one that is forgotten does not compile.
 */
export const SECTIONS: Readonly<Record<ResourceSlug, ResourceSection>> = {
  inventory: {
    area: 'Stock',
    list: inventoryPage,
    form: (deps) => companyForm(itemForm(deps.inventory), deps),
    detail: inventoryItemPage,
  },
  customers: {
    area: 'Sales',
    list: customersPage,
    form: (deps) => companyForm(customerForm(deps.customers), deps),
    detail: customerPage,
  },
  suppliers: {
    area: 'Purchasing',
    list: suppliersPage,
    detail: supplierPage,
  },
  invoices: { area: 'Sales', list: invoicesPage, detail: invoicePage },
  'sales-orders': {
    area: 'Sales',
    list: salesOrdersPage,
    form: (deps) => companyForm(salesOrderForm(deps.salesOrders), deps),
    detail: salesOrderPage,
  },
};

/** The menu of a company: the lists, area by area. */
export function resourceMenu(): MenuEntry[] {
  const entries = RESOURCE_SLUGS.map((slug) => ({ slug, ...SECTIONS[slug] })).filter(({ list }) => list);
  return AREAS.flatMap((area) => entries.filter((entry) => entry.area === area)).map(toEntry);
}

function toEntry({ slug, area }: ResourceSection & Pick<MenuEntry, 'slug'>): MenuEntry {
  const { menu, title } = namesOf(slug);
  return { slug, area, label: menu, title };
}
