import type { InventoryItem } from './item.ts';
import type { ItemSection } from './query.ts';
import { columns, sumOf } from '../column.ts';

/** What a list of items must bring for these columns. */
export const ITEM_COLUMN_SECTIONS: readonly ItemSection[] = ['stock'];

/** An exported item. Quantities are the sums over all warehouses. */
export const ITEM_COLUMNS = columns<InventoryItem>({
  inventoryNumber: ['code', ({ inventoryNumber }) => inventoryNumber],
  description: ['text', ({ description }) => description],
  status: ['code', ({ status }) => status],
  type: ['code', ({ type }) => type],
  itemClass: ['code', ({ itemClass }) => itemClass?.id],
  itemClassDescription: ['text', ({ itemClass }) => itemClass?.description],
  postingClass: ['code', ({ postingClass }) => postingClass?.id],
  vatCode: ['code', ({ vatCode }) => vatCode?.id],
  lotSerialClass: ['code', ({ lotSerialClass }) => lotSerialClass?.id],
  unspsc: ['code', ({ unspsc }) => unspsc],
  baseUnit: ['code', ({ baseUnit }) => baseUnit],
  salesUnit: ['code', ({ salesUnit }) => salesUnit],
  purchaseUnit: ['code', ({ purchaseUnit }) => purchaseUnit],
  defaultPrice: ['money', ({ defaultPrice }) => defaultPrice],
  recommendedPrice: ['money', ({ recommendedPrice }) => recommendedPrice],
  currentCost: ['money', ({ currentCost }) => currentCost],
  lastCost: ['money', ({ lastCost, costStatistics }) => costStatistics?.last ?? lastCost],
  // With the section costStatistics.
  averageCost: ['money', ({ costStatistics }) => costStatistics?.average],
  minCost: ['money', ({ costStatistics }) => costStatistics?.min],
  maxCost: ['money', ({ costStatistics }) => costStatistics?.max],
  pendingCost: ['money', ({ pendingCost }) => pendingCost],
  pendingCostDate: ['date', ({ pendingCostDate }) => pendingCostDate],
  quantityOnHand: ['number', ({ stock }) => sumOf(stock?.map(({ onHand }) => onHand))],
  quantityAvailable: ['number', ({ stock }) => sumOf(stock?.map(({ available }) => available))],
  warehouses: ['text', ({ stock }) => stock?.map(({ warehouse }) => warehouse ?? '').join(' ')],
  defaultWarehouse: ['code', ({ defaultWarehouse }) => defaultWarehouse?.id],
  stockItem: ['boolean', ({ stockItem }) => stockItem],
  kitItem: ['boolean', ({ kitItem }) => kitItem],
  inventoryId: ['code', ({ inventoryId }) => inventoryId],
  lastModified: ['moment', ({ lastModified }) => lastModified],
});
