import { Router } from 'express';
import { customerForm, type CustomerFormApi } from './customerForm.ts';
import { customerPage, type CustomerPageDeps } from './customerPage.ts';
import { customersPage, type CustomersPageDeps } from './customersPage.ts';
import { companyForm } from './forms/companyForm.ts';
import type { FormDeps } from './forms/formFilling.ts';
import { inventoryItemPage, type InventoryItemPageDeps } from './inventoryItemPage.ts';
import { inventoryPage, type InventoryPageDeps } from './inventoryPage.ts';
import { invoicePage, type InvoicePageDeps } from './invoicePage.ts';
import { invoicesPage, type InvoicesPageDeps } from './invoicesPage.ts';
import { itemForm, type ItemFormApi } from './itemForm.ts';
import { salesOrderPage, type SalesOrderPageDeps } from './salesOrderPage.ts';
import { salesOrdersPage, type SalesOrdersPageDeps } from './salesOrdersPage.ts';
import { supplierPage, type SupplierPageDeps } from './supplierPage.ts';
import { suppliersPage, type SuppliersPageDeps } from './suppliersPage.ts';

export type ErpPagesDeps = InventoryPageDeps &
  InventoryItemPageDeps &
  CustomersPageDeps &
  CustomerPageDeps &
  SuppliersPageDeps &
  SupplierPageDeps &
  InvoicesPageDeps &
  InvoicePageDeps &
  SalesOrdersPageDeps &
  SalesOrderPageDeps &
  FormDeps & { readonly inventory: ItemFormApi; readonly customers: CustomerFormApi };

/** What a company has in the ERP: the list of each resource, its forms, then its single things. */
export function erpPages(deps: ErpPagesDeps): Router {
  const router = Router();
  router.use(inventoryPage(deps));
  router.use(companyForm(itemForm(deps.inventory), deps));
  router.use(inventoryItemPage(deps));
  router.use(customersPage(deps));
  router.use(companyForm(customerForm(deps.customers), deps));
  router.use(customerPage(deps));
  router.use(suppliersPage(deps));
  router.use(supplierPage(deps));
  router.use(invoicesPage(deps));
  router.use(invoicePage(deps));
  router.use(salesOrdersPage(deps));
  router.use(salesOrderPage(deps));
  return router;
}
