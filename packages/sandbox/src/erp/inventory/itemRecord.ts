import { z } from 'zod';

/** InventoryStatusEnum of the API. */
export const ITEM_STATUSES = [
  'Active',
  'NoSales',
  'NoPurchases',
  'NoRequest',
  'Inactive',
  'MarkedForDeletion',
  'Unknown',
] as const;

/** ItemClassTypeEnum of the API. */
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

/** InventoryCrossReferenceAlternateTypeEnum of the API. */
export const ALTERNATE_TYPES = ['CPN', 'VPN', 'Global', 'Barcode'] as const;

/** The accounts of an item, by the field names of the API. */
export const ITEM_ACCOUNTS = [
  'expenseAccrualAccount',
  'inventoryAccount',
  'expenseAccount',
  'cogsAccount',
  'expenseNonTaxableAccount',
  'expenseEuAccount',
  'expenseImportAccount',
  'salesAccount',
  'salesNonTaxableAccount',
  'salesEuAccount',
  'salesExportAccount',
] as const;

export type ItemStatus = (typeof ITEM_STATUSES)[number];
export type ItemType = (typeof ITEM_TYPES)[number];
export type AlternateType = (typeof ALTERNATE_TYPES)[number];
export type ItemAccount = (typeof ITEM_ACCOUNTS)[number];

/** Types that lie on a shelf and have stock. */
export function isStocked(type: ItemType): boolean {
  return type === 'FinishedGoodItem' || type === 'ComponentPartItem' || type === 'SubassemblyItem';
}

/**
 * An inventory item as the sandbox keeps it: what is its own; names of classes and accounts come from the
 * company's book.
 */
export interface ItemRecord {
  id: number;
  number: string;
  description: string;
  body: string | null;
  note: string | null;
  status: ItemStatus;
  type: ItemType;
  itemClass: string;
  postingClass: string;
  vatCode: string;
  lotSerialClass: string;
  defaultPrice: number;
  recommendedPrice: number;
  pendingCost: number;
  pendingCostDate: string | null;
  currentCost: number;
  effectiveDate: string | null;
  cost: { last: number; average: number; min: number; max: number };
  baseUnit: string;
  salesUnit: string;
  purchaseUnit: string;
  perPurchaseUnit: number;
  kitItem: boolean;
  /** Accounts that differ from the posting class. */
  accounts: Partial<Record<ItemAccount, string>>;
  attributes: Record<string, string>;
  stock: StockLine[];
  crossReferences: CrossReference[];
  suppliers: ItemSupplier[];
  attachments: { name: string; id: string; revision: number }[];
  salesCategory: number | null;
  packaging: { weight: number; weightUnit: string | null; volume: number; volumeUnit: string | null };
  intrastat: { cn8: string | null; origin: string | null; unit: string | null };
  priceClass: string | null;
  defaultWarehouse: string | null;
  defaultIssueFrom: string | null;
  defaultReceiptTo: string | null;
  /** Moments as ISO text in UTC with milliseconds. */
  createdAt: string;
  modifiedAt: string;
  stockModifiedAt: string | null;
  attachmentModifiedAt: string | null;
  /** Goes up at every write. */
  version: number;
}

export interface StockLine {
  warehouse: string;
  onHand: number;
  available: number;
  forShipment: number;
  modifiedAt: string;
}

export interface CrossReference {
  type: AlternateType;
  account: { internalId: number; number: string; name: string } | null;
  alternateId: string;
  description: string | null;
  uom: string | null;
}

export interface ItemSupplier {
  active: boolean;
  isDefault: boolean;
  supplierId: string;
  supplierName: string;
  location: string;
  warehouse: string | null;
  purchaseUnit: string;
  supplierItemId: string | null;
  shipmentLeadTime: number;
  leadTime: number;
  minOrderFreq: number;
  minOrderQty: number;
  maxOrderQty: number;
  lotSize: number;
  eoq: number;
  currencyId: string;
  lastPrice: number;
  override: boolean;
}

// Only itemTable.ts writes these texts, so reading one back needs no check of every field.
const storedItem = z.custom<ItemRecord>((value) => typeof value === 'object' && value !== null);

/** Reads an item back from the text it was stored as. */
export function parseItemRecord(text: string): ItemRecord {
  return storedItem.parse(JSON.parse(text));
}
