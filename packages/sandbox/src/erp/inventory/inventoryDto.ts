import { NO_METADATA, type Metadata } from '../../api/paging.ts';
import { findNamed, idAndDescription } from '../../dataset/lookUp.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { rowVersion } from '../../api/rowVersion.ts';
import { formatTime } from '../../api/times.ts';
import type { ErpSettings } from '../../api/settings.ts';
import { accountInformation } from './accountInformation.ts';
import { itemClassDto } from './itemClassDto.ts';
import { isStocked, LOT_SERIAL_CLASSES, type ItemRecord } from './itemRecord.ts';

/** Which sections of an item are sent; those left out count as empty fields. */
export interface InventoryExpand {
  readonly crossReference: boolean;
  readonly attachment: boolean;
  readonly attribute: boolean;
  readonly warehouseDetail: boolean;
  readonly accountInformation: boolean;
  readonly inventoryUnits: boolean;
  readonly supplierDetails: boolean;
  readonly salesCategories: boolean;
  readonly note: boolean;
  readonly costPriceStatistics: boolean;
  /** The attribute definitions of the item's class: only on single items, they would triple a list. */
  readonly classAttributes: boolean;
}

export const EVERYTHING: InventoryExpand = {
  crossReference: true,
  attachment: true,
  attribute: true,
  warehouseDetail: true,
  accountInformation: true,
  inventoryUnits: true,
  supplierDetails: true,
  salesCategories: true,
  note: true,
  costPriceStatistics: true,
  classAttributes: true,
};

export interface DtoContext {
  readonly dataset: CompanyDataset;
  readonly settings: ErpSettings;
}

/** An item as InventoryDto of the ERP API. */
export function toInventoryDto(
  item: ItemRecord,
  context: DtoContext,
  expand = EVERYTHING,
  metadata: Metadata = NO_METADATA,
) {
  const { dataset, settings } = context;
  const time = (moment: string | null): string | null => formatTime(moment, settings);
  return {
    inventoryId: item.id,
    inventoryNumber: item.number,
    status: item.status,
    type: item.type,
    description: item.description,
    body: item.body,
    itemClass: itemClassDto(dataset, item.itemClass, expand.classAttributes),
    postingClass: idAndDescription(dataset.postingClasses, item.postingClass),
    vatCode: idAndDescription(dataset.vatCodes, item.vatCode),
    lotSerialClass: idAndDescription(LOT_SERIAL_CLASSES, item.lotSerialClass),
    defaultPrice: item.defaultPrice,
    pendingCost: item.pendingCost,
    pendingCostDate: time(item.pendingCostDate),
    currentCost: item.currentCost,
    effectiveDate: time(item.effectiveDate),
    lastCost: item.cost.last,
    lastModifiedDateTime: time(item.modifiedAt),
    baseUnit: item.baseUnit,
    salesUnit: item.salesUnit,
    purchaseUnit: item.purchaseUnit,
    unspsc: item.unspsc,
    stockItem: isStocked(item.type),
    kitItem: item.kitItem,
    accountInformation: expand.accountInformation ? accountInformation(dataset, item) : null,
    costPriceStatistics: expand.costPriceStatistics ? costStatistics(item) : null,
    crossReferences: expand.crossReference ? crossReferences(item) : null,
    attachments: expand.attachment ? item.attachments : null,
    attributes: expand.attribute ? attributes(dataset, item) : null,
    warehouseDetails: expand.warehouseDetail ? warehouseDetails(item, time) : null,
    inventoryUnits: expand.inventoryUnits ? inventoryUnits(item) : null,
    defaultWarehouse: idAndDescription(dataset.warehouses, item.defaultWarehouse),
    defaultIssueFrom: item.defaultIssueFrom === null ? null : { id: item.defaultIssueFrom, description: null },
    defaultReceiptTo: item.defaultReceiptTo === null ? null : { id: item.defaultReceiptTo, description: null },
    supplierDetails: expand.supplierDetails ? supplierDetails(item) : null,
    salesCategories: expand.salesCategories ? salesCategories(dataset, item) : null,
    packaging: {
      baseItemWeight: item.packaging.weight,
      weightUOM: item.packaging.weightUnit,
      baseItemVolume: item.packaging.volume,
      volumeUOM: item.packaging.volumeUnit,
    },
    intrastat: {
      cN8: item.intrastat.cn8,
      countryOfOrigin: item.intrastat.origin,
      supplementaryMeasureUnit: item.intrastat.unit,
    },
    recommendedPrice: item.recommendedPrice,
    priceManagerID: null,
    priceManager: null,
    priceClass: idAndDescription(dataset.priceClasses, item.priceClass),
    priceWorkgroupID: null,
    priceClassID: item.priceClass,
    note: expand.note ? item.note : null,
    timestamp: rowVersion(item.id, item.version),
    errorInfo: null,
    metadata,
  };
}

function costStatistics({ cost }: ItemRecord) {
  return { lastCost: cost.last, averageCost: cost.average, minCost: cost.min, maxCost: cost.max };
}

/** The item's other numbers as InventoryCrossReferenceDto. */
export function crossReferences(item: ItemRecord) {
  return item.crossReferences.map(({ type, account, alternateId, description, uom }) => ({
    alternateType: type,
    bAccount: account,
    alternateID: alternateId,
    description,
    uom,
    timestamp: rowVersion(item.id, item.version),
  }));
}

function attributes(dataset: CompanyDataset, item: ItemRecord) {
  return Object.entries(item.attributes).map(([id, value]) => {
    const definition = findNamed(dataset.attributes, id);
    return {
      id,
      value,
      description: definition?.values.find((known) => known.id === value)?.name ?? definition?.name ?? null,
    };
  });
}

function warehouseDetails(item: ItemRecord, time: (moment: string) => string | null) {
  return item.stock.map((line) => ({
    isDefault: line.warehouse === item.defaultWarehouse,
    warehouse: line.warehouse,
    quantityOnHand: line.onHand,
    available: line.available,
    availableForShipment: line.forShipment,
    lastModifiedDateTime: time(line.modifiedAt),
  }));
}

function inventoryUnits(item: ItemRecord) {
  if (item.purchaseUnit === item.baseUnit) return [];
  return [
    {
      unitType: 1,
      itemClass: null,
      inventoryID: item.id,
      toUnit: item.baseUnit,
      sampleToUnit: item.baseUnit,
      fromUnit: item.purchaseUnit,
      unitMultDiv: 'Multiply',
      unitRate: item.perPurchaseUnit,
      priceAdjustmentMultiplier: 1,
      recordID: item.id,
    },
  ];
}

function supplierDetails(item: ItemRecord) {
  return item.suppliers.map(({ isDefault, lastPrice, ...supplier }) => ({
    ...supplier,
    default: isDefault,
    lastSupplierPrice: lastPrice,
  }));
}

function salesCategories(dataset: CompanyDataset, item: ItemRecord) {
  return dataset.salesCategories
    .filter(({ id }) => id === item.salesCategory)
    .map(({ id, name }) => ({ categoryId: id, description: name }));
}
