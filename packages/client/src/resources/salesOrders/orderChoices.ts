import { pathStep } from '../../transport/addressOf.ts';
import type { CallContext } from '../../transport/callContext.ts';
import { flag, list, moment, neededText, number, object, text, texts, type Fields } from '../../transport/wire.ts';
import { askedPage, type Page, type Paging } from '../page.ts';
import { SALES_ORDER } from '../dialect.ts';
import type { ApiPort, ReadOptions, TenantPort } from '../resource.ts';
import { orderAsker, type Whole } from './orderAsker.ts';
import { toOrderAddress, toOrderContact } from './orderParts.ts';
import { modifiedSince } from './query.ts';
import { toCustomerLocation } from './salesOrder.ts';

/** What a new order is made of: customers with their locations, and items with what is left of them. */
export interface OrderChoices {
  readonly customers: (context: CallContext, query?: OrderCustomerQuery) => Promise<Page<OrderCustomer>>;
  readonly customerLocations: (context: CallContext, customerId: string) => Promise<Whole<OrderCustomerLocation>>;
  readonly availability: (context: CallContext, query?: AvailabilityQuery) => Promise<Page<ItemAvailability>>;
}

export interface OrderCustomerQuery extends Paging {
  /** Compared with id, name, GLN and tax registration id. */
  readonly filter?: string | undefined;
}

export interface AvailabilityQuery extends Paging {
  readonly inventoryIds?: readonly string[] | undefined;
  readonly warehouseIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
  /** Attribute id to value; several values of one id are alternatives. */
  readonly attributes?: readonly (readonly [id: string, value: string])[] | undefined;
  /** ISO text. */
  readonly changedSince?: string | undefined;
  /** Sections to bring; none unless told. */
  readonly with?: readonly (keyof typeof AVAILABILITY_EXPANDS)[] | undefined;
}

const AVAILABILITY_EXPANDS = { locations: 'Location', attributes: 'Attribute' } as const;

/** The default of the API, which gives no more here as far as is known. */
const MOST_ITEMS = 10_000;

export type OrderCustomer = ReturnType<typeof toOrderCustomer>;
export type OrderCustomerLocation = ReturnType<typeof toCustomerLocationItem>;
export type ItemAvailability = ReturnType<typeof toItemAvailability>;

export function orderChoices(port: ApiPort): OrderChoices {
  const { address, whole, page } = orderAsker(port);
  return {
    customers: async (context, query = {}) => {
      const asked = askedPage(query, SALES_ORDER.mostRows);
      const url = address('/api/v3/Customers', { filter: query.filter, ...SALES_ORDER.paging(asked) });
      return page(context, 'customers', url, toOrderCustomer, asked);
    },
    customerLocations: async (context, customerId) => {
      const url = address(`/api/v3/Customers/${pathStep(customerId)}/locations`);
      return whole(context, 'customerLocations', url, toCustomerLocationItem);
    },
    availability: async (context, query = {}) => {
      const asked = askedPage(query, MOST_ITEMS);
      const url = address('/api/v3/Inventory', { ...availabilityParameters(query), ...SALES_ORDER.paging(asked) });
      return page(context, 'availability', url, toItemAvailability, asked);
    },
  };
}

function availabilityParameters(query: AvailabilityQuery) {
  const { inventoryIds, warehouseIds, locationIds, attributes, changedSince, with: sections = [] } = query;
  return {
    inventoryId: inventoryIds,
    warehouseId: warehouseIds,
    locationId: locationIds,
    attributeFilter: attributes?.map(([id, value]) => `${id}:${value}`),
    modifiedSince: modifiedSince(changedSince),
    expand: sections.length === 0 ? undefined : sections.map((section) => AVAILABILITY_EXPANDS[section]).join(','),
  };
}

export interface OrderTenantChoices {
  readonly customers: (query?: OrderCustomerQuery, options?: ReadOptions) => Promise<Page<OrderCustomer>>;
  readonly customerLocations: (customerId: string, options?: ReadOptions) => Promise<Whole<OrderCustomerLocation>>;
  readonly availability: (query?: AvailabilityQuery, options?: ReadOptions) => Promise<Page<ItemAvailability>>;
}

export function orderTenantChoices(choices: OrderChoices, { read }: TenantPort): OrderTenantChoices {
  return {
    customers: (query, options) => read(options, (context) => choices.customers(context, query)),
    customerLocations: (id, options) => read(options, (context) => choices.customerLocations(context, id)),
    availability: (query, options) => read(options, (context) => choices.availability(context, query)),
  };
}

/** CustomerDto */
export function toOrderCustomer(from: Fields) {
  return {
    id: neededText(from, 'id'),
    internalId: number(from, 'internalId'),
    name: text(from, 'name'),
    salutation: text(from, 'salutation'),
    status: text(from, 'status'),
    customerClassId: text(from, 'customerClassId'),
    currencyId: text(from, 'currencyId'),
    addressLine1: text(from, 'addressLine1'),
    addressLine2: text(from, 'addressLine2'),
    postalCode: text(from, 'postalCode'),
    country: text(from, 'country'),
    defaultLocation: object(from, 'defaultLocation', toCustomerLocation),
  };
}

/** CustomerLocationItemDto */
export function toCustomerLocationItem(from: Fields) {
  // A misspelt name of the same, which was to go at the end of 2023.
  const earlier = flag(from, 'resedentialDelivery');
  return {
    ...toCustomerLocation(from),
    address: object(from, 'address', toOrderAddress),
    contact: object(from, 'contact', toOrderContact),
    preferredWarehouseId: text(from, 'preferredWarehouseId'),
    priceClassId: text(from, 'priceClassId'),
    taxZoneId: text(from, 'taxZoneId'),
    shipViaId: text(from, 'shipViaId'),
    shipTermsId: text(from, 'shipTermsId'),
    shipZoneId: text(from, 'shipZoneId'),
    shippingRule: text(from, 'shippingRule'),
    fobPointId: text(from, 'fobPointId'),
    leadTime: number(from, 'leadTime'),
    priority: number(from, 'priority'),
    insurance: flag(from, 'insurance'),
    residentialDelivery: flag(from, 'residentialDelivery') ?? earlier,
    saturdayDelivery: flag(from, 'saturdayDelivery'),
  };
}

/** InventoryItemAvailabilityDto */
export function toItemAvailability(from: Fields) {
  return {
    inventoryId: neededText(from, 'inventoryId'),
    internalId: number(from, 'internalId'),
    description: text(from, 'description'),
    baseUnit: text(from, 'baseUnit'),
    attributes: texts(from, 'attributes'),
    warehouses: list(from, 'availability', toWarehouseAvailability),
  };
}

function toWarehouseAvailability(from: Fields) {
  return {
    warehouseId: text(from, 'warehouseId'),
    internalWarehouseId: number(from, 'internalWarehouseId'),
    ...toQuantities(from),
    estimatedUnitCost: number(from, 'estimatedUnitCost'),
    estimatedTotalCost: number(from, 'estimatedTotalCost'),
    locations: list(from, 'locations', toLocationAvailability),
  };
}

function toLocationAvailability(from: Fields) {
  return {
    locationId: text(from, 'locationId'),
    internalLocationId: number(from, 'internalLocationId'),
    ...toQuantities(from),
  };
}

function toQuantities(from: Fields) {
  return {
    description: text(from, 'description'),
    onHand: number(from, 'quantityOnHand'),
    available: number(from, 'quantityAvailable'),
    availableForShipment: number(from, 'quantityAvailableForShipment'),
    notAvailable: number(from, 'quantityNotAvailable'),
    onPurchaseOrders: number(from, 'quantityPurchaseOrders'),
    lastModified: moment(from, 'lastModified'),
  };
}
