import { codesAsChoices, type FieldGroup, type FormField } from '../forms/formPlan.ts';
import { rowFields, type RowName, type RowsPlan } from '../forms/formRows.ts';
import { ADDRESSABLE } from '../forms/formValues.ts';

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
    heading: 'salesOrders.sections.general',
    fields: [
      {
        name: 'type',
        label: 'salesOrders.fields.type',
        kind: 'code',
        api: 'type',
        maxLength: 2,
        isRequired: true,
        isOnlyForNew: true,
        hint: 'salesOrders.form.type',
        pattern: ADDRESSABLE,
      },
      {
        name: 'number',
        label: 'salesOrders.fields.number',
        kind: 'code',
        api: 'orderId',
        maxLength: 15,
        isOnlyForNew: true,
        hint: 'salesOrders.form.number',
        pattern: ADDRESSABLE,
      },
      {
        name: 'first_status',
        label: 'salesOrders.fields.status',
        kind: 'choice',
        api: 'status',
        isOnlyForNew: true,
        choices: codesAsChoices(['Open', 'Hold']),
        hint: 'salesOrders.form.firstStatus',
      },
      {
        name: 'status',
        label: 'salesOrders.fields.status',
        kind: 'choice',
        api: 'status',
        isKept: true,
        isOnlyForChange: true,
        choices: codesAsChoices(['Open', 'Hold', 'BackOrder', 'Cancelled']),
        hint: 'salesOrders.form.status',
      },
      {
        name: 'date',
        label: 'salesOrders.fields.date',
        kind: 'date',
        api: 'date',
        hint: 'salesOrders.form.date',
        isHintForNew: true,
      },
      { name: 'wanted_on', label: 'salesOrders.fields.wantedOn', kind: 'date', api: 'requestOn' },
      {
        name: 'currency',
        label: 'salesOrders.fields.currency',
        kind: 'code',
        api: 'currencyId',
        maxLength: 5,
        isOnlyForNew: true,
      },
      {
        name: 'description',
        label: 'salesOrders.fields.description',
        kind: 'text',
        api: 'description',
        maxLength: 255,
      },
    ],
  },
  {
    heading: 'salesOrders.sections.customer',
    fields: [
      {
        name: 'customer',
        label: 'salesOrders.fields.customer',
        kind: 'code',
        api: 'customer.id',
        maxLength: 30,
        isRequired: true,
        isOnlyForNew: true,
      },
      {
        name: 'location',
        label: 'salesOrders.fields.location',
        kind: 'code',
        api: 'customer.locationId',
        maxLength: 30,
        isKept: true,
      },
      {
        name: 'customer_order',
        label: 'salesOrders.fields.customerOrder',
        kind: 'code',
        api: 'customer.order',
        maxLength: 40,
      },
      {
        name: 'customer_ref',
        label: 'salesOrders.fields.customerRef',
        kind: 'code',
        api: 'customer.refNo',
        maxLength: 40,
      },
    ],
  },
  {
    heading: 'salesOrders.sections.delivery',
    fields: [
      { name: 'scheduled', label: 'salesOrders.fields.scheduled', kind: 'date', api: 'shipping.scheduledDate' },
      {
        name: 'warehouse',
        label: 'salesOrders.fields.warehouse',
        kind: 'code',
        api: 'shipping.preferredWarehouseId',
        maxLength: 30,
      },
      { name: 'ship_via', label: 'salesOrders.fields.shipVia', kind: 'code', api: 'shipping.shipViaId', maxLength: 15 },
    ],
  },
  {
    heading: 'salesOrders.fields.note',
    fields: [{ name: 'note', label: 'salesOrders.fields.note', kind: 'long', api: 'note', maxLength: 2048 }],
  },
];

/** Lines that one form takes: a form has 1000 fields at most. */
const MOST_ROWS = 60;

/** Lines of an order that a form shows: there is room for more. */
export const SHOWN_ROWS = 40;

export const ORDER_ROWS: RowsPlan = {
  most: MOST_ROWS,
  nameOf: (column) => column('item'),
  columns: [
    {
      name: 'item',
      label: 'salesOrders.fields.item',
      kind: 'code',
      api: 'inventoryId',
      maxLength: 30,
      isRequired: true,
      isFixed: true,
    },
    { name: 'quantity', label: 'salesOrders.fields.quantity', kind: 'number', api: 'quantity', isRequired: true },
    { name: 'unit', label: 'salesOrders.fields.unit', kind: 'code', api: 'unitOfMeasure', maxLength: 6 },
    {
      name: 'price',
      label: 'salesOrders.fields.price',
      kind: 'amount',
      api: 'unitPrice',
      hint: 'salesOrders.form.price',
    },
    { name: 'discount', label: 'salesOrders.fields.discount', kind: 'number', api: 'discountPercent' },
    { name: 'description', label: 'salesOrders.fields.description', kind: 'text', api: 'description', maxLength: 256 },
    { name: 'warehouse', label: 'salesOrders.fields.warehouse', kind: 'code', api: 'warehouseId', maxLength: 30 },
    { name: 'wanted_on', label: 'salesOrders.fields.wantedOn', kind: 'date', api: 'requestDate' },
  ],
};

export function orderRowFields(typed: Readonly<Record<string, string | undefined>>): FormField<RowName>[] {
  return rowFields(ORDER_ROWS, typed);
}
