import { toAttachment, toAttribute, toIdAndName } from '../parts/commonParts.ts';
import { day, flag, list, moment, named, neededText, number, object, text, type Fields } from '../../transport/wire.ts';
import {
  toCostStatistics,
  toCrossReference,
  toIntrastat,
  toItemAccounts,
  toItemSupplier,
  toPackaging,
  toSalesCategory,
  toStockLine,
  toUnitConversion,
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

/**
 * An inventory item. Whatever the API left out or sent as null is undefined; a section of a list row also when it was
 * not asked for. `status` and `type` are among ITEM_STATUSES and ITEM_TYPES, or newer. Moments are ISO text in UTC, days
 * `2026-01-31`.
 */
export type InventoryItem = ReturnType<typeof toItem>;

/** The stock of an item in one warehouse. */
export type StockLine = ReturnType<typeof toStockLine>;
/** Another number of an item: a barcode, or the number that a customer or supplier gives it. */
export type CrossReference = ReturnType<typeof toCrossReference>;
/** How one unit of an item follows from another. */
export type UnitConversion = ReturnType<typeof toUnitConversion>;
/** A supplier of an item, with the terms. */
export type ItemSupplier = ReturnType<typeof toItemSupplier>;
export type ItemAccounts = ReturnType<typeof toItemAccounts>;
export type Attachment = ReturnType<typeof toAttachment>;
export type AttributeValue = ReturnType<typeof toAttribute>;
export type SalesCategory = ReturnType<typeof toSalesCategory>;

/** InventoryDto of the ERP API. Only the number must be there. */
export function toItem(from: Fields) {
  return {
    inventoryId: number(from, 'inventoryId'),
    inventoryNumber: neededText(from, 'inventoryNumber'),
    description: text(from, 'description'),
    /** A longer description, HTML with the ERP: text from outside, never to be shown as HTML. */
    body: text(from, 'body'),
    note: text(from, 'note'),
    status: text(from, 'status'),
    type: text(from, 'type'),
    itemClass: object(from, 'itemClass', toItemClassReference),
    postingClass: named(from, 'postingClass'),
    vatCode: named(from, 'vatCode'),
    lotSerialClass: named(from, 'lotSerialClass'),
    /** The code of UNSPSC, 8 digits. */
    unspsc: text(from, 'unspsc'),
    priceClass: named(from, 'priceClass'),
    priceManager: object(from, 'priceManager', toIdAndName),
    defaultPrice: number(from, 'defaultPrice'),
    recommendedPrice: number(from, 'recommendedPrice'),
    currentCost: number(from, 'currentCost'),
    /** The day from which the current cost counts. */
    effectiveDate: day(from, 'effectiveDate'),
    lastCost: number(from, 'lastCost'),
    pendingCost: number(from, 'pendingCost'),
    /** The day from which the pending cost counts. */
    pendingCostDate: day(from, 'pendingCostDate'),
    costStatistics: object(from, 'costPriceStatistics', toCostStatistics),
    baseUnit: text(from, 'baseUnit'),
    salesUnit: text(from, 'salesUnit'),
    purchaseUnit: text(from, 'purchaseUnit'),
    unitConversions: list(from, 'inventoryUnits', toUnitConversion),
    stockItem: flag(from, 'stockItem'),
    kitItem: flag(from, 'kitItem'),
    stock: list(from, 'warehouseDetails', toStockLine),
    defaultWarehouse: named(from, 'defaultWarehouse'),
    defaultIssueFrom: named(from, 'defaultIssueFrom'),
    defaultReceiptTo: named(from, 'defaultReceiptTo'),
    crossReferences: list(from, 'crossReferences', toCrossReference),
    suppliers: list(from, 'supplierDetails', toItemSupplier),
    attributes: list(from, 'attributes', toAttribute),
    attachments: list(from, 'attachments', toAttachment),
    salesCategories: list(from, 'salesCategories', toSalesCategory),
    accounts: object(from, 'accountInformation', toItemAccounts),
    packaging: object(from, 'packaging', toPackaging),
    intrastat: object(from, 'intrastat', toIntrastat),
    lastModified: moment(from, 'lastModifiedDateTime'),
    /** Changes at every write. Inventory has no If-Match to send it with. */
    version: text(from, 'timestamp'),
  };
}

function toItemClassReference(from: Fields) {
  return { type: text(from, 'type'), id: text(from, 'id'), description: text(from, 'description') };
}
