import { describe, expect, test } from '@jest/globals';
import { contractTypes, filledType } from '../../sandbox/test/salesOrder/contract.ts';
import { toCommission, toDiscount, toRotRut, toShipment, toTax } from '../src/resources/salesOrders/besides.ts';
import {
  toCustomerLocationItem,
  toItemAvailability,
  toOrderCustomer,
} from '../src/resources/salesOrders/orderChoices.ts';
import { toOrderLine } from '../src/resources/salesOrders/orderLine.ts';
import { toOrderRow } from '../src/resources/salesOrders/orderRow.ts';
import { ORDER_STATUSES } from '../src/resources/salesOrders/query.ts';
import { toSalesOrder } from '../src/resources/salesOrders/salesOrder.ts';
import { modelEnums } from '../../sandbox/test/erp/erpModel.ts';
import { fieldsOf as fieldsOfAnswer, type Reader } from '../src/transport/wire.ts';

const READERS: readonly (readonly [type: string, read: Reader<object>])[] = [
  ['SalesOrderListDto', toOrderRow],
  ['SalesOrderDto', toSalesOrder],
  ['SalesOrderLineDto', toOrderLine],
  ['SalesOrderShipmentDto', toShipment],
  ['SalesOrderTaxDto', toTax],
  ['SalesOrderDiscountDto', toDiscount],
  ['SalesOrderCommissionDto', toCommission],
  ['SalesOrderRotRutDto', toRotRut],
  ['CustomerDto', toOrderCustomer],
  ['CustomerLocationItemDto', toCustomerLocationItem],
  ['InventoryItemAvailabilityDto', toItemAvailability],
];

/** Fields that the client leaves out, and why it may. */
const LEFT_OUT = [
  // Addresses of the API itself; this client makes its own.
  /\._links$/,
  // Ids of records that no operation takes.
  /^(AddressDto|ContactDto)\.id$/,
];

/** Notes every field that is asked for, by the type that it is asked of. */
function watched(type: string, value: unknown, seen: Set<string>): unknown {
  if (type.endsWith('[]') && Array.isArray(value)) {
    return value.map((one: unknown) => watched(type.slice(0, -2), one, seen));
  }
  const fields = contractTypes[type];
  if (!fields || typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, name) => {
      if (typeof name === 'symbol') return undefined;
      seen.add(`${type}.${name}`);
      return watched(fields[name] ?? 'any', new Map<string, unknown>(Object.entries(target)).get(name), seen);
    },
  });
}

function fieldsRead(type: string, read: Reader<object>): Set<string> {
  const seen = new Set<string>();
  read(fieldsOfAnswer(watched(type, filledType(type).dto, seen)));
  return seen;
}

function isKnown(field: string): boolean {
  const [type = '', name = ''] = field.split('.');
  return name in (contractTypes[type] ?? {});
}

/** Every field of a type and of the types inside it. */
function fieldsOf(type: string): string[] {
  return Object.entries(contractTypes[type] ?? {}).flatMap(([name, kind]) => [
    `${type}.${name}`,
    ...fieldsOf(kind.replace('[]', '')),
  ]);
}

describe.each(READERS)('%s', (type, read) => {
  test('no field is read that the contract has not', () => {
    expect([...fieldsRead(type, read)].filter((field) => !isKnown(field))).toEqual([]);
  });

  test('every field of the contract is read', () => {
    const seen = fieldsRead(type, read);
    const unread = new Set(fieldsOf(type).filter((field) => !seen.has(field)));
    expect([...unread].filter((field) => !LEFT_OUT.some((pattern) => pattern.test(field)))).toEqual([]);
  });

  test('what is read comes out', () => {
    const { dto, leaves } = filledType(type);
    const text = JSON.stringify(read(dto));
    const lost = [...leaves]
      .filter(([, value]) => typeof value !== 'boolean')
      .filter(([, value]) => !text.includes(String(value).replace(/T00:00:00.*/, '')))
      .map(([path]) => path);
    expect(lost.filter((path) => !/_links|\.(address|contact)\.id$/.test(path))).toEqual([]);
  });
});

test('a field that the contract has not is noticed', () => {
  const seen = fieldsRead('SalesOrderLineDto', ({ uom }) => ({ uom }));
  expect([...seen].filter((field) => !isKnown(field))).toEqual(['SalesOrderLineDto.uom']);
});

test('the statuses to offer are those of the ERP API v1', () => {
  expect([...ORDER_STATUSES].toSorted()).toEqual((modelEnums.SalesOrderQueryParametersStatusEnum ?? []).toSorted());
});
