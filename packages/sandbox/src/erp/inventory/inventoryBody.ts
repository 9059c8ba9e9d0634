import { z } from 'zod';
import { amount, choice, flag, notKept, operation, text, wrapped } from '../writing/wrapped.ts';
import { ITEM_TYPES } from '../../dataset/companies/companyDataset.ts';
import { ALTERNATE_TYPES } from './itemRecord.ts';

const account = text(10);

const attributeLine = z.object({ attributeId: text(10), attributeValue: text(255) });

const crossReferenceRow = z.object({
  operation,
  alternateType: choice(ALTERNATE_TYPES),
  bAccount: text(30),
  alternateID: text(50),
  description: text(255),
  uom: text(6),
});

const supplierRow = z.object({
  operation,
  active: flag(),
  default: flag(),
  supplierID: text(30),
  location: text(30),
  purchaseUnit: text(6),
  supplierItemID: text(50),
  override: flag(),
  shipmentLeadTime: wrapped(z.int().min(0)),
  minOrderFreq: wrapped(z.int().min(0)),
  minOrderQty: amount(),
  maxOrderQty: amount(),
  lotSize: amount(),
  eoq: amount(),
  currencyID: text(5),
});

const warehouseRow = z.object({ operation, warehouse: text(30), isDefault: flag() });

/** InventoryUpdateDto: the body of POST and PUT. Lengths are guesses. */
export const inventoryBody = z.object({
  inventoryNumber: text(30),
  // Unknown is what the API answers when it cannot tell; nobody can set it.
  status: choice(['Active', 'NoSales', 'NoPurchases', 'NoRequest', 'Inactive', 'MarkedForDeletion']),
  type: choice(ITEM_TYPES),
  description: text(255),
  body: text(100_000),
  itemClass: text(10),
  postingClass: text(10),
  lotSerialClass: text(10),
  vatCode: text(10),
  defaultPrice: amount(),
  baseUnit: text(6),
  salesUnit: text(6),
  purchaseUnit: text(6),
  // Exactly eight digits (published description).
  unspsc: wrapped(z.string().regex(/^(?:\d{8})?$/)),
  expenseAccrualAccount: account,
  inventoryAccount: account,
  expenseAccount: account,
  cogsAccount: account,
  expenseNonTaxableAccount: account,
  expenseEuAccount: account,
  expenseImportAccount: account,
  salesAccount: account,
  salesNonTaxableAccount: account,
  salesEuAccount: account,
  salesExportAccount: account,
  expenseSubaccount: notKept,
  cogsSubaccount: notKept,
  salesSubaccount: notKept,
  attributeLines: z.array(attributeLine).nullish(),
  costPriceStatistics: z.object({ lastCost: amount() }).nullish(),
  warehouseDetails: z.array(warehouseRow).nullish(),
  packaging: z
    .object({
      baseItemWeight: amount(),
      weightUOM: text(6),
      baseItemVolume: amount(),
      volumeUOM: text(6),
    })
    .nullish(),
  intrastat: z.object({ cN8: text(30), countryOfOrigin: text(2), supplementaryMeasureUnit: text(6) }).nullish(),
  supplierDetails: z.array(supplierRow).nullish(),
  crossReferences: z.array(crossReferenceRow).nullish(),
  defaultWarehouse: text(30),
  defaultIssueFrom: text(30),
  defaultReceiptTo: text(30),
  kitItem: flag(),
  note: text(2048),
});

export type InventoryBody = z.infer<typeof inventoryBody>;
export type CrossReferenceRow = z.infer<typeof crossReferenceRow>;
export type WarehouseRow = z.infer<typeof warehouseRow>;
export type SupplierRow = z.infer<typeof supplierRow>;
