import { RESOURCE_SLUGS, type ResourceSlug } from 'visma-net-client/resources';
import { AREAS, type MenuEntry } from '../../web/rendering/navigation.ts';
import { customerForm } from './customers/customerForm.ts';
import { customerPage } from './customers/customerPage.ts';
import { CUSTOMER_LIST, customersPage } from './customers/customersPage.ts';
import { companyForm } from './forms/companyForm.ts';
import { inventoryItemPage } from './inventory/inventoryItemPage.ts';
import { INVENTORY_LIST, inventoryPage } from './inventory/inventoryPage.ts';
import { invoicePage } from './invoices/invoicePage.ts';
import { INVOICES_TITLE, invoicesPage } from './invoices/invoicesPage.ts';
import { itemForm } from './inventory/itemForm.ts';
import { salesOrderForm } from './salesOrders/salesOrderForm.ts';
import { salesOrderPage } from './salesOrders/salesOrderPage.ts';
import { SALES_ORDER_LIST, salesOrdersPage } from './salesOrders/salesOrdersPage.ts';
import { supplierPage } from './suppliers/supplierPage.ts';
import { SUPPLIER_LIST, suppliersPage } from './suppliers/suppliersPage.ts';
import type { ResourceSection } from './resourceSection.ts';

/**
 * The pages of every resource: routes, menu, and ways back to a list follow from this. One without pages of its own is
 * shared (described/sharedSection.ts); one that is forgotten does not compile.
 */
export const SECTIONS: Readonly<Record<ResourceSlug, ResourceSection>> = {
  inventory: {
    area: 'Stock',
    label: 'Inventory',
    title: INVENTORY_LIST.title,
    list: inventoryPage,
    form: (deps) => companyForm(itemForm(deps.inventory), deps),
    detail: inventoryItemPage,
  },
  customers: {
    area: 'Sales',
    label: 'Customers',
    title: CUSTOMER_LIST.title,
    list: customersPage,
    form: (deps) => companyForm(customerForm(deps.customers), deps),
    detail: customerPage,
  },
  suppliers: {
    area: 'Purchasing',
    label: 'Suppliers',
    title: SUPPLIER_LIST.title,
    list: suppliersPage,
    detail: supplierPage,
  },
  invoices: { area: 'Sales', label: 'Invoices', title: INVOICES_TITLE, list: invoicesPage, detail: invoicePage },
  'sales-orders': {
    area: 'Sales',
    label: 'Sales orders',
    title: SALES_ORDER_LIST.title,
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

function toEntry({ slug, area, label, title }: ResourceSection & Pick<MenuEntry, 'slug'>): MenuEntry {
  return { slug, area, label, title };
}
