import { z } from 'zod';
import { badRequest } from '../erpAnswer.ts';
import type { ErpCall } from '../erpCall.ts';
import { readTimeFilter } from '../timeFilter.ts';
import type { InventoryExpand } from './inventoryDto.ts';
import type { ItemFilter } from './itemQuery.ts';
import { ITEM_STATUSES, ITEM_TYPES } from './itemRecord.ts';

/** The filters of GET /v1/inventory (visma-facts 6.11); undefined when one of them can match nothing. */
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

/** Values of a closed list, in any letter case. Undefined: nothing can match. */
export function readChoices<T extends string>(
  call: ErpCall,
  name: string,
  allowed: readonly T[],
  wanted: readonly string[],
): T[] | undefined {
  const known = wanted.map((value) => allowed.find((choice) => choice.toLowerCase() === value.toLowerCase()));
  const found = known.filter((value) => value !== undefined);
  if (found.length === wanted.length) return found;
  // Guess: not documented how the API takes a value that does not exist.
  if (call.settings.erpUnknownFilterValue === 'nothing') return undefined;
  throw badRequest(`${name} must be one of ${allowed.join(', ')}.`);
}

const attributesSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** `{"COLOUR":"RED,BLUE"}`: every attribute must have one of its values. Guess: the comma is not documented. */
export function readAttributes(text: string | undefined): Record<string, string[]> | undefined {
  if (text === undefined) return undefined;
  const parsed = attributesSchema.safeParse(parseJson(text));
  if (!parsed.success) throw badRequest('attributes must be a JSON object such as {"COLOUR":"RED"}.');
  const lists = Object.entries(parsed.data).map(([id, values]) => [
    id,
    typeof values === 'string' ? values.split(',') : values,
  ]);
  return z.record(z.string(), z.array(z.string())).parse(Object.fromEntries(lists));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function given<K extends string, V>(key: K, value: V | undefined | ''): Partial<Record<K, V>> {
  const made: Partial<Record<K, V>> = {};
  if (value !== undefined && value !== '') made[key] = value;
  return made;
}
