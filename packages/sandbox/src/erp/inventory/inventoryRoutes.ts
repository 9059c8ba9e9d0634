import { notFound } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import { readPaging } from '../../api/paging.ts';
import { crossReferences, toInventoryDto } from './inventoryDto.ts';
import { readInventoryExpand, readInventoryFilter } from './inventoryFilter.ts';
import { itemClassDto } from './itemClassDto.ts';
import type { ItemRecord } from './itemRecord.ts';
import type { ItemTable } from './itemTable.ts';

/**
 * Reading inventory: list, one by number, one by internal id, item classes, posting classes (published
 * description).
 */
export function inventoryRoutes(items: ItemTable): ErpRoute[] {
  return [
    {
      method: 'get',
      path: '/inventory',
      parameters: LIST_PARAMETERS,
      handle: (call) => {
        const paging = readPaging(call, call.settings.erpInventoryMaxPageSize);
        const filter = readInventoryFilter(call);
        const expand = readInventoryExpand(call);
        if (!filter) return { status: 200, body: [] };
        const page = items.page(call.dataset, filter, paging.offset, paging.pageSize);
        const metadata = { totalCount: page.total, maxPageSize: paging.maxPageSize };
        return { status: 200, body: page.items.map((item) => toInventoryDto(item, call, expand, metadata)) };
      },
    },
    { method: 'get', path: '/inventory/itemClass', parameters: PAGE_PARAMETERS, handle: listItemClasses },
    { method: 'get', path: '/inventory/itemPostClass', parameters: PAGE_PARAMETERS, handle: listPostingClasses },
    { method: 'get', path: '/inventory/itemClass/:itemClassNumber', handle: showItemClass },
    {
      method: 'get',
      path: '/inventory/internal/:inventoryId',
      handle: (call) => showItem(call, items.byId(call.dataset, Number(call.params.inventoryId))),
    },
    {
      method: 'get',
      path: '/inventory/:inventoryNumber/crossReferences',
      handle: (call) => {
        const item = items.byNumber(call.dataset, call.params.inventoryNumber ?? '');
        if (!item) throw notFound('Inventory item not found.');
        return { status: 200, body: crossReferences(item) };
      },
    },
    {
      method: 'get',
      path: '/inventory/:inventoryNumber',
      handle: (call) => showItem(call, items.byNumber(call.dataset, call.params.inventoryNumber ?? '')),
    },
  ];
}

const PAGE_PARAMETERS = ['pageNumber', 'pageSize'];

const LIST_PARAMETERS = [
  ...PAGE_PARAMETERS,
  'alternateID',
  'inventoryNumber',
  'salesCategory',
  'addCostPriceStatistics',
  'attributes',
  'description',
  'inventoryTypes',
  'status',
  ...[
    'availabilityLastModifiedDateTime',
    'attachmentLastModifiedDateTime',
    'lastModifiedDateTime',
    'createdDateTime',
  ].flatMap((name) => [name, `${name}Condition`]),
  ...['CrossReference', 'Attachment', 'Attribute', 'WarehouseDetail', 'AccountInformation', 'InventoryUnits'].map(
    (section) => `expand${section}`,
  ),
  'expandSupplierDetails',
  'expandSalesCategories',
  'expandNote',
];

// No ETag: inventory has no optimistic concurrency (docs.vismasoftware.no/vismanetapi/api-reference/features/etag).
function showItem(call: ErpCall, item: ItemRecord | undefined) {
  if (!item) throw notFound('Inventory item not found.');
  return { status: 200, body: toInventoryDto(item, call) };
}

// Rows of classes carry no metadata (published description).
function listItemClasses(call: ErpCall) {
  const { offset, pageSize } = readPaging(call, call.settings.erpMaxPageSize);
  const page = call.dataset.itemClasses.slice(offset, offset + pageSize);
  return { status: 200, body: page.map(({ id }) => itemClassDto(call.dataset, id, true)) };
}

function showItemClass(call: ErpCall) {
  const found = itemClassDto(call.dataset, call.params.itemClassNumber ?? '', true);
  if (!found) throw notFound('Item class not found.');
  return { status: 200, body: found };
}

function listPostingClasses(call: ErpCall) {
  const { offset, pageSize } = readPaging(call, call.settings.erpMaxPageSize);
  const page = call.dataset.postingClasses.slice(offset, offset + pageSize);
  return { status: 200, body: page.map(({ id, name }) => ({ id, description: name })) };
}
