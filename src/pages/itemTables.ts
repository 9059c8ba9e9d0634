import type { InventoryItem, ItemAccounts, UnitConversion } from '../erp/inventory/item.ts';
import type { Named } from '../erp/wire.ts';
import { dataTable, type DataTable } from '../web/dataTable.ts';
import { amountWords, countWords, quantityWords } from '../web/formatNumber.ts';
import { momentOf } from '../web/formatTime.ts';

export type ItemTable =
  | 'conversions'
  | 'stock'
  | 'crossReferences'
  | 'suppliers'
  | 'attributes'
  | 'accounts'
  | 'salesCategories'
  | 'attachments';

/** Undefined where the ERP says nothing. */
export type ItemTables = Readonly<Record<ItemTable, DataTable | undefined>>;

/** The lists inside an item as tables. Pure. */
export function itemTables(item: InventoryItem): ItemTables {
  return {
    conversions: dataTable('conversions', 'Unit conversions', item.unitConversions, [
      ['Unit', ({ fromUnit }) => fromUnit],
      ['Equals', conversionWords],
      ['Price factor', ({ priceAdjustmentMultiplier: factor }) => quantity(factor), 'number'],
    ]),
    stock: dataTable('stock', `Stock per warehouse${item.baseUnit ? `, in ${item.baseUnit}` : ''}`, item.stock, [
      ['Warehouse', ({ warehouse }) => warehouse],
      ['Default', ({ isDefault }) => (isDefault === true ? 'Yes' : undefined)],
      ['On hand', ({ onHand }) => quantity(onHand), 'number'],
      ['Available', ({ available }) => quantity(available), 'number'],
      ['Available to ship', ({ availableForShipment }) => quantity(availableForShipment), 'number'],
      [
        'Last changed',
        ({ lastModified }) => (lastModified === undefined ? undefined : momentOf(Date.parse(lastModified))),
      ],
    ]),
    crossReferences: dataTable('cross-references', 'Other numbers of this item', item.crossReferences, [
      ['Number', ({ alternateId }) => alternateId],
      ['Kind', ({ alternateType }) => alternateType && (ALTERNATE_TYPE_WORDS[alternateType] ?? alternateType)],
      ['Of', ({ partner }) => named(partner && { id: partner.number, description: partner.name })],
      ['Description', ({ description }) => description],
      ['Unit', ({ uom }) => uom],
    ]),
    suppliers: suppliersTable(item),
    attributes: dataTable('attributes', 'Attributes', item.attributes, [
      ['Attribute', ({ id }) => id],
      ['Value', ({ value }) => value],
      ['In words', ({ description }) => description],
    ]),
    accounts: accountsTable(item.accounts),
    salesCategories: dataTable('sales-categories', 'Sales categories', item.salesCategories, [
      ['Category', ({ description, categoryId }) => description ?? quantity(categoryId)],
      ['Id', ({ categoryId }) => (categoryId === undefined ? undefined : String(categoryId))],
    ]),
    attachments: dataTable('attachments', countWords(item.attachments?.length ?? 0, 'file'), item.attachments, [
      ['Name', ({ name }) => name],
      ['Revision', ({ revision }) => quantity(revision), 'number'],
      ['Id', ({ id }) => id],
    ]),
  };
}

const ALTERNATE_TYPE_WORDS: Partial<Record<string, string>> = {
  CPN: 'Customer’s number',
  VPN: 'Supplier’s number',
  Global: 'Global',
  Barcode: 'Barcode',
};

function suppliersTable({ suppliers }: InventoryItem): DataTable | undefined {
  return dataTable('suppliers', countWords(suppliers?.length ?? 0, 'supplier'), suppliers, [
    ['Supplier', ({ supplierId, supplierName }) => named({ id: supplierId, description: supplierName })],
    ['Active', ({ active }) => yesNo(active)],
    ['Default', ({ default: isDefault }) => yesNo(isDefault)],
    ['Their number', ({ supplierItemId }) => supplierItemId],
    ['Last price', ({ lastSupplierPrice }) => amount(lastSupplierPrice), 'number'],
    ['Currency', ({ currencyId }) => currencyId],
    ['Unit', ({ purchaseUnit }) => purchaseUnit],
    ['Lead time (days)', ({ leadTime, shipmentLeadTime }) => quantity(leadTime ?? shipmentLeadTime), 'number'],
    ['Least order', ({ minOrderQty }) => quantity(minOrderQty), 'number'],
    ['Most per order', ({ maxOrderQty }) => quantity(maxOrderQty), 'number'],
    ['Lot size', ({ lotSize }) => quantity(lotSize), 'number'],
    ['Order quantity (EOQ)', ({ eoq }) => quantity(eoq), 'number'],
    ['Days between orders', ({ minOrderFreq }) => quantity(minOrderFreq), 'number'],
    ['Location', ({ location }) => location],
    ['Warehouse', ({ warehouse }) => warehouse],
  ]);
}

function accountsTable(accounts: ItemAccounts | undefined): DataTable | undefined {
  const rows = Object.entries(accounts ?? {}).flatMap(([name, account]) => (account ? [{ name, account }] : []));
  return dataTable('accounts', 'Accounts and subaccounts', rows, [
    ['Used for', ({ name }) => ACCOUNT_WORDS[name] ?? name],
    ['Number', ({ account }) => ('number' in account ? account.number : 'id' in account ? account.id : undefined)],
    ['Name', ({ account }) => account.description],
    ['Type', ({ account }) => ('type' in account ? account.type : undefined)],
  ]);
}

const ACCOUNT_WORDS: Partial<Record<string, string>> = {
  inventoryAccount: 'Inventory',
  expenseAccount: 'Expense',
  expenseAccrualAccount: 'Expense accrual',
  expenseNonTaxableAccount: 'Expense, non-taxable',
  expenseEuAccount: 'Expense, EU',
  expenseImportAccount: 'Expense, import',
  expenseSubaccount: 'Expense subaccount',
  cogsAccount: 'Cost of goods sold',
  cogsSubaccount: 'Cost of goods sold subaccount',
  salesAccount: 'Sales',
  salesNonTaxableAccount: 'Sales, non-taxable',
  salesEuAccount: 'Sales, EU',
  salesExportAccount: 'Sales, export',
  salesSubaccount: 'Sales subaccount',
};

function conversionWords({ operation, rate, toUnit = '' }: UnitConversion): string | undefined {
  if (rate === undefined) return toUnit;
  const isDivision = operation?.toLowerCase().startsWith('d') === true;
  return isDivision ? `1/${quantityWords(rate)} ${toUnit}` : `${quantityWords(rate)} ${toUnit}`;
}

/** "Description (id)", or what there is of them. */
export function named(value: Named | undefined): string | undefined {
  const { id = '', description = '' } = value ?? {};
  if (id === '' || description === '' || id === description) return id === '' ? description : id;
  return `${description} (${id})`;
}

export function amount(value: number | undefined): string | undefined {
  return value === undefined ? undefined : amountWords(value);
}

function quantity(value: number | undefined): string | undefined {
  return value === undefined ? undefined : quantityWords(value);
}

export function yesNo(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'Yes' : 'No';
}
