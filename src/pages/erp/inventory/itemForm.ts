import type { InventoryApi } from 'visma-net-client/resources/inventory/resource';
import { ITEM_STATUSES, type InventoryItem } from 'visma-net-client/resources/inventory/item';
import type { ItemChange } from 'visma-net-client/resources/inventory/itemChange';
import { named } from '../erpCells.ts';
import type { FieldGroup, FormPlan, Values } from '../forms/formPlan.ts';
import { ADDRESSABLE, anyOf, codeOf, emptiable, emptiableNumber, given, numberText } from '../forms/formValues.ts';
import { codeChoices } from '../lists/filterFields.ts';
import type { Choice } from '../lists/listPlan.ts';

type Name =
  | 'number'
  | 'description'
  | 'status'
  | 'item_class'
  | 'posting_class'
  | 'vat_code'
  | 'lot_class'
  | 'unspsc'
  | 'price'
  | 'base_unit'
  | 'sales_unit'
  | 'purchase_unit'
  | 'warehouse'
  | 'weight'
  | 'weight_unit'
  | 'commodity_code'
  | 'origin'
  | 'note';

export type ItemFormApi = Pick<
  InventoryApi,
  'get' | 'create' | 'update' | 'itemClasses' | 'postingClasses' | 'warehouses'
>;

/** Unknown can be read, not set. */
const SETTABLE_STATUSES = ITEM_STATUSES.filter((status) => status !== 'Unknown');

// Guess: the published description gives no lengths; these are what is usual, and the ERP has the last word.
const GROUPS: readonly FieldGroup<Name>[] = [
  {
    heading: 'General',
    fields: [
      {
        name: 'number',
        label: 'Number',
        kind: 'code',
        api: 'inventoryNumber',
        maxLength: 30,
        isRequired: true,
        isOnlyForNew: true,
        hint: 'It stays with the item.',
        pattern: ADDRESSABLE,
      },
      { name: 'description', label: 'Description', kind: 'text', api: 'description' },
      { name: 'item_class', label: 'Item class', kind: 'choice', api: 'itemClass', maxLength: 10, isRequired: true },
      {
        name: 'status',
        label: 'Status',
        kind: 'choice',
        api: 'status',
        isKept: true,
        choices: codeChoices(SETTABLE_STATUSES),
        hint: 'The ERP API deletes no items: “Marked for deletion” leaves that to the ERP.',
      },
      {
        name: 'posting_class',
        label: 'Posting class',
        kind: 'choice',
        api: 'postingClass',
        maxLength: 10,
        isKept: true,
      },
      { name: 'vat_code', label: 'VAT code', kind: 'code', api: 'vatCode', maxLength: 10, isKept: true },
      { name: 'lot_class', label: 'Lot and serial class', kind: 'code', api: 'lotSerialClass', maxLength: 10 },
      {
        name: 'unspsc',
        label: 'UNSPSC',
        kind: 'code',
        api: 'unspsc',
        pattern: { form: /^\d{8}$/, message: 'must be 8 digits.' },
      },
    ],
  },
  {
    heading: 'Price and units',
    fields: [
      {
        name: 'price',
        label: 'Default price',
        kind: 'number',
        api: 'defaultPrice',
        hint: 'In the base currency of the company, per base unit.',
      },
      { name: 'base_unit', label: 'Base unit', kind: 'code', api: 'baseUnit', maxLength: 6, isKept: true },
      { name: 'sales_unit', label: 'Sales unit', kind: 'code', api: 'salesUnit', maxLength: 6, isKept: true },
      { name: 'purchase_unit', label: 'Purchase unit', kind: 'code', api: 'purchaseUnit', maxLength: 6, isKept: true },
      { name: 'warehouse', label: 'Default warehouse', kind: 'choice', api: 'defaultWarehouse', maxLength: 30 },
    ],
  },
  {
    heading: 'Packaging and foreign trade',
    fields: [
      { name: 'weight', label: 'Weight', kind: 'number', api: 'packaging.baseItemWeight' },
      {
        name: 'weight_unit',
        label: 'Unit of the weight',
        kind: 'code',
        api: 'packaging.weightUOM',
        maxLength: 6,
        isKept: true,
      },
      { name: 'commodity_code', label: 'Commodity code (CN8)', kind: 'code', api: 'intrastat.cN8', maxLength: 30 },
      {
        name: 'origin',
        label: 'Country of origin',
        kind: 'code',
        api: 'intrastat.countryOfOrigin',
        pattern: { form: /^[A-Za-z]{2}$/, message: 'must be two letters, such as NO.' },
      },
    ],
  },
  { heading: 'Note', fields: [{ name: 'note', label: 'Note', kind: 'long', api: 'note', maxLength: 2048 }] },
];

/** The form for a new inventory item, and for changing one. */
export function itemForm(inventory: ItemFormApi): FormPlan<Name> {
  return {
    slug: 'inventory',
    one: 'item',
    groups: GROUPS,
    create: async (context, values) => {
      const { number } = values;
      const created = await inventory.create(context, {
        inventoryNumber: number,
        ...toChange(values, { isNew: true }),
      });
      const known = created.number ?? number;
      return known === undefined ? undefined : [known];
    },
    load: async (context, [number = '']) => {
      const { value: item } = await inventory.get(context, number);
      return { name: item.description, values: valuesOf(item), etag: undefined, version: item.version };
    },
    update: (context, [number = ''], changed) => inventory.update(context, number, toChange(changed, { isNew: false })),
    choices: async (context) => {
      const all = { pageSize: 500 };
      const [itemClasses, postingClasses, warehouses] = await Promise.all([
        inventory.itemClasses(context, all),
        inventory.postingClasses(context, all),
        inventory.warehouses(context, all),
      ]);
      return {
        item_class: itemClasses.rows.map(toChoice),
        posting_class: postingClasses.rows.map(toChoice),
        warehouse: warehouses.rows.filter(({ active }) => active !== false).map(toChoice),
      };
    },
  };
}

function toChoice(one: { readonly id: string; readonly description: string | undefined }): Choice {
  return { value: one.id, label: named(one) ?? one.id };
}

function valuesOf(item: InventoryItem): Values<Name> {
  return {
    number: item.inventoryNumber,
    description: item.description ?? '',
    status: item.status ?? '',
    item_class: item.itemClass?.id ?? '',
    posting_class: item.postingClass?.id ?? '',
    vat_code: item.vatCode?.id ?? '',
    lot_class: item.lotSerialClass?.id ?? '',
    unspsc: item.unspsc ?? '',
    price: numberText(item.defaultPrice),
    base_unit: item.baseUnit ?? '',
    sales_unit: item.salesUnit ?? '',
    purchase_unit: item.purchaseUnit ?? '',
    warehouse: item.defaultWarehouse?.id ?? '',
    weight: numberText(item.packaging?.baseItemWeight),
    weight_unit: item.packaging?.weightUom ?? '',
    commodity_code: item.intrastat?.cN8 ?? '',
    origin: item.intrastat?.countryOfOrigin ?? '',
    note: item.note ?? '',
  };
}

/** Of a new item, what is left empty is left to its class. */
function toChange(values: Partial<Values<Name>>, { isNew }: { readonly isNew: boolean }): ItemChange {
  const text = isNew ? given : emptiable;
  const number = (value: string | undefined) => emptiableNumber(isNew ? given(value) : value);
  return {
    description: text(values.description),
    status: codeOf(SETTABLE_STATUSES, values.status),
    itemClass: given(values.item_class),
    postingClass: given(values.posting_class),
    vatCode: given(values.vat_code),
    lotSerialClass: text(values.lot_class),
    unspsc: text(values.unspsc),
    defaultPrice: number(values.price),
    baseUnit: given(values.base_unit),
    salesUnit: given(values.sales_unit),
    purchaseUnit: given(values.purchase_unit),
    defaultWarehouse: text(values.warehouse),
    packaging: anyOf({ baseItemWeight: number(values.weight), weightUOM: given(values.weight_unit) }),
    intrastat: anyOf({
      cN8: text(values.commodity_code),
      countryOfOrigin: text(values.origin?.toUpperCase()),
    }),
    note: text(values.note),
  };
}
