import { recordResource } from '../../api/resource.ts';
import { classRoutes } from '../partners/classRoutes.ts';
import { seedSuppliers } from './seedSuppliers.ts';
import { supplierRecord } from './supplierRecord.ts';
import { supplierRoutes } from './supplierRoutes.ts';

export const suppliers = recordResource({
  name: 'supplier',
  record: supplierRecord,
  seed: seedSuppliers,
  routes: (table) => [
    ...classRoutes('/supplier/supplierClass', ({ supplierClasses }) => supplierClasses),
    ...supplierRoutes(table),
  ],
});
