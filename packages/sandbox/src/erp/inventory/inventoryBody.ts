import { z } from 'zod';
import { amount, choice, flag, operation, text, wrapped } from '../writing/wrapped.ts';
import { ITEM_TYPES } from '../../dataset/companies/companyDataset.ts';
import { ALTERNATE_TYPES } from './itemRecord.ts';

const account = text(10);

const attributeLine = z.object({ attributeId: text(10), attributeValue: text(255) });

const crossReferenceRow = z.object({
  operation,
  alternateType: choice(ALTERNATE_TYPES),
  bAccount: text(30),
  alternateId: z.string().trim().max(50).nullish(),
  description: text(255),
  uom: text(6),
});

const supplierRow = z.object({
  operation,
  active: flag(),
  default: flag(),
  supplierId: z.string().trim().max(30).nullish(),
  location: text(30),
  purchaseUnit: text(6),
  supplierItemId: z.string().max(50).nullish(),
  override: flag(),
  shipmentLeadTime: wrapped(z.int().min(0)),
  minOrderFreq: wrapped(z.int().min(0)),
  minOrderQty: amount(),
  maxOrderQty: amount(),
  lotSize: amount(),
  eoq: amount(),
  currencyId: z.string().max(5).nullish(),
});

/** InventoryUpdateDto: the body of POST and PUT. Lengths are guesses; subaccounts are read over. */
export const inventoryBody = z.object({
  inventoryNumber: text(30),
  // Unknown is what the API answers when it cannot tell; nobody can set it.
  status: choice(['Active', 'NoSales', 'NoPurchases', 'NoRequest', 'Inactive', 'MarkedForDeletion']),
  type: choice(ITEM_TYPES),
  description: text(255),
  body: text(100_000),
  itemClass: text(10),
  postingClass: text(10),
  vatCode: text(10),
  defaultPrice: amount(),
  baseUnit: text(6),
  salesUnit: text(6),
  purchaseUnit: text(6),
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
  attributeLines: z.array(attributeLine).nullish(),
  packaging: z
    .object({
      baseItemWeight: amount(),
      weightUom: z.string().max(6).nullish(),
      baseItemVolume: amount(),
      volumeUom: z.string().max(6).nullish(),
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
export type SupplierRow = z.infer<typeof supplierRow>;
