import type { Page } from 'visma-net-client/resources/page';
import type {
  NewOrderLine,
  NewSalesOrder,
  OrderLineChange,
  SalesOrderChange,
} from 'visma-net-client/resources/salesOrders/orderChange';
import type { SalesOrderLine } from 'visma-net-client/resources/salesOrders/orderLine';
import type { SalesOrder } from 'visma-net-client/resources/salesOrders/salesOrder';
import type { Values } from '../forms/formPlan.ts';
import { isNewRow, rowKeys, rowKeysAmong, rowValue } from '../forms/formRows.ts';
import { anyOf, given, numberText } from '../forms/formValues.ts';
import { ORDER_ROWS, type OrderFieldName } from './orderFormFields.ts';

type Typed = Partial<Values<OrderFieldName>>;

/** What stands in the form of an order that is there. Pure. */
export function valuesOfOrder(order: SalesOrder, lines: Page<SalesOrderLine>): Values<OrderFieldName> {
  const { customer, shipping } = order;
  const keyed = lines.rows.flatMap((line) =>
    line.lineId === undefined ? [] : [{ ...line, key: String(line.lineId) }],
  );
  return {
    type: order.type,
    number: order.orderId,
    customer: customer?.id ?? '',
    location: customer?.location?.id ?? '',
    customer_order: customer?.order ?? '',
    customer_ref: customer?.refNo ?? '',
    first_status: '',
    status: order.status?.description ?? '',
    date: order.date ?? '',
    wanted_on: order.requestOn ?? '',
    currency: order.currencyId ?? '',
    description: order.description ?? '',
    scheduled: shipping?.scheduledDate ?? '',
    warehouse: shipping?.preferredWarehouse?.id ?? '',
    ship_via: shipping?.shipVia?.id ?? '',
    note: order.note ?? '',
    rows: keyed.map(({ key }) => key).join(','),
    ...Object.fromEntries(keyed.flatMap(lineEntries)),
  };
}

function lineEntries(line: SalesOrderLine & { readonly key: string }): [string, string][] {
  const values = {
    item: line.inventory?.id ?? '',
    quantity: numberText(line.quantity),
    unit: line.unitOfMeasure ?? '',
    price: numberText(line.unitPrice),
    discount: numberText(line.discountPercent),
    description: line.description ?? '',
    warehouse: line.warehouseId ?? '',
    wanted_on: line.requestDate ?? '',
  };
  return Object.entries(values).map(([column, value]) => [`row_${line.key}_${column}`, value]);
}

/** Of a new order, what is left empty is left to its type and customer. Pure. */
export function toNewOrder(values: Typed): NewSalesOrder {
  const text = (name: OrderFieldName) => given(values[name]);
  return {
    type: values.type ?? '',
    orderId: text('number'),
    status: text('first_status'),
    date: text('date'),
    requestOn: text('wanted_on'),
    currencyId: text('currency'),
    description: text('description'),
    note: text('note'),
    customer: {
      id: text('customer'),
      locationId: text('location'),
      order: text('customer_order'),
      refNo: text('customer_ref'),
    },
    shipping: anyOf({
      scheduledDate: text('scheduled'),
      preferredWarehouseId: text('warehouse'),
      shipViaId: text('ship_via'),
    }),
    orderLines: toNewLines(values).map(({ line }) => line),
  };
}

/** What changes of the order itself but for its status; undefined: nothing. Pure. */
export function toOrderChange(changed: Typed): SalesOrderChange | undefined {
  // Guess: an empty text clears, where null may mean the default; the contract says so of some fields, not of each.
  return anyOf({
    date: emptiedDay(changed.date),
    requestOn: emptiedDay(changed.wanted_on),
    description: changed.description,
    note: changed.note,
    customer: anyOf({
      locationId: given(changed.location),
      order: changed.customer_order,
      refNo: changed.customer_ref,
    }),
    shipping: anyOf({
      scheduledDate: emptiedDay(changed.scheduled),
      preferredWarehouseId: changed.warehouse,
      shipViaId: changed.ship_via,
    }),
  });
}

/** A line of a write, with its key in the form. */
export interface KeyedLine<Line> {
  readonly key: string;
  readonly line: Line;
}

/** Pure. */
export function toNewLines(values: Typed): KeyedLine<NewOrderLine>[] {
  return keysIn(values)
    .filter(isNewRow)
    .map((key) => {
      const text = (column: string) => given(rowValue(values, key, column));
      const number = (column: string) => numberOf(text(column));
      return {
        key,
        line: {
          inventoryId: text('item') ?? '',
          quantity: number('quantity'),
          unitOfMeasure: text('unit'),
          unitPrice: number('price'),
          discountPercent: number('discount'),
          description: text('description'),
          warehouseId: text('warehouse'),
          requestDate: text('wanted_on'),
        },
      };
    });
}

/** The lines of which something was changed. Pure. */
export function toChangedLines(changed: Typed): KeyedLine<OrderLineChange>[] {
  return keysIn(changed)
    .filter((key) => !isNewRow(key))
    .flatMap((key) => {
      const text = (column: string) => rowValue(changed, key, column);
      const change = anyOf({
        quantity: numberOf(given(text('quantity'))),
        unitOfMeasure: given(text('unit')),
        unitPrice: emptiedNumber(text('price')),
        discountPercent: emptiedNumber(text('discount')),
        description: text('description'),
        warehouseId: given(text('warehouse')),
        requestDate: emptiedDay(text('wanted_on')),
      });
      return change ? [{ key, line: { lineId: Number(key), ...change } }] : [];
    });
}

/** The lines that values are about; among changes the list itself may be missing. */
function keysIn(values: Typed): string[] {
  return rowKeys(ORDER_ROWS, { rows: rowKeysAmong(Object.keys(values)).join(',') });
}

function numberOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function emptiedNumber(value: string | undefined): number | null | undefined {
  return value === '' ? null : numberOf(value);
}

function emptiedDay(value: string | undefined): string | null | undefined {
  return value === '' ? null : value;
}
