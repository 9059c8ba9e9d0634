import type { QueryValue } from '../../transport/addressOf.ts';
import type { Paging } from '../page.ts';
import { changeParameters, timeParameters, type ChangeFilter, type TimeFilter } from '../timeFilter.ts';
import type { ItemStatus, ItemType } from './item.ts';

/** Parts of an item that a list brings only when asked for. */
export type ItemSection =
  | 'crossReferences'
  | 'attachments'
  | 'attributes'
  | 'stock'
  | 'accounts'
  | 'unitConversions'
  | 'suppliers'
  | 'salesCategories'
  | 'note'
  | 'costStatistics';

export const ALL_SECTIONS: readonly ItemSection[] = [
  'crossReferences',
  'attachments',
  'attributes',
  'stock',
  'accounts',
  'unitConversions',
  'suppliers',
  'salesCategories',
  'note',
  'costStatistics',
];

/** The filters of the inventory list; all that are given must hold. The API has no sorting here. */
export interface InventoryQuery extends Paging, ChangeFilter {
  readonly inventoryNumber?: string | undefined;
  readonly description?: string | undefined;
  readonly status?: ItemStatus | undefined;
  readonly types?: readonly ItemType[] | undefined;
  /** A barcode, or a customer's or supplier's number of the item. */
  readonly alternateId?: string | undefined;
  /** The id of a sales category. */
  readonly salesCategory?: number | undefined;
  /** Attribute id to value. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly created?: TimeFilter | undefined;
  readonly stockModified?: TimeFilter | undefined;
  readonly attachmentsModified?: TimeFilter | undefined;
  /** Sections to bring; none unless told. */
  readonly with?: readonly ItemSection[] | undefined;
}

/** The parameters of GET /v1/inventory (published description), without paging. */
export function inventoryParameters(query: InventoryQuery = {}): Record<string, QueryValue> {
  return {
    inventoryNumber: query.inventoryNumber,
    description: query.description,
    status: query.status,
    inventoryTypes: query.types,
    alternateID: query.alternateId,
    salesCategory: query.salesCategory,
    attributes: query.attributes && JSON.stringify(query.attributes),
    ...changeParameters(query),
    ...timeParameters('createdDateTime', query.created),
    ...timeParameters('availabilityLastModifiedDateTime', query.stockModified),
    ...timeParameters('attachmentLastModifiedDateTime', query.attachmentsModified),
    ...expandParameters(query.with ?? []),
  };
}

/** Said one by one: they are on when absent, and the description announces that this will change. */
function expandParameters(sections: readonly ItemSection[]): Record<string, boolean> {
  const has = (section: ItemSection): boolean => sections.includes(section);
  return {
    expandCrossReference: has('crossReferences'),
    expandAttachment: has('attachments'),
    expandAttribute: has('attributes'),
    expandWarehouseDetail: has('stock'),
    expandAccountInformation: has('accounts'),
    expandInventoryUnits: has('unitConversions'),
    expandSupplierDetails: has('suppliers'),
    expandSalesCategories: has('salesCategories'),
    expandNote: has('note'),
    addCostPriceStatistics: has('costStatistics'),
  };
}
