import type { CrossReference, InventoryItem, UnitConversion } from 'visma-net-client/resources/inventory/item';
import { say } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, type Cell, type DataTable, type Label } from '../../../web/rendering/dataTable.ts';
import { accountsTable, attachmentsTable, attributesTable } from '../details/commonTables.ts';
import { amount, flagged, linked, moment, numbered, quantity, yesNo } from '../erpCells.ts';

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
    conversions: dataTable('conversions', 'inventory.tables.conversions', item.unitConversions, [
      ['inventory.columns.unit', ({ fromUnit }) => fromUnit],
      ['inventory.columns.equals', conversionLabel],
      ['inventory.columns.priceFactor', ({ priceAdjustmentMultiplier: factor }) => quantity(factor), 'number'],
    ]),
    stock: dataTable('stock', stockCaption(item.baseUnit), item.stock, [
      ['inventory.columns.warehouse', ({ warehouse }) => warehouse],
      ['inventory.columns.default', ({ isDefault }) => flagged(isDefault)],
      ['inventory.columns.onHand', ({ onHand }) => quantity(onHand), 'number'],
      ['inventory.columns.available', ({ available }) => quantity(available), 'number'],
      ['inventory.columns.availableToShip', ({ availableForShipment }) => quantity(availableForShipment), 'number'],
      ['inventory.columns.lastChanged', ({ lastModified }) => moment(lastModified)],
    ]),
    crossReferences: dataTable('cross-references', 'inventory.tables.crossReferences', item.crossReferences, [
      ['inventory.columns.number', ({ alternateId }) => alternateId],
      ['inventory.columns.kind', ({ alternateType }) => alternateTypeCell(alternateType)],
      ['inventory.columns.of', (reference) => partnerCell(tenantId, reference)],
      ['inventory.columns.description', ({ description }) => description],
      ['inventory.columns.unit', ({ uom }) => uom],
    ]),
    suppliers: suppliersTable(tenantId, item),
    attributes: attributesTable(item.attributes),
    accounts: accountsTable(item.accounts),
    salesCategories: dataTable('sales-categories', 'inventory.tables.salesCategories', item.salesCategories, [
      ['inventory.columns.category', ({ description, categoryId }) => description ?? quantity(categoryId)],
      ['inventory.columns.id', ({ categoryId }) => (categoryId === undefined ? undefined : String(categoryId))],
    ]),
    attachments: attachmentsTable(item.attachments),
  };
}

function stockCaption(unit = ''): Label {
  return unit === '' ? 'inventory.tables.stock' : say('inventory.tables.stockIn', { unit });
}

function alternateTypeCell(type: string | undefined): Cell | undefined {
  const label = type === undefined ? undefined : ALTERNATE_TYPE_LABELS[type];
  return label === undefined ? type : say(label);
}

const ALTERNATE_TYPE_LABELS: Partial<Record<string, TextKey>> = {
  CPN: 'inventory.numbers.ofCustomer',
  VPN: 'inventory.numbers.ofSupplier',
  Global: 'inventory.numbers.global',
  Barcode: 'inventory.numbers.barcode',
};

/** Whose number it is tells where its page is. */
function partnerCell(tenantId: string, { alternateType, partner }: CrossReference): Cell | undefined {
  const section = alternateType === 'CPN' ? 'customers' : alternateType === 'VPN' ? 'suppliers' : undefined;
  const href = section && partner?.number ? companyPath(tenantId, section, partner.number) : undefined;
  return linked(numbered(partner), href);
}

function suppliersTable(tenantId: string, { suppliers }: InventoryItem): DataTable | undefined {
  return dataTable('suppliers', say('inventory.supplierCount', { count: suppliers?.length ?? 0 }), suppliers, [
    [
      'inventory.columns.supplier',
      ({ supplierId, supplierName }) =>
        linked(
          numbered({ number: supplierId, name: supplierName }),
          supplierId ? companyPath(tenantId, 'suppliers', supplierId) : undefined,
        ),
    ],
    ['inventory.columns.active', ({ active }) => yesNo(active)],
    ['inventory.columns.default', ({ default: isDefault }) => yesNo(isDefault)],
    ['inventory.columns.supplierItem', ({ supplierItemId }) => supplierItemId],
    ['inventory.columns.lastPrice', ({ lastSupplierPrice }) => amount(lastSupplierPrice), 'number'],
    ['inventory.columns.currency', ({ currencyId }) => currencyId],
    ['inventory.columns.unit', ({ purchaseUnit }) => purchaseUnit],
    [
      'inventory.columns.leadTime',
      ({ leadTime, shipmentLeadTime }) => quantity(leadTime ?? shipmentLeadTime),
      'number',
    ],
    ['inventory.columns.minimumOrder', ({ minOrderQty }) => quantity(minOrderQty), 'number'],
    ['inventory.columns.maximumOrder', ({ maxOrderQty }) => quantity(maxOrderQty), 'number'],
    ['inventory.columns.lotSize', ({ lotSize }) => quantity(lotSize), 'number'],
    ['inventory.columns.orderQuantity', ({ eoq }) => quantity(eoq), 'number'],
    ['inventory.columns.daysBetween', ({ minOrderFreq }) => quantity(minOrderFreq), 'number'],
    ['inventory.columns.location', ({ location }) => location],
    ['inventory.columns.warehouse', ({ warehouse }) => warehouse],
  ]);
}

function conversionLabel({ operation, rate, toUnit = '' }: UnitConversion): Cell | undefined {
  if (rate === undefined) return toUnit;
  const isDivision = operation?.toLowerCase().startsWith('d') === true;
  return say(isDivision ? 'inventory.divided' : 'inventory.measure', { value: { quantity: rate }, unit: toUnit });
}
