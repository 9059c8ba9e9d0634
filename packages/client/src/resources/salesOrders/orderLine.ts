import { day, flag, named, number, object, text, texts, type Fields } from '../../transport/wire.ts';
import { toIdAndName } from '../parts/commonParts.ts';
import { toAttachments } from './orderParts.ts';

export type SalesOrderLine = ReturnType<typeof toOrderLine>;

/** SalesOrderLineDto of the Sales Order API v3. */
export function toOrderLine(from: Fields) {
  return {
    lineId: number(from, 'lineId'),
    sortOrder: number(from, 'sortOrder'),
    inventory: object(from, 'inventory', toLineInventory),
    /** The item under another number, the customer's for example. */
    inventoryAlternateId: text(from, 'inventoryAlternateId'),
    description: text(from, 'description'),
    lineType: text(from, 'lineType'),
    /** Issue or Receipt. */
    operation: text(from, 'operation'),
    freeItem: flag(from, 'freeItem'),
    quantity: number(from, 'quantity'),
    unitOfMeasure: text(from, 'unitOfMeasure'),
    /** The quantity in the item's base unit. */
    baseOrderQuantity: number(from, 'baseOrderQuantity'),
    unitPrice: number(from, 'unitPrice'),
    hasManualPrice: flag(from, 'hasManualPrice'),
    lineTotalBeforeDiscount: number(from, 'lineTotalBeforeDiscount'),
    discountPercent: number(from, 'discountPercent'),
    discountAmount: number(from, 'discountAmount'),
    discountCode: text(from, 'discountCode'),
    discountSequenceId: text(from, 'discountSequenceId'),
    hasManualDiscount: flag(from, 'hasManualDiscount'),
    /** What the line comes to. */
    extendedPrice: number(from, 'extendedPrice'),
    unitCost: number(from, 'unitCost'),
    replacementUnitCost: number(from, 'replacementUnitCost'),
    openLine: flag(from, 'openLine'),
    completed: flag(from, 'completed'),
    openQuantity: number(from, 'openQuantity'),
    quantityOnShipments: number(from, 'quantityOnShipments'),
    billedQuantity: number(from, 'billedQuantity'),
    orderDate: day(from, 'orderDate'),
    requestDate: day(from, 'requestDate'),
    shipDate: day(from, 'shipDate'),
    shippingRule: text(from, 'shippingRule'),
    undershipThreshold: number(from, 'undershipThreshold'),
    overshipThreshold: number(from, 'overshipThreshold'),
    warehouseId: text(from, 'warehouseId'),
    warehouseLocation: named(from, 'warehouseLocation'),
    purchaseOrderSource: text(from, 'purchaseOrderSource'),
    supplier: object(from, 'supplier', toIdAndName),
    supplierPrice: number(from, 'supplierPrice'),
    taxCategoryId: text(from, 'taxCategoryId'),
    salesAccountId: text(from, 'salesAccountId'),
    /** Segment to value. */
    subaccount: texts(from, 'subaccount'),
    branch: named(from, 'branch'),
    projectTaskId: text(from, 'projectTaskId'),
    reasonCode: text(from, 'reasonCode'),
    salesPerson: named(from, 'salesPerson'),
    commissionable: flag(from, 'commissionable'),
    externalLink: text(from, 'externalLink'),
    note: text(from, 'note'),
    attachments: toAttachments(from),
  };
}

function toLineInventory(from: Fields) {
  return { id: text(from, 'id'), description: text(from, 'description'), baseUnit: text(from, 'baseUnit') };
}
