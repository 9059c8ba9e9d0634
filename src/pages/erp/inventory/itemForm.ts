import type { InventoryApi } from 'visma-net-client/resources/inventory/resource';
import { ITEM_STATUSES, type InventoryItem } from 'visma-net-client/resources/inventory/item';
import type { ItemChange } from 'visma-net-client/resources/inventory/itemChange';
import { named } from '../erpCells.ts';
import { codesAsChoices, type FieldChoice, type FieldGroup, type FormPlan, type Values } from '../forms/formPlan.ts';
import {
  ADDRESSABLE,
  COUNTRY,
  anyOf,
  codeOf,
  emptiable,
  emptiableNumber,
  given,
  numberText,
} from '../forms/formValues.ts';

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
    heading: 'inventory.sections.general',
    fields: [
      {
        name: 'number',
        label: 'inventory.fields.number',
        kind: 'code',
        api: 'inventoryNumber',
        maxLength: 30,
        isRequired: true,
        isOnlyForNew: true,
        hint: 'inventory.form.number',
        pattern: ADDRESSABLE,
      },
      { name: 'description', label: 'inventory.fields.description', kind: 'text', api: 'description' },
      {
        name: 'item_class',
        label: 'inventory.fields.itemClass',
        kind: 'choice',
        api: 'itemClass',
        maxLength: 10,
        isRequired: true,
      },
      {
        name: 'status',
        label: 'inventory.fields.status',
        kind: 'choice',
        api: 'status',
        isKept: true,
        choices: codesAsChoices(SETTABLE_STATUSES),
        hint: 'inventory.form.status',
      },
      {
        name: 'posting_class',
        label: 'inventory.fields.postingClass',
        kind: 'choice',
        api: 'postingClass',
        maxLength: 10,
        isKept: true,
      },
      {
        name: 'vat_code',
        label: 'inventory.fields.vatCode',
        kind: 'code',
        api: 'vatCode',
        maxLength: 10,
        isKept: true,
      },
      { name: 'lot_class', label: 'inventory.fields.lotClass', kind: 'code', api: 'lotSerialClass', maxLength: 10 },
      {
        name: 'unspsc',
        label: 'inventory.fields.unspsc',
        kind: 'code',
        api: 'unspsc',
        pattern: { form: /^\d{8}$/, message: 'inventory.form.unspsc' },
      },
    ],
  },
  {
    heading: 'inventory.sections.priceAndUnits',
    fields: [
      {
        name: 'price',
        label: 'inventory.fields.price',
        kind: 'amount',
        api: 'defaultPrice',
        hint: 'inventory.form.price',
      },
      {
        name: 'base_unit',
        label: 'inventory.fields.baseUnit',
        kind: 'code',
        api: 'baseUnit',
        maxLength: 6,
        isKept: true,
      },
      {
        name: 'sales_unit',
        label: 'inventory.fields.salesUnit',
        kind: 'code',
        api: 'salesUnit',
        maxLength: 6,
        isKept: true,
      },
      {
        name: 'purchase_unit',
        label: 'inventory.fields.purchaseUnit',
        kind: 'code',
        api: 'purchaseUnit',
        maxLength: 6,
        isKept: true,
      },
      {
        name: 'warehouse',
        label: 'inventory.fields.warehouse',
        kind: 'choice',
        api: 'defaultWarehouse',
        maxLength: 30,
      },
    ],
  },
  {
    heading: 'inventory.sections.packaging',
    fields: [
      {
        name: 'weight',
        label: 'inventory.fields.weight',
        kind: 'number',
        api: 'packaging.baseItemWeight',
        hint: 'forms.emptiedIsZero',
      },
      {
        name: 'weight_unit',
        label: 'inventory.fields.weightUnit',
        kind: 'code',
        api: 'packaging.weightUOM',
        maxLength: 6,
        isKept: true,
      },
      {
        name: 'commodity_code',
        label: 'inventory.fields.commodityCode',
        kind: 'code',
        api: 'intrastat.cN8',
        maxLength: 30,
      },
      {
        name: 'origin',
        label: 'inventory.fields.origin',
        kind: 'code',
        api: 'intrastat.countryOfOrigin',
        pattern: COUNTRY,
      },
    ],
  },
  {
    heading: 'inventory.fields.note',
    fields: [{ name: 'note', label: 'inventory.fields.note', kind: 'long', api: 'note', maxLength: 2048 }],
  },
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

function toChoice(one: { readonly id: string; readonly description: string | undefined }): FieldChoice {
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
