import { ledgerAccount, subaccount } from '../parts/ledgerAccount.ts';
import { flag, moment, number, object, text, type Fields } from '../../transport/wire.ts';

// The lists and objects within InventoryDto.

export function toItemAccounts(from: Fields) {
  return {
    inventoryAccount: ledgerAccount(from, 'inventoryAccount'),
    expenseAccount: ledgerAccount(from, 'expenseAccount'),
    expenseAccrualAccount: ledgerAccount(from, 'expenseAccrualAccount'),
    expenseNonTaxableAccount: ledgerAccount(from, 'expenseNonTaxableAccount'),
    expenseEuAccount: ledgerAccount(from, 'expenseEuAccount'),
    expenseImportAccount: ledgerAccount(from, 'expenseImportAccount'),
    expenseSubaccount: subaccount(from, 'expenseSubaccount'),
    cogsAccount: ledgerAccount(from, 'cogsAccount'),
    cogsSubaccount: subaccount(from, 'cogsSubaccount'),
    salesAccount: ledgerAccount(from, 'salesAccount'),
    salesNonTaxableAccount: ledgerAccount(from, 'salesNonTaxableAccount'),
    salesEuAccount: ledgerAccount(from, 'salesEuAccount'),
    salesExportAccount: ledgerAccount(from, 'salesExportAccount'),
    salesSubaccount: subaccount(from, 'salesSubaccount'),
  };
}

export function toCrossReference(from: Fields) {
  return {
    alternateType: text(from, 'alternateType'),
    alternateId: text(from, 'alternateID'),
    /** The customer or supplier whose number it is. */
    partner: object(from, 'bAccount', toPartner),
    description: text(from, 'description'),
    uom: text(from, 'uom'),
  };
}

function toPartner(from: Fields) {
  return { internalId: number(from, 'internalId'), number: text(from, 'number'), name: text(from, 'name') };
}

export function toStockLine(from: Fields) {
  return {
    isDefault: flag(from, 'isDefault'),
    warehouse: text(from, 'warehouse'),
    onHand: number(from, 'quantityOnHand'),
    available: number(from, 'available'),
    availableForShipment: number(from, 'availableForShipment'),
    lastModified: moment(from, 'lastModifiedDateTime'),
  };
}

export function toUnitConversion(from: Fields) {
  return {
    fromUnit: text(from, 'fromUnit'),
    toUnit: text(from, 'toUnit'),
    /** `Multiply` or `Divide`. */
    operation: text(from, 'unitMultDiv'),
    rate: number(from, 'unitRate'),
    priceAdjustmentMultiplier: number(from, 'priceAdjustmentMultiplier'),
  };
}

export function toItemSupplier(from: Fields) {
  return {
    active: flag(from, 'active'),
    default: flag(from, 'default'),
    supplierId: text(from, 'supplierId'),
    supplierName: text(from, 'supplierName'),
    location: text(from, 'location'),
    warehouse: text(from, 'warehouse'),
    purchaseUnit: text(from, 'purchaseUnit'),
    supplierItemId: text(from, 'supplierItemId'),
    shipmentLeadTime: number(from, 'shipmentLeadTime'),
    leadTime: number(from, 'leadTime'),
    minOrderFreq: number(from, 'minOrderFreq'),
    minOrderQty: number(from, 'minOrderQty'),
    maxOrderQty: number(from, 'maxOrderQty'),
    lotSize: number(from, 'lotSize'),
    eoq: number(from, 'eoq'),
    currencyId: text(from, 'currencyId'),
    lastSupplierPrice: number(from, 'lastSupplierPrice'),
    override: flag(from, 'override'),
  };
}

export function toPackaging(from: Fields) {
  return {
    baseItemWeight: number(from, 'baseItemWeight'),
    weightUom: text(from, 'weightUOM'),
    baseItemVolume: number(from, 'baseItemVolume'),
    volumeUom: text(from, 'volumeUOM'),
  };
}

export function toCostStatistics(from: Fields) {
  return {
    last: number(from, 'lastCost'),
    average: number(from, 'averageCost'),
    min: number(from, 'minCost'),
    max: number(from, 'maxCost'),
  };
}

export function toSalesCategory(from: Fields) {
  return {
    categoryId: number(from, 'categoryId'),
    description: text(from, 'description'),
  };
}

export function toIntrastat(from: Fields) {
  return {
    cN8: text(from, 'cN8'),
    countryOfOrigin: text(from, 'countryOfOrigin'),
    supplementaryMeasureUnit: text(from, 'supplementaryMeasureUnit'),
  };
}
