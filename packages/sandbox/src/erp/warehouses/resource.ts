import { factResource } from '../../api/resource.ts';
import { warehouseRoutes } from './warehouseRoutes.ts';

export const warehouses = factResource('warehouse', warehouseRoutes);
