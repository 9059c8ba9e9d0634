import type { CrossReference, InventoryItem, UnitConversion } from 'visma-net-client/resources/inventory/item';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, type Cell, type DataTable } from '../../../web/rendering/dataTable.ts';
import { formatCount, formatQuantity } from '../../../web/rendering/formatNumber.ts';
import { accountsTable, attachmentsTable, attributesTable } from '../details/commonTables.ts';
import { amount, linked, moment, numbered, quantity, yesNo } from '../erpCells.ts';

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

/** The lists inside an item as tables; suppliers and customers lead to their pages. Pure. */
export function itemTables(tenantId: string, item: InventoryItem): ItemTables {
  return {
    conversions: dataTable('conversions', 'Unit conversions', item.unitConversions, [
      ['Unit', ({ fromUnit }) => fromUnit],
      ['Equals', conversionLabel],
      ['Price factor', ({ priceAdjustmentMultiplier: factor }) => quantity(factor), 'number'],
    ]),
    stock: dataTable('stock', `Stock per warehouse${item.baseUnit ? `, in ${item.baseUnit}` : ''}`, item.stock, [
      ['Warehouse', ({ warehouse }) => warehouse],
      ['Default', ({ isDefault }) => (isDefault === true ? 'Yes' : undefined)],
      ['On hand', ({ onHand }) => quantity(onHand), 'number'],
      ['Available', ({ available }) => quantity(available), 'number'],
      ['Available to ship', ({ availableForShipment }) => quantity(availableForShipment), 'number'],
      ['Last changed', ({ lastModified }) => moment(lastModified)],
    ]),
    crossReferences: dataTable('cross-references', 'Other numbers of this item', item.crossReferences, [
      ['Number', ({ alternateId }) => alternateId],
      ['Kind', ({ alternateType }) => alternateType && (ALTERNATE_TYPE_LABELS[alternateType] ?? alternateType)],
      ['Of', (reference) => partnerCell(tenantId, reference)],
      ['Description', ({ description }) => description],
      ['Unit', ({ uom }) => uom],
    ]),
    suppliers: suppliersTable(tenantId, item),
    attributes: attributesTable(item.attributes),
    accounts: accountsTable(item.accounts),
    salesCategories: dataTable('sales-categories', 'Sales categories', item.salesCategories, [
      ['Category', ({ description, categoryId }) => description ?? quantity(categoryId)],
      ['Id', ({ categoryId }) => (categoryId === undefined ? undefined : String(categoryId))],
    ]),
    attachments: attachmentsTable(item.attachments),
  };
}

const ALTERNATE_TYPE_LABELS: Partial<Record<string, string>> = {
  CPN: 'Customer’s number',
  VPN: 'Supplier’s number',
  Global: 'Global',
  Barcode: 'Barcode',
};

/** Whose number it is tells where its page is. */
function partnerCell(tenantId: string, { alternateType, partner }: CrossReference): Cell | undefined {
  const section = alternateType === 'CPN' ? 'customers' : alternateType === 'VPN' ? 'suppliers' : undefined;
  const href = section && partner?.number ? companyPath(tenantId, section, partner.number) : undefined;
  return linked(numbered(partner), href);
}

function suppliersTable(tenantId: string, { suppliers }: InventoryItem): DataTable | undefined {
  return dataTable('suppliers', formatCount(suppliers?.length ?? 0, 'supplier'), suppliers, [
    [
      'Supplier',
      ({ supplierId, supplierName }) =>
        linked(
          numbered({ number: supplierId, name: supplierName }),
          supplierId ? companyPath(tenantId, 'suppliers', supplierId) : undefined,
        ),
    ],
    ['Active', ({ active }) => yesNo(active)],
    ['Default', ({ default: isDefault }) => yesNo(isDefault)],
    ['Supplier’s item no.', ({ supplierItemId }) => supplierItemId],
    ['Last price', ({ lastSupplierPrice }) => amount(lastSupplierPrice), 'number'],
    ['Currency', ({ currencyId }) => currencyId],
    ['Unit', ({ purchaseUnit }) => purchaseUnit],
    ['Lead time (days)', ({ leadTime, shipmentLeadTime }) => quantity(leadTime ?? shipmentLeadTime), 'number'],
    ['Minimum order', ({ minOrderQty }) => quantity(minOrderQty), 'number'],
    ['Maximum order', ({ maxOrderQty }) => quantity(maxOrderQty), 'number'],
    ['Lot size', ({ lotSize }) => quantity(lotSize), 'number'],
    ['Order quantity (EOQ)', ({ eoq }) => quantity(eoq), 'number'],
    ['Days between orders', ({ minOrderFreq }) => quantity(minOrderFreq), 'number'],
    ['Location', ({ location }) => location],
    ['Warehouse', ({ warehouse }) => warehouse],
  ]);
}

function conversionLabel({ operation, rate, toUnit = '' }: UnitConversion): string | undefined {
  if (rate === undefined) return toUnit;
  const isDivision = operation?.toLowerCase().startsWith('d') === true;
  return isDivision ? `1/${formatQuantity(rate)} ${toUnit}` : `${formatQuantity(rate)} ${toUnit}`;
}
