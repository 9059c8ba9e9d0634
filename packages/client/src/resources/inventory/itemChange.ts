import { wrapAll, type Emptiable, type RowOperation } from '../wrapped.ts';
import type { AlternateType, ItemStatus, ItemType } from './item.ts';

/**
 * What a write says of an item. Left out = unchanged, null = emptied. Names are those of the API’s write body, so that a
 * refusal names them.
 */
export interface ItemChange {
  /** The number of a new item; a write does not change it. */
  readonly inventoryNumber?: string | undefined;
  readonly status?: Exclude<ItemStatus, 'Unknown'> | undefined;
  readonly type?: ItemType | undefined;
  readonly description?: Emptiable<string>;
  readonly body?: Emptiable<string>;
  readonly note?: Emptiable<string>;
  /** Ids of classes and codes. */
  readonly itemClass?: string | undefined;
  readonly postingClass?: string | undefined;
  readonly vatCode?: string | undefined;
  /** Of items with lot or serial numbers. */
  readonly lotSerialClass?: Emptiable<string>;
  /** A code of UNSPSC, 8 digits. */
  readonly unspsc?: Emptiable<string>;
  readonly defaultPrice?: Emptiable<number>;
  readonly baseUnit?: string | undefined;
  readonly salesUnit?: string | undefined;
  readonly purchaseUnit?: string | undefined;
  readonly kitItem?: boolean | undefined;
  readonly defaultWarehouse?: Emptiable<string>;
  readonly defaultIssueFrom?: Emptiable<string>;
  readonly defaultReceiptTo?: Emptiable<string>;
  /** Numbers of ledger accounts. */
  readonly inventoryAccount?: Emptiable<string>;
  readonly expenseAccount?: Emptiable<string>;
  readonly expenseAccrualAccount?: Emptiable<string>;
  readonly expenseNonTaxableAccount?: Emptiable<string>;
  readonly expenseEuAccount?: Emptiable<string>;
  readonly expenseImportAccount?: Emptiable<string>;
  readonly cogsAccount?: Emptiable<string>;
  readonly salesAccount?: Emptiable<string>;
  readonly salesNonTaxableAccount?: Emptiable<string>;
  readonly salesEuAccount?: Emptiable<string>;
  readonly salesExportAccount?: Emptiable<string>;
  readonly expenseSubaccount?: readonly Segment[] | undefined;
  readonly cogsSubaccount?: readonly Segment[] | undefined;
  readonly salesSubaccount?: readonly Segment[] | undefined;
  readonly packaging?: PackagingChange | undefined;
  /** The last cost, which alone can be written (since release 11.02). */
  readonly costPriceStatistics?: { readonly lastCost?: Emptiable<number> } | undefined;
  readonly warehouseDetails?: readonly WarehouseDetailChange[] | undefined;
  readonly intrastat?: IntrastatChange | undefined;
  readonly attributeLines?: readonly AttributeChange[] | undefined;
  readonly crossReferences?: readonly CrossReferenceChange[] | undefined;
  readonly supplierDetails?: readonly ItemSupplierChange[] | undefined;
}

/** A part of a subaccount. */
export interface Segment {
  readonly segmentId: number;
  readonly segmentValue: string;
}

export interface PackagingChange {
  readonly baseItemWeight?: Emptiable<number>;
  readonly weightUOM?: string | undefined;
  readonly baseItemVolume?: Emptiable<number>;
  readonly volumeUOM?: string | undefined;
}

export interface IntrastatChange {
  readonly cN8?: Emptiable<string>;
  readonly countryOfOrigin?: Emptiable<string>;
  readonly supplementaryMeasureUnit?: Emptiable<string>;
}

export interface AttributeChange {
  readonly attributeId: string;
  readonly attributeValue: string | null;
}

export interface CrossReferenceChange {
  readonly operation: RowOperation;
  readonly alternateType: AlternateType;
  readonly alternateID: string;
  /** The number of the customer or supplier whose number it is. */
  readonly bAccount?: Emptiable<string>;
  readonly description?: Emptiable<string>;
  readonly uom?: Emptiable<string>;
}

export interface ItemSupplierChange {
  readonly operation: RowOperation;
  readonly supplierID: string;
  readonly active?: boolean | undefined;
  readonly default?: boolean | undefined;
  readonly location?: Emptiable<string>;
  readonly purchaseUnit?: Emptiable<string>;
  readonly supplierItemID?: string | undefined;
  readonly override?: boolean | undefined;
  readonly shipmentLeadTime?: Emptiable<number>;
  readonly minOrderFreq?: Emptiable<number>;
  readonly minOrderQty?: Emptiable<number>;
  readonly maxOrderQty?: Emptiable<number>;
  readonly lotSize?: Emptiable<number>;
  readonly eoq?: Emptiable<number>;
  readonly currencyID?: string | undefined;
}

/** A warehouse of the item. */
export interface WarehouseDetailChange {
  readonly operation: RowOperation;
  readonly warehouse: string;
  readonly isDefault?: boolean | undefined;
}

/** InventoryUpdateDto, the body of POST and PUT. Not every field is wrapped (published description). */
export function itemBody(change: ItemChange): object {
  const { expenseSubaccount, cogsSubaccount, salesSubaccount, ...withoutSegments } = change;
  const { packaging, intrastat, costPriceStatistics, attributeLines, ...withoutObjects } = withoutSegments;
  const { crossReferences, supplierDetails, warehouseDetails, ...scalars } = withoutObjects;
  return {
    ...wrapAll(scalars),
    expenseSubaccount,
    cogsSubaccount,
    salesSubaccount,
    packaging: packaging && wrapAll({ ...packaging }),
    intrastat: intrastat && wrapAll({ ...intrastat }),
    costPriceStatistics: costPriceStatistics && wrapAll({ ...costPriceStatistics }),
    attributeLines: attributeLines?.map((line) => wrapAll({ ...line })),
    crossReferences: crossReferences?.map(rowBody),
    supplierDetails: supplierDetails?.map(rowBody),
    warehouseDetails: warehouseDetails?.map(rowBody),
  };
}

/** A row of a collection: what is asked for is bare, all else is wrapped. */
function rowBody({ operation, ...row }: { readonly operation: RowOperation }): object {
  return { operation, ...wrapAll(row) };
}
