import type { Page } from 'visma-net-client/resources/page';
import type { SalesOrderLine } from 'visma-net-client/resources/salesOrders/orderLine';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { codeLabel } from '../../../web/rendering/codeLabel.ts';
import { dataTable, type DataColumn, type DataTable } from '../../../web/rendering/dataTable.ts';
import { formatCount, formatQuantity } from '../../../web/rendering/formatNumber.ts';
import { amount, day, flagged, linked, named, numbered, quantity } from '../erpCells.ts';

/** The lines of an order: what is sold, how it is delivered, and how it is booked. Pure. */
export function orderLineTables(
  tenantId: string,
  { rows, totalCount = rows.length }: Page<SalesOrderLine>,
): (DataTable | undefined)[] {
  const count = formatCount(totalCount, 'line');
  const caption = totalCount > rows.length ? `The first ${formatQuantity(rows.length)} of ${count}` : count;
  return [
    dataTable('lines', caption, rows, [LINE, ...salesColumns(tenantId)]),
    detailTable('line-delivery', 'Delivery of the lines', rows, DELIVERY),
    detailTable('line-booking', 'Booking of the lines', rows, BOOKING),
  ];
}

type LineColumn = DataColumn<SalesOrderLine>;

const LINE: LineColumn = ['Line', ({ lineId }) => lineId?.toString()];

function salesColumns(tenantId: string): LineColumn[] {
  return [
    [
      'Item',
      ({ inventory }) => linked(inventory?.id, inventory?.id && companyPath(tenantId, 'inventory', inventory.id)),
    ],
    ['Other number', ({ inventoryAlternateId }) => inventoryAlternateId],
    ['Description', ({ description }) => description, 'prose'],
    // The line's own text hides the item's.
    [
      'Item’s name',
      ({ description, inventory }) => (inventory?.description === description ? undefined : inventory?.description),
    ],
    ['Quantity', ({ quantity: ordered }) => quantity(ordered), 'number'],
    ['Unit', ({ unitOfMeasure, inventory }) => unitOfMeasure ?? inventory?.baseUnit],
    ['Price', ({ unitPrice }) => amount(unitPrice), 'number'],
    ['Before discount', ({ lineTotalBeforeDiscount }) => amount(lineTotalBeforeDiscount), 'number'],
    ['Discount %', ({ discountPercent }) => unlessZero(discountPercent, quantity), 'number'],
    ['Discount', ({ discountAmount }) => unlessZero(discountAmount, amount), 'number'],
    ['Discount code', ({ discountCode, discountSequenceId }) => joined(discountCode, discountSequenceId)],
    ['Free', ({ freeItem }) => flagged(freeItem)],
    ['Amount', ({ extendedPrice }) => amount(extendedPrice), 'number'],
  ];
}

const DELIVERY: readonly LineColumn[] = [
  ['Status', ({ completed, openLine }) => (completed ? 'Completed' : openLine ? 'Open' : undefined)],
  ['Open', ({ openQuantity }) => quantity(openQuantity), 'number'],
  ['On shipments', ({ quantityOnShipments }) => quantity(quantityOnShipments), 'number'],
  ['Invoiced', ({ billedQuantity }) => quantity(billedQuantity), 'number'],
  ['In base units', ({ baseOrderQuantity }) => quantity(baseOrderQuantity), 'number'],
  ['Base unit', ({ inventory }) => inventory?.baseUnit],
  ['Ordered', ({ orderDate }) => day(orderDate)],
  ['Wanted on', ({ requestDate }) => day(requestDate)],
  ['Ships on', ({ shipDate }) => day(shipDate)],
  ['Warehouse', ({ warehouseId }) => warehouseId],
  ['Place', ({ warehouseLocation }) => named(warehouseLocation)],
  ['Rule', ({ shippingRule }) => label(shippingRule)],
  ['At least %', ({ undershipThreshold }) => quantity(undershipThreshold), 'number'],
  ['At most %', ({ overshipThreshold }) => quantity(overshipThreshold), 'number'],
  ['Bought as', ({ purchaseOrderSource }) => label(purchaseOrderSource)],
  ['Supplier', ({ supplier }) => numbered({ number: supplier?.id, name: supplier?.name })],
  ['Supplier’s price', ({ supplierPrice }) => amount(supplierPrice), 'number'],
];

const BOOKING: readonly LineColumn[] = [
  ['Kind', ({ lineType, operation }) => joined(label(lineType), label(operation))],
  ['Cost', ({ unitCost }) => amount(unitCost), 'number'],
  ['Replacement cost', ({ replacementUnitCost }) => amount(replacementUnitCost), 'number'],
  ['VAT category', ({ taxCategoryId }) => taxCategoryId],
  ['Account', ({ salesAccountId }) => salesAccountId],
  ['Subaccount', ({ subaccount = {} }) => Object.values(subaccount).join(' ')],
  ['Branch', ({ branch }) => named(branch)],
  ['Task', ({ projectTaskId }) => projectTaskId],
  ['Reason', ({ reasonCode }) => reasonCode],
  ['Sales person', ({ salesPerson }) => named(salesPerson)],
  ['Commission', ({ commissionable }) => flagged(commissionable)],
  ['Price by hand', ({ hasManualPrice }) => flagged(hasManualPrice)],
  ['Discount by hand', ({ hasManualDiscount }) => flagged(hasManualDiscount)],
  ['Place in the order', ({ sortOrder }) => quantity(sortOrder), 'number'],
  ['Link', ({ externalLink }) => externalLink],
  ['Note', ({ note }) => note, 'prose'],
  ['Attachments', ({ attachments = [] }) => attachments.map(({ name }) => name ?? '').join(', ')],
];

/** A table that says more of the lines; undefined when it would say nothing but their numbers. */
function detailTable(
  id: string,
  caption: string,
  rows: readonly SalesOrderLine[],
  columns: readonly LineColumn[],
): DataTable | undefined {
  const table = dataTable(id, caption, rows, [LINE, ...columns]);
  return table && table.columns.length > 1 ? table : undefined;
}

function unlessZero<T>(value: number | undefined, show: (value: number | undefined) => T | undefined): T | undefined {
  return value === 0 ? undefined : show(value);
}

function label(code: string | undefined): string | undefined {
  return code === undefined || code === '' ? undefined : codeLabel(code);
}

function joined(...texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join(', ');
}
