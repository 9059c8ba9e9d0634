import type { Resource } from '../../api/resource.ts';
import { customers } from '../customers/resource.ts';
import { suppliers } from '../suppliers/resource.ts';
import { inventoryRoutes } from './inventoryRoutes.ts';
import { inventoryWriteRoutes } from './inventoryWriteRoutes.ts';
import { itemStorage } from './itemStorage.ts';
import type { ItemTable } from './itemTable.ts';

export const inventory: Resource<ItemTable> = {
  storage: itemStorage,
  routes: (source) => {
    const items = itemStorage.table(source);
    return [
      ...inventoryRoutes(items),
      ...inventoryWriteRoutes({
        items,
        customers: customers.storage.table(source),
        suppliers: suppliers.storage.table(source),
      }),
    ];
  },
};
