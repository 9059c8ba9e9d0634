import { recordResource } from '../../api/resource.ts';
import { classRoutes } from '../partners/classRoutes.ts';
import { customerRecord } from './customerRecord.ts';
import { customerRoutes } from './customerRoutes.ts';
import { customerWriteRoutes } from './customerWriteRoutes.ts';
import { seedCustomers } from './seedCustomers.ts';

export const customers = recordResource({
  name: 'customer',
  record: customerRecord,
  seed: seedCustomers,
  routes: (table) => [
    ...classRoutes('/customer/customerClass', ({ customerClasses }) => customerClasses),
    ...customerRoutes(table),
    ...customerWriteRoutes(table),
  ],
});
