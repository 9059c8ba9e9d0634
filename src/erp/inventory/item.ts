import { z } from 'zod';
import { day, flag, moment, named, number, text } from '../wire.ts';
import {
  accountInformation,
  crossReference,
  stockLine,
  unitConversion,
  itemSupplier,
  packaging,
  costStatistics,
} from './itemSections.ts';

/** Values of `status` that the API documents; it may send others. Unknown can be read, not set. */
export const ITEM_STATUSES = [
  'Active',
  'NoSales',
  'NoPurchases',
  'NoRequest',
  'Inactive',
  'MarkedForDeletion',
  'Unknown',
] as const;

/** Values of `type` that the API documents; it may send others. */
export const ITEM_TYPES = [
  'NonStockItem',
  'LaborItem',
  'ServiceItem',
  'ChargeItem',
  'ExpenseItem',
  'FinishedGoodItem',
  'ComponentPartItem',
  'SubassemblyItem',
] as const;

/** Values of a cross reference's `alternateType` that the API documents. */
export const ALTERNATE_TYPES = ['CPN', 'VPN', 'Global', 'Barcode'] as const;

export type ItemStatus = (typeof ITEM_STATUSES)[number];
export type ItemType = (typeof ITEM_TYPES)[number];
export type AlternateType = (typeof ALTERNATE_TYPES)[number];

const wireItem = z.object({
  inventoryId: number,
  inventoryNumber: z.string(),
  description: text,
  /** A longer description, HTML with the ERP: text from outside, never to be shown as HTML. */
  body: text,
  note: text,
  status: text,
  type: text,
  itemClass: z.object({ type: text, id: text, description: text }).optional(),
  postingClass: named,
  vatCode: named,
  lotSerialClass: named,
  priceClass: named,
  priceManager: z.object({ id: text, name: text }).optional(),
  defaultPrice: number,
  recommendedPrice: number,
  currentCost: number,
  /** The day from which the current cost counts. */
  effectiveDate: day,
  lastCost: number,
  pendingCost: number,
  /** The day from which the pending cost counts. */
  pendingCostDate: day,
  costPriceStatistics: costStatistics.optional(),
  baseUnit: text,
  salesUnit: text,
  purchaseUnit: text,
  inventoryUnits: z.array(unitConversion).optional(),
  stockItem: flag,
  kitItem: flag,
  warehouseDetails: z.array(stockLine).optional(),
  defaultWarehouse: named,
  defaultIssueFrom: named,
  defaultReceiptTo: named,
  crossReferences: z.array(crossReference).optional(),
  supplierDetails: z.array(itemSupplier).optional(),
  attributes: z.array(z.object({ id: text, value: text, description: text })).optional(),
  attachments: z.array(z.object({ name: text, id: text, revision: number })).optional(),
  salesCategories: z.array(z.object({ categoryId: number, description: text })).optional(),
  accountInformation: accountInformation.optional(),
  packaging: packaging.optional(),
  intrastat: z.object({ cN8: text, countryOfOrigin: text, supplementaryMeasureUnit: text }).optional(),
  lastModifiedDateTime: moment,
  timestamp: text,
});

/** InventoryDto of the ERP API. Only the number must be there. */
export const itemSchema = wireItem.transform(toItem);

/**
 * An inventory item. Whatever the API left out or sent as null is undefined; a section of a list row also when it was
 * not asked for. `status` and `type` are among ITEM_STATUSES and ITEM_TYPES, or newer. Moments are ISO text in UTC, days
 * `2026-01-31`.
 */
export type InventoryItem = z.output<typeof itemSchema>;

/** The stock of an item in one warehouse. */
export type StockLine = z.output<typeof stockLine>;
/** Another number of an item: a barcode, or the number that a customer or supplier gives it. */
export type CrossReference = z.output<typeof crossReference>;
/** How one unit of an item follows from another. */
export type UnitConversion = z.output<typeof unitConversion>;
/** A supplier of an item, with the terms. */
export type ItemSupplier = z.output<typeof itemSupplier>;
export type ItemAccounts = z.output<typeof accountInformation>;
export type Attachment = NonNullable<WireItem['attachments']>[number];
export type AttributeValue = NonNullable<WireItem['attributes']>[number];
export type SalesCategory = NonNullable<WireItem['salesCategories']>[number];

type WireItem = z.output<typeof wireItem>;

// Field by field: with rest and spread, reading a long list takes twice the time.
function toItem(item: WireItem) {
  return {
    inventoryId: item.inventoryId,
    inventoryNumber: item.inventoryNumber,
    description: item.description,
    body: item.body,
    note: item.note,
    status: item.status,
    type: item.type,
    itemClass: item.itemClass,
    postingClass: item.postingClass,
    vatCode: item.vatCode,
    lotSerialClass: item.lotSerialClass,
    priceClass: item.priceClass,
    priceManager: item.priceManager,
    defaultPrice: item.defaultPrice,
    recommendedPrice: item.recommendedPrice,
    currentCost: item.currentCost,
    effectiveDate: item.effectiveDate,
    lastCost: item.lastCost,
    pendingCost: item.pendingCost,
    pendingCostDate: item.pendingCostDate,
    costStatistics: item.costPriceStatistics,
    baseUnit: item.baseUnit,
    salesUnit: item.salesUnit,
    purchaseUnit: item.purchaseUnit,
    unitConversions: item.inventoryUnits,
    stockItem: item.stockItem,
    kitItem: item.kitItem,
    stock: item.warehouseDetails,
    defaultWarehouse: item.defaultWarehouse,
    defaultIssueFrom: item.defaultIssueFrom,
    defaultReceiptTo: item.defaultReceiptTo,
    crossReferences: item.crossReferences,
    suppliers: item.supplierDetails,
    attributes: item.attributes,
    attachments: item.attachments,
    salesCategories: item.salesCategories,
    accounts: item.accountInformation,
    packaging: item.packaging,
    intrastat: item.intrastat,
    lastModified: item.lastModifiedDateTime,
    /** Changes at every write. Inventory has no If-Match to send it with. */
    version: item.timestamp,
  };
}
