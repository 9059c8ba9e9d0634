import type { FieldGroup, FormField } from '../forms/formPlan.ts';
import { rowFields, type RowName, type RowsPlan } from '../forms/formRows.ts';
import { ADDRESSABLE } from '../forms/formValues.ts';
import { codeChoices } from '../lists/filterFields.ts';

export type OrderFieldName =
  | 'type'
  | 'number'
  | 'customer'
  | 'location'
  | 'customer_order'
  | 'customer_ref'
  | 'first_status'
  | 'status'
  | 'date'
  | 'wanted_on'
  | 'currency'
  | 'description'
  | 'scheduled'
  | 'warehouse'
  | 'ship_via'
  | 'note'
  | RowName;

/** The fields of an order but for its lines; lengths are those of the published contract. */
export const ORDER_GROUPS: readonly FieldGroup<OrderFieldName>[] = [
  {
    heading: 'General',
    fields: [
      {
        name: 'type',
        label: 'Type',
        kind: 'code',
        api: 'type',
        maxLength: 2,
        isRequired: true,
        isOnlyForNew: true,
        hint: 'SO is the usual one.',
        pattern: ADDRESSABLE,
      },
      {
        name: 'number',
        label: 'Number',
        kind: 'code',
        api: 'orderId',
        maxLength: 15,
        isOnlyForNew: true,
        hint: 'Only where the type is numbered by hand.',
        pattern: ADDRESSABLE,
      },
      {
        name: 'first_status',
        label: 'Status',
        kind: 'choice',
        api: 'status',
        isOnlyForNew: true,
        choices: codeChoices(['Open', 'Hold']),
        hint: 'Left empty, the type decides.',
      },
      {
        name: 'status',
        label: 'Status',
        kind: 'choice',
        api: 'status',
        isKept: true,
        isOnlyForChange: true,
        choices: codeChoices(['Open', 'Hold', 'BackOrder', 'Cancelled']),
        hint: 'An order that is cancelled cannot be changed any more.',
      },
      { name: 'date', label: 'Date', kind: 'date', api: 'date', hint: 'Left empty, today.' },
      { name: 'wanted_on', label: 'Wanted on', kind: 'date', api: 'requestOn' },
      { name: 'currency', label: 'Currency', kind: 'code', api: 'currencyId', maxLength: 5, isOnlyForNew: true },
      { name: 'description', label: 'Description', kind: 'text', api: 'description', maxLength: 255 },
    ],
  },
  {
    heading: 'Customer',
    fields: [
      {
        name: 'customer',
        label: 'Customer number',
        kind: 'code',
        api: 'customer.id',
        maxLength: 30,
        isRequired: true,
        isOnlyForNew: true,
      },
      { name: 'location', label: 'Location', kind: 'code', api: 'customer.locationId', maxLength: 30, isKept: true },
      { name: 'customer_order', label: 'Customer’s order', kind: 'code', api: 'customer.order', maxLength: 40 },
      { name: 'customer_ref', label: 'Customer’s reference', kind: 'code', api: 'customer.refNo', maxLength: 40 },
    ],
  },
  {
    heading: 'Delivery',
    fields: [
      { name: 'scheduled', label: 'Planned for', kind: 'date', api: 'shipping.scheduledDate' },
      { name: 'warehouse', label: 'Warehouse', kind: 'code', api: 'shipping.preferredWarehouseId', maxLength: 30 },
      { name: 'ship_via', label: 'Shipped by', kind: 'code', api: 'shipping.shipViaId', maxLength: 15 },
    ],
  },
  { heading: 'Note', fields: [{ name: 'note', label: 'Note', kind: 'long', api: 'note', maxLength: 2048 }] },
];

/** Lines that one form takes: a form has 1000 fields at most. */
const MOST_ROWS = 60;

/** Lines of an order that a form shows: there is room for more. */
export const SHOWN_ROWS = 40;

export const ORDER_ROWS: RowsPlan = {
  heading: 'Lines',
  one: 'Line',
  most: MOST_ROWS,
  nameOf: (column) => column('item'),
  columns: [
    { name: 'item', label: 'Item', kind: 'code', api: 'inventoryId', maxLength: 30, isRequired: true, isFixed: true },
    { name: 'quantity', label: 'Quantity', kind: 'number', api: 'quantity', isRequired: true },
    { name: 'unit', label: 'Unit', kind: 'code', api: 'unitOfMeasure', maxLength: 6 },
    { name: 'price', label: 'Price', kind: 'number', api: 'unitPrice', hint: 'Left empty, by the price rules.' },
    { name: 'discount', label: 'Discount %', kind: 'number', api: 'discountPercent' },
    { name: 'description', label: 'Description', kind: 'text', api: 'description', maxLength: 256 },
    { name: 'warehouse', label: 'Warehouse', kind: 'code', api: 'warehouseId', maxLength: 30 },
    { name: 'wanted_on', label: 'Wanted on', kind: 'date', api: 'requestDate' },
  ],
};

export function orderRowFields(typed: Readonly<Record<string, string | undefined>>): FormField<RowName>[] {
  return rowFields(ORDER_ROWS, typed);
}
