import { z } from 'zod';
import { ITEM_TYPES, type ItemType } from '../../dataset/companies/companyDataset.ts';

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

/** InventoryCrossReferenceAlternateTypeEnum of the API. */
export const ALTERNATE_TYPES = ['CPN', 'VPN', 'Global', 'Barcode'] as const;

/** How lots and serial numbers are kept; the list has no address here. */
export const LOT_SERIAL_CLASSES = [
  { id: 'NOTTRACKED', name: 'Not tracked' },
  { id: 'LOT', name: 'Tracked by lot number' },
  { id: 'SERIAL', name: 'Tracked by serial number' },
];

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
export type AlternateType = (typeof ALTERNATE_TYPES)[number];
export type ItemAccount = (typeof ITEM_ACCOUNTS)[number];

/** Types that lie on a shelf and have stock. */
export function isStocked(type: ItemType): boolean {
  return type === 'FinishedGoodItem' || type === 'ComponentPartItem' || type === 'SubassemblyItem';
}

export const stockLine = z.object({
  warehouse: z.string(),
  onHand: z.number(),
  available: z.number(),
  forShipment: z.number(),
  modifiedAt: z.string(),
});

export type StockLine = z.infer<typeof stockLine>;

export const crossReference = z.object({
  type: z.enum(ALTERNATE_TYPES),
  account: z.object({ internalId: z.number(), number: z.string(), name: z.string() }).nullable(),
  alternateId: z.string(),
  description: z.string().nullable(),
  uom: z.string().nullable(),
});

export type CrossReference = z.infer<typeof crossReference>;

export const itemSupplier = z.object({
  active: z.boolean(),
  isDefault: z.boolean(),
  supplierId: z.string(),
  supplierName: z.string(),
  location: z.string(),
  warehouse: z.string().nullable(),
  purchaseUnit: z.string(),
  supplierItemId: z.string().nullable(),
  shipmentLeadTime: z.number(),
  leadTime: z.number(),
  minOrderFreq: z.number(),
  minOrderQty: z.number(),
  maxOrderQty: z.number(),
  lotSize: z.number(),
  eoq: z.number(),
  currencyId: z.string(),
  lastPrice: z.number(),
  override: z.boolean(),
});

export type ItemSupplier = z.infer<typeof itemSupplier>;

/**
 * An inventory item as the sandbox keeps it: what is its own; names of classes and accounts come from the
 * company's dataset.
 */
export const itemRecord = z.object({
  id: z.number(),
  number: z.string(),
  description: z.string(),
  body: z.string().nullable(),
  note: z.string().nullable(),
  status: z.enum(ITEM_STATUSES),
  type: z.enum(ITEM_TYPES),
  itemClass: z.string(),
  postingClass: z.string(),
  vatCode: z.string(),
  lotSerialClass: z.string(),
  defaultPrice: z.number(),
  recommendedPrice: z.number(),
  pendingCost: z.number(),
  pendingCostDate: z.string().nullable(),
  currentCost: z.number(),
  effectiveDate: z.string().nullable(),
  cost: z.object({ last: z.number(), average: z.number(), min: z.number(), max: z.number() }),
  baseUnit: z.string(),
  salesUnit: z.string(),
  purchaseUnit: z.string(),
  perPurchaseUnit: z.number(),
  unspsc: z.string().nullable(),
  kitItem: z.boolean(),
  /** Accounts that differ from the posting class. */
  accounts: z.partialRecord(z.enum(ITEM_ACCOUNTS), z.string()),
  attributes: z.record(z.string(), z.string()),
  stock: z.array(stockLine),
  crossReferences: z.array(crossReference),
  suppliers: z.array(itemSupplier),
  attachments: z.array(z.object({ name: z.string(), id: z.string(), revision: z.number() })),
  salesCategory: z.number().nullable(),
  packaging: z.object({
    weight: z.number(),
    weightUnit: z.string().nullable(),
    volume: z.number(),
    volumeUnit: z.string().nullable(),
  }),
  intrastat: z.object({ cn8: z.string().nullable(), origin: z.string().nullable(), unit: z.string().nullable() }),
  priceClass: z.string().nullable(),
  defaultWarehouse: z.string().nullable(),
  defaultIssueFrom: z.string().nullable(),
  defaultReceiptTo: z.string().nullable(),
  /** Moments as ISO text in UTC with milliseconds. */
  createdAt: z.string(),
  modifiedAt: z.string(),
  stockModifiedAt: z.string().nullable(),
  attachmentModifiedAt: z.string().nullable(),
  /** Goes up at every write. */
  version: z.number(),
});

export type ItemRecord = z.infer<typeof itemRecord>;
