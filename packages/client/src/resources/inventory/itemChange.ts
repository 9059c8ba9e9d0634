import { wrapAll, type Emptiable, type RowOperation } from '../wrapped.ts';
import type { AlternateType, ItemStatus, ItemType } from './item.ts';

/**
 * What a write says of an item. Left out = unchanged, null = emptied. Names are those of the API’s write body, so that a
 * refusal names them.
 */
export interface ItemChange {
  /** The number of a new item; a write does not change it. */
  inventoryNumber?: string | undefined;
  status?: Exclude<ItemStatus, 'Unknown'> | undefined;
  type?: ItemType | undefined;
  description?: Emptiable<string>;
  body?: Emptiable<string>;
  note?: Emptiable<string>;
  /** Ids of classes and codes. */
  itemClass?: string | undefined;
  postingClass?: string | undefined;
  vatCode?: string | undefined;
  defaultPrice?: Emptiable<number>;
  baseUnit?: string | undefined;
  salesUnit?: string | undefined;
  purchaseUnit?: string | undefined;
  kitItem?: boolean | undefined;
  defaultWarehouse?: Emptiable<string>;
  defaultIssueFrom?: Emptiable<string>;
  defaultReceiptTo?: Emptiable<string>;
  /** Numbers of ledger accounts. */
  inventoryAccount?: Emptiable<string>;
  expenseAccount?: Emptiable<string>;
  expenseAccrualAccount?: Emptiable<string>;
  expenseNonTaxableAccount?: Emptiable<string>;
  expenseEuAccount?: Emptiable<string>;
  expenseImportAccount?: Emptiable<string>;
  cogsAccount?: Emptiable<string>;
  salesAccount?: Emptiable<string>;
  salesNonTaxableAccount?: Emptiable<string>;
  salesEuAccount?: Emptiable<string>;
  salesExportAccount?: Emptiable<string>;
  expenseSubaccount?: readonly Segment[] | undefined;
  cogsSubaccount?: readonly Segment[] | undefined;
  salesSubaccount?: readonly Segment[] | undefined;
  packaging?: PackagingChange | undefined;
  intrastat?: IntrastatChange | undefined;
  attributeLines?: readonly AttributeChange[] | undefined;
  crossReferences?: readonly CrossReferenceChange[] | undefined;
  supplierDetails?: readonly ItemSupplierChange[] | undefined;
}

/** A part of a subaccount. */
export interface Segment {
  segmentId: number;
  segmentValue: string;
}

export interface PackagingChange {
  baseItemWeight?: Emptiable<number>;
  weightUom?: string | undefined;
  baseItemVolume?: Emptiable<number>;
  volumeUom?: string | undefined;
}

export interface IntrastatChange {
  cN8?: Emptiable<string>;
  countryOfOrigin?: Emptiable<string>;
  supplementaryMeasureUnit?: Emptiable<string>;
}

export interface AttributeChange {
  attributeId: string;
  attributeValue: string | null;
}

export interface CrossReferenceChange {
  operation: RowOperation;
  alternateType: AlternateType;
  alternateId: string;
  /** The number of the customer or supplier whose number it is. */
  bAccount?: Emptiable<string>;
  description?: Emptiable<string>;
  uom?: Emptiable<string>;
}

export interface ItemSupplierChange {
  operation: RowOperation;
  supplierId: string;
  active?: boolean | undefined;
  default?: boolean | undefined;
  location?: Emptiable<string>;
  purchaseUnit?: Emptiable<string>;
  supplierItemId?: string | undefined;
  override?: boolean | undefined;
  shipmentLeadTime?: Emptiable<number>;
  minOrderFreq?: Emptiable<number>;
  minOrderQty?: Emptiable<number>;
  maxOrderQty?: Emptiable<number>;
  lotSize?: Emptiable<number>;
  eoq?: Emptiable<number>;
  currencyId?: string | undefined;
}

/** InventoryUpdateDto, the body of POST and PUT. Not every field is wrapped (published description). */
export function itemBody(change: ItemChange): object {
  const { expenseSubaccount, cogsSubaccount, salesSubaccount, ...withoutSegments } = change;
  const { packaging, intrastat, attributeLines, crossReferences, supplierDetails, ...scalars } = withoutSegments;
  return {
    ...wrapAll(scalars),
    expenseSubaccount,
    cogsSubaccount,
    salesSubaccount,
    packaging: packaging && packagingBody(packaging),
    intrastat: intrastat && wrapAll({ ...intrastat }),
    attributeLines: attributeLines?.map((line) => wrapAll({ ...line })),
    crossReferences: crossReferences?.map(({ operation, alternateId, ...row }) => ({
      operation,
      alternateId,
      ...wrapAll(row),
    })),
    supplierDetails: supplierDetails?.map(({ operation, supplierId, supplierItemId, currencyId, ...row }) => ({
      operation,
      supplierId,
      supplierItemId,
      currencyId,
      ...wrapAll(row),
    })),
  };
}

function packagingBody({ weightUom, volumeUom, ...sizes }: PackagingChange): object {
  return { ...wrapAll(sizes), weightUom, volumeUom };
}
