import type { ErpRefusal } from '../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../api/erpCall.ts';
import { parseTime } from '../api/timeFilter.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { toCents } from '../dataset/decimals.ts';
import type { ItemStock, OrderItem, SalesOrderTables } from './orderTables.ts';
import { pagedResult, type Rows } from './pagedResult.ts';
import { validationProblem } from './writing/orderProblem.ts';
import { STOCKED_TYPES } from './writing/writeLine.ts';

/** Stock by warehouse. Guess: items that lie on no shelf are not in it. */
export function inventoryRoutes({ items }: Pick<SalesOrderTables, 'items'>): ErpRoute[] {
  return [
    {
      method: 'get',
      path: '/Inventory',
      parameters: [
        ...['inventoryId', 'warehouseId', 'locationId', 'expand', 'modifiedSince', 'attributeFilter'],
        ...['pageSize', 'pageIndex'],
      ],
      handle: (call) => {
        const sizes = { usual: 10_000, most: Math.max(10_000, call.settings.salesOrderMaxPageSize) };
        return { status: 200, body: pagedResult(call, '/Inventory', stockRows(call, items), sizes, rowOf(call)) };
      },
    },
  ];
}

const LOCATION = 'INN1';
const FILTERS = ['warehouseId', 'locationId', 'modifiedSince', 'attributeFilter'];

/** Without a filter, only the items of the page are read. */
function stockRows(call: ErpCall, items: SalesOrderTables['items']): Rows<OrderItem> {
  const { dataset, query } = call;
  const passes = stockFilter(call);
  const ids = query.list('inventoryId');
  if (ids.length > 0) {
    const found = [...new Set(ids)].map((id) => items.byNumber(dataset, id)).filter((item) => item !== undefined);
    return found.filter(({ type }) => STOCKED_TYPES.includes(type)).filter(passes);
  }
  const pageOf = (offset: number, limit: number) => items.page(dataset, { types: STOCKED_TYPES }, offset, limit);
  const { total } = pageOf(0, 1);
  const isFiltered = FILTERS.some((name) => query.list(name).length > 0);
  if (isFiltered) return pageOf(0, total).items.filter(passes);
  return { length: total, slice: (start, end) => pageOf(start, end - start).items };
}

type Passes = (item: OrderItem) => boolean;

function stockFilter(call: ErpCall): Passes {
  const warehouses = call.query.list('warehouseId');
  const locations = call.query.list('locationId');
  const since = call.query.text('modifiedSince');
  const sinceIso = since === undefined ? '' : parseTime('modifiedSince', since);
  const attributes = readAttributeFilter(call);
  return (item) =>
    (warehouses.length === 0 || item.stock.some(({ warehouse }) => warehouses.includes(warehouse))) &&
    (locations.length === 0 || locations.includes(LOCATION)) &&
    (item.modifiedAt >= sinceIso || item.stock.some(({ modifiedAt }) => modifiedAt >= sinceIso)) &&
    [...attributes].every(([id, values]) => values.includes(item.attributes[id] ?? ''));
}

/** `id:value`, repeated: values of one attribute are alternatives. @throws ErpRefusal 400 with code 5000 or 5001 */
function readAttributeFilter({ query, dataset }: ErpCall): Map<string, string[]> {
  const filter = new Map<string, string[]>();
  for (const part of query.list('attributeFilter')) {
    const [, id = '', value] = /^([^:]+):(.+)$/.exec(part) ?? [];
    if (value === undefined) throw filterProblem('invalidAttributeFilter', 'attributeFilter must be id:value.');
    const known = dataset.attributes.find((attribute) => attribute.id.toLowerCase() === id.toLowerCase());
    if (!known) throw filterProblem('invalidAttributeName', 'attributeFilter names an unknown attribute.');
    filter.set(known.id, [...(filter.get(known.id) ?? []), value]);
  }
  return filter;
}

function filterProblem(code: 'invalidAttributeFilter' | 'invalidAttributeName', message: string): ErpRefusal {
  return validationProblem([{ code, property: 'attributeFilter', message }]);
}

function rowOf(call: ErpCall): (item: OrderItem) => unknown {
  const asked = call.query.list('expand').map((value) => value.trim().toLowerCase());
  const known = ['none', 'location', 'attribute', 'lotserial', 'all'];
  if (!asked.every((value) => known.includes(value))) {
    const message = 'expand must be of None, Location, Attribute, LotSerial, All.';
    throw validationProblem([{ code: 'invalidValue', property: 'expand', message }]);
  }
  const has = (name: string): boolean => asked.includes(name) || asked.includes('all');
  const warehouses = call.query.list('warehouseId');
  const { dataset } = call;
  return (item) => ({
    inventoryId: item.number,
    internalId: item.id,
    description: item.description,
    baseUnit: item.baseUnit,
    attributes: has('attribute') ? item.attributes : null,
    availability: item.stock
      .filter(({ warehouse }) => warehouses.length === 0 || warehouses.includes(warehouse))
      .map((stock) => warehouseDto(stock, item, dataset, has('location'))),
  });
}

/** WarehouseAvailabilityDto. Guess: everything lies at one location. */
function warehouseDto(stock: ItemStock, item: OrderItem, company: CompanyDataset, withLocations: boolean) {
  const place = company.warehouses.findIndex(({ id }) => id === stock.warehouse);
  const quantities = {
    quantityOnHand: stock.onHand,
    quantityAvailable: stock.available,
    quantityAvailableForShipment: stock.forShipment,
    quantityNotAvailable: 0,
    quantityPurchaseOrders: 0,
    lastModified: stock.modifiedAt,
  };
  const internalWarehouseId = company.index * 100 + place;
  return {
    warehouseId: stock.warehouse,
    internalWarehouseId,
    description: company.warehouses[place]?.name ?? null,
    ...quantities,
    estimatedUnitCost: item.currentCost,
    estimatedTotalCost: toCents(stock.onHand * item.currentCost),
    locations: withLocations
      ? [{ locationId: LOCATION, internalLocationId: internalWarehouseId * 10 + 1, description: null, ...quantities }]
      : null,
  };
}
