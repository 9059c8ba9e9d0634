import type { Page } from 'visma-net-client/resources/page';
import type { SalesOrderLine } from 'visma-net-client/resources/salesOrders/orderLine';
import { say, type Spoken } from '../../../languages/spoken.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, type DataColumn, type DataTable, type Label } from '../../../web/rendering/dataTable.ts';
import { amount, code, day, flagged, linked, named, numbered, quantity } from '../erpCells.ts';

/** The lines of an order: what is sold, how it is delivered, and how it is booked. Pure. */
export function orderLineTables(
  tenantId: string,
  { rows, totalCount = rows.length }: Page<SalesOrderLine>,
): (DataTable | undefined)[] {
  const isCut = totalCount > rows.length;
  const caption = isCut
    ? say('salesOrders.firstLines', { count: totalCount, shown: { quantity: rows.length } })
    : say('salesOrders.lineCount', { count: totalCount });
  return [
    dataTable('lines', caption, rows, [LINE, ...salesColumns(tenantId)]),
    detailTable('line-delivery', 'salesOrders.tables.delivery', rows, DELIVERY),
    detailTable('line-booking', 'salesOrders.tables.booking', rows, BOOKING),
  ];
}

type LineColumn = DataColumn<SalesOrderLine>;

const LINE: LineColumn = ['salesOrders.fields.line', ({ lineId }) => lineId?.toString()];

function salesColumns(tenantId: string): LineColumn[] {
  return [
    [
      'salesOrders.fields.item',
      ({ inventory }) => linked(inventory?.id, inventory?.id && companyPath(tenantId, 'inventory', inventory.id)),
    ],
    ['salesOrders.fields.otherNumber', ({ inventoryAlternateId }) => inventoryAlternateId],
    ['salesOrders.fields.description', ({ description }) => description, 'prose'],
    // The line's own text hides the item's.
    [
      'salesOrders.fields.itemName',
      ({ description, inventory }) => (inventory?.description === description ? undefined : inventory?.description),
    ],
    ['salesOrders.fields.quantity', ({ quantity: ordered }) => quantity(ordered), 'number'],
    ['salesOrders.fields.unit', ({ unitOfMeasure, inventory }) => unitOfMeasure ?? inventory?.baseUnit],
    ['salesOrders.fields.price', ({ unitPrice }) => amount(unitPrice), 'number'],
    ['salesOrders.fields.beforeDiscount', ({ lineTotalBeforeDiscount }) => amount(lineTotalBeforeDiscount), 'number'],
    ['salesOrders.fields.discount', ({ discountPercent }) => unlessZero(discountPercent, quantity), 'number'],
    ['salesOrders.fields.discountSum', ({ discountAmount }) => unlessZero(discountAmount, amount), 'number'],
    [
      'salesOrders.fields.discountCode',
      ({ discountCode, discountSequenceId }) => joined(discountCode, discountSequenceId),
    ],
    ['salesOrders.fields.free', ({ freeItem }) => flagged(freeItem)],
    ['salesOrders.fields.amount', ({ extendedPrice }) => amount(extendedPrice), 'number'],
  ];
}

const DELIVERY: readonly LineColumn[] = [
  ['salesOrders.fields.status', ({ completed, openLine }) => lineStatus(completed, openLine)],
  ['salesOrders.fields.open', ({ openQuantity }) => quantity(openQuantity), 'number'],
  ['salesOrders.fields.onShipments', ({ quantityOnShipments }) => quantity(quantityOnShipments), 'number'],
  ['salesOrders.fields.invoiced', ({ billedQuantity }) => quantity(billedQuantity), 'number'],
  ['salesOrders.fields.inBaseUnits', ({ baseOrderQuantity }) => quantity(baseOrderQuantity), 'number'],
  ['salesOrders.fields.baseUnit', ({ inventory }) => inventory?.baseUnit],
  ['salesOrders.fields.ordered', ({ orderDate }) => day(orderDate)],
  ['salesOrders.fields.wantedOn', ({ requestDate }) => day(requestDate)],
  ['salesOrders.fields.shipsOn', ({ shipDate }) => day(shipDate)],
  ['salesOrders.fields.warehouse', ({ warehouseId }) => warehouseId],
  ['salesOrders.fields.place', ({ warehouseLocation }) => named(warehouseLocation)],
  ['salesOrders.fields.rule', ({ shippingRule }) => code(shippingRule)],
  ['salesOrders.fields.atLeast', ({ undershipThreshold }) => quantity(undershipThreshold), 'number'],
  ['salesOrders.fields.atMost', ({ overshipThreshold }) => quantity(overshipThreshold), 'number'],
  ['salesOrders.fields.boughtAs', ({ purchaseOrderSource }) => code(purchaseOrderSource)],
  ['salesOrders.fields.supplier', ({ supplier }) => numbered({ number: supplier?.id, name: supplier?.name })],
  ['salesOrders.fields.supplierPrice', ({ supplierPrice }) => amount(supplierPrice), 'number'],
];

const BOOKING: readonly LineColumn[] = [
  ['salesOrders.fields.kind', ({ lineType, operation }) => codes(lineType, operation)],
  ['salesOrders.fields.cost', ({ unitCost }) => amount(unitCost), 'number'],
  ['salesOrders.fields.replacementCost', ({ replacementUnitCost }) => amount(replacementUnitCost), 'number'],
  ['salesOrders.fields.vatCategory', ({ taxCategoryId }) => taxCategoryId],
  ['salesOrders.fields.account', ({ salesAccountId }) => salesAccountId],
  ['salesOrders.fields.subaccount', ({ subaccount = {} }) => Object.values(subaccount).join(' ')],
  ['salesOrders.fields.branch', ({ branch }) => named(branch)],
  ['salesOrders.fields.task', ({ projectTaskId }) => projectTaskId],
  ['salesOrders.fields.reason', ({ reasonCode }) => reasonCode],
  ['salesOrders.fields.salesPerson', ({ salesPerson }) => named(salesPerson)],
  ['salesOrders.fields.commission', ({ commissionable }) => flagged(commissionable)],
  ['salesOrders.fields.manualPrice', ({ hasManualPrice }) => flagged(hasManualPrice)],
  ['salesOrders.fields.manualDiscount', ({ hasManualDiscount }) => flagged(hasManualDiscount)],
  ['salesOrders.fields.sortOrder', ({ sortOrder }) => quantity(sortOrder), 'number'],
  ['salesOrders.fields.link', ({ externalLink }) => externalLink],
  ['salesOrders.fields.note', ({ note }) => note, 'prose'],
  ['salesOrders.fields.attachments', ({ attachments = [] }) => attachments.map(({ name }) => name ?? '').join(', ')],
];

/** A table that says more of the lines; undefined when it would say nothing but their numbers. */
function detailTable(
  id: string,
  caption: Label,
  rows: readonly SalesOrderLine[],
  columns: readonly LineColumn[],
): DataTable | undefined {
  const table = dataTable(id, caption, rows, [LINE, ...columns]);
  return table && table.columns.length > 1 ? table : undefined;
}

function unlessZero<T>(value: number | undefined, show: (value: number | undefined) => T | undefined): T | undefined {
  return value === 0 ? undefined : show(value);
}

function lineStatus(isCompleted: boolean | undefined, isOpen: boolean | undefined): Spoken | undefined {
  return code(isCompleted ? 'Completed' : isOpen ? 'Open' : undefined);
}

/** Codes of the ERP one after the other, in words. */
function codes(...all: readonly (string | undefined)[]): Spoken | undefined {
  const list = all.flatMap((one) => code(one) ?? []);
  return list.length === 0 ? undefined : { list };
}

function joined(...texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join(', ');
}
