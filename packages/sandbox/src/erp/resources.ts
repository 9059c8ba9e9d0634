/*
 * The resources of the ERP API, a line each: tables, seeds, their fingerprint and the routes derive from what stands here.
 */
export { background } from './background/resource.ts';
export { customers } from './customers/resource.ts';
export { inventory } from './inventory/resource.ts';
export { invoices } from './invoices/resource.ts';
export { suppliers } from './suppliers/resource.ts';
export { warehouses } from './warehouses/resource.ts';
