import { z } from 'zod';
import { ledgerAccount, subaccount } from '../partners/ledgerAccount.ts';
import { flag, moment, number, text } from '../wire.ts';

// The lists and objects within InventoryDto. Transformed field by field: with rest and spread, the stock lines alone take
// half the time of reading a list.

export const accountInformation = z.object({
  inventoryAccount: ledgerAccount,
  expenseAccount: ledgerAccount,
  expenseAccrualAccount: ledgerAccount,
  expenseNonTaxableAccount: ledgerAccount,
  expenseEuAccount: ledgerAccount,
  expenseImportAccount: ledgerAccount,
  expenseSubaccount: subaccount,
  cogsAccount: ledgerAccount,
  cogsSubaccount: subaccount,
  salesAccount: ledgerAccount,
  salesNonTaxableAccount: ledgerAccount,
  salesEuAccount: ledgerAccount,
  salesExportAccount: ledgerAccount,
  salesSubaccount: subaccount,
});

export const crossReference = z
  .object({
    alternateType: text,
    alternateID: text,
    bAccount: z.object({ internalId: number, number: text, name: text }).optional(),
    description: text,
    uom: text,
  })
  .transform(({ alternateType, alternateID, bAccount, description, uom }) => ({
    alternateType,
    alternateId: alternateID,
    /** The customer or supplier whose number it is. */
    partner: bAccount,
    description,
    uom,
  }));

export const stockLine = z
  .object({
    isDefault: flag,
    warehouse: text,
    quantityOnHand: number,
    available: number,
    availableForShipment: number,
    lastModifiedDateTime: moment,
  })
  .transform((line) => ({
    isDefault: line.isDefault,
    warehouse: line.warehouse,
    onHand: line.quantityOnHand,
    available: line.available,
    availableForShipment: line.availableForShipment,
    lastModified: line.lastModifiedDateTime,
  }));

export const unitConversion = z
  .object({ fromUnit: text, toUnit: text, unitMultDiv: text, unitRate: number, priceAdjustmentMultiplier: number })
  .transform(({ fromUnit, toUnit, unitMultDiv, unitRate, priceAdjustmentMultiplier }) => ({
    fromUnit,
    toUnit,
    /** `Multiply` or `Divide`. */
    operation: unitMultDiv,
    rate: unitRate,
    priceAdjustmentMultiplier,
  }));

export const itemSupplier = z.object({
  active: flag,
  default: flag,
  supplierId: text,
  supplierName: text,
  location: text,
  warehouse: text,
  purchaseUnit: text,
  supplierItemId: text,
  shipmentLeadTime: number,
  leadTime: number,
  minOrderFreq: number,
  minOrderQty: number,
  maxOrderQty: number,
  lotSize: number,
  eoq: number,
  currencyId: text,
  lastSupplierPrice: number,
  override: flag,
});

export const packaging = z
  .object({ baseItemWeight: number, weightUOM: text, baseItemVolume: number, volumeUOM: text })
  .transform(({ baseItemWeight, weightUOM, baseItemVolume, volumeUOM }) => ({
    baseItemWeight,
    weightUom: weightUOM,
    baseItemVolume,
    volumeUom: volumeUOM,
  }));

export const costStatistics = z
  .object({ lastCost: number, averageCost: number, minCost: number, maxCost: number })
  .transform(({ lastCost, averageCost, minCost, maxCost }) => ({
    last: lastCost,
    average: averageCost,
    min: minCost,
    max: maxCost,
  }));
