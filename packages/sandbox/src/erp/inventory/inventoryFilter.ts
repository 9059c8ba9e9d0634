import type { ErpCall } from '../../api/erpCall.ts';
import { readAttributes, readChoices } from '../../api/filterValues.ts';
import { readTimeFilter } from '../../api/timeFilter.ts';
import type { InventoryExpand } from './inventoryDto.ts';
import type { ItemFilter } from './itemQuery.ts';
import { ITEM_TYPES } from '../../dataset/companies/companyDataset.ts';
import { ITEM_STATUSES } from './itemRecord.ts';

/** The filters of GET /v1/inventory (published description); undefined when one of them can match nothing. */
export function readInventoryFilter(call: ErpCall): ItemFilter | undefined {
  const { query, settings } = call;
  const status = readChoices(call, 'status', ITEM_STATUSES, query.list('status').slice(0, 1));
  const types = readChoices(call, 'inventoryTypes', ITEM_TYPES, query.list('inventoryTypes'));
  if (!status || !types) return undefined;
  const number = query.text('inventoryNumber');
  const description = query.text('description');
  return {
    ...given('number', number && { match: settings.inventoryNumberMatch, text: number }),
    ...given('description', description && { match: settings.inventoryDescriptionMatch, text: description }),
    ...given('alternateId', query.text('alternateID')),
    ...given('status', status[0]),
    ...given('types', types.length > 0 ? types : undefined),
    ...given('salesCategory', query.integer('salesCategory')),
    ...given('attributes', readAttributes(query.text('attributes'))),
    ...given('created', readTimeFilter(call, 'createdDateTime')),
    ...given('modified', readTimeFilter(call, 'lastModifiedDateTime')),
    ...given('stockModified', readTimeFilter(call, 'availabilityLastModifiedDateTime')),
    ...given('attachmentModified', readTimeFilter(call, 'attachmentLastModifiedDateTime')),
  };
}

/** The expand switches, all on unless said otherwise; cost statistics are the other way round. */
export function readInventoryExpand({ query }: ErpCall): InventoryExpand {
  const on = (name: string): boolean => query.flag(name) ?? true;
  return {
    crossReference: on('expandCrossReference'),
    attachment: on('expandAttachment'),
    attribute: on('expandAttribute'),
    warehouseDetail: on('expandWarehouseDetail'),
    accountInformation: on('expandAccountInformation'),
    inventoryUnits: on('expandInventoryUnits'),
    supplierDetails: on('expandSupplierDetails'),
    salesCategories: on('expandSalesCategories'),
    note: on('expandNote'),
    costPriceStatistics: query.flag('addCostPriceStatistics') ?? false,
    classAttributes: false,
  };
}

function given<K extends string, V>(key: K, value: V | undefined | ''): Partial<Record<K, V>> {
  const made: Partial<Record<K, V>> = {};
  if (value !== undefined && value !== '') made[key] = value;
  return made;
}
