import type { InventoryItem } from './item.ts';
import type { ItemSection } from './query.ts';
import { columns, sumOf } from '../column.ts';

/** What a list of items must bring for these columns. */
export const ITEM_COLUMN_SECTIONS: readonly ItemSection[] = ['stock'];

/** An exported item. Quantities are the sums over all warehouses. */
export const ITEM_COLUMNS = columns<InventoryItem>({
  inventoryNumber: ({ inventoryNumber }) => inventoryNumber,
  description: ({ description }) => description,
  status: ({ status }) => status,
  type: ({ type }) => type,
  itemClass: ({ itemClass }) => itemClass?.id,
  itemClassDescription: ({ itemClass }) => itemClass?.description,
  postingClass: ({ postingClass }) => postingClass?.id,
  vatCode: ({ vatCode }) => vatCode?.id,
  baseUnit: ({ baseUnit }) => baseUnit,
  salesUnit: ({ salesUnit }) => salesUnit,
  purchaseUnit: ({ purchaseUnit }) => purchaseUnit,
  defaultPrice: ({ defaultPrice }) => defaultPrice,
  recommendedPrice: ({ recommendedPrice }) => recommendedPrice,
  currentCost: ({ currentCost }) => currentCost,
  lastCost: ({ lastCost }) => lastCost,
  pendingCost: ({ pendingCost }) => pendingCost,
  pendingCostDate: ({ pendingCostDate }) => pendingCostDate,
  quantityOnHand: ({ stock }) => sumOf(stock?.map(({ onHand }) => onHand)),
  quantityAvailable: ({ stock }) => sumOf(stock?.map(({ available }) => available)),
  defaultWarehouse: ({ defaultWarehouse }) => defaultWarehouse?.id,
  stockItem: ({ stockItem }) => stockItem,
  kitItem: ({ kitItem }) => kitItem,
  inventoryId: ({ inventoryId }) => inventoryId,
  lastModified: ({ lastModified }) => lastModified,
});
