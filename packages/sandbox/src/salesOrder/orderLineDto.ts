import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { toCents } from '../dataset/decimals.ts';
import { hasShipped, isInvoiced, namedOf } from './orderParts.ts';
import type { OrderLine, OrderRecord } from './orderRecord.ts';
import { linePartsOf } from './usualParts.ts';

/** SalesOrderLineDto */
export function toOrderLineDto(line: OrderLine, order: OrderRecord, company: CompanyDataset) {
  const shipped = hasShipped(order) ? line.quantity : 0;
  const parts = linePartsOf(line, order, company);
  return {
    lineId: line.lineNumber,
    sortOrder: parts.sortOrder,
    inventory: { id: line.itemNumber, description: parts.itemDescription, baseUnit: line.uom },
    inventoryAlternateId: null,
    description: line.description,
    // Guess: what kinds of lines are called is not documented.
    lineType: line.warehouse === null ? 'NonStock' : 'Inventory',
    operation: parts.operation,
    freeItem: false,
    quantity: line.quantity,
    unitOfMeasure: line.uom,
    baseOrderQuantity: line.quantity,
    unitPrice: line.unitPrice,
    hasManualPrice: parts.hasManualPrice,
    lineTotalBeforeDiscount: toCents(line.quantity * line.unitPrice),
    discountPercent: line.discountPercent,
    discountAmount: line.discountAmount,
    discountCode: parts.discountCode,
    discountSequenceId: null,
    hasManualDiscount: parts.hasManualDiscount,
    extendedPrice: line.amount,
    unitCost: parts.unitCost ?? (line.quantity === 0 ? 0 : toCents(line.cost / line.quantity)),
    replacementUnitCost: 0,
    openLine: shipped < line.quantity,
    completed: order.status === 'Completed' || order.status === 'Invoiced',
    openQuantity: toCents(line.quantity - shipped),
    quantityOnShipments: shipped,
    billedQuantity: isInvoiced(order) ? line.quantity : 0,
    orderDate: order.date,
    requestDate: parts.requestDate,
    shipDate: parts.shipDate,
    shippingRule: parts.shippingRule,
    undershipThreshold: parts.undershipThreshold,
    overshipThreshold: parts.overshipThreshold,
    warehouseId: line.warehouse,
    warehouseLocation: parts.warehouseLocation === null ? null : { id: parts.warehouseLocation, description: null },
    purchaseOrderSource: parts.purchaseOrderSource,
    supplier: parts.supplier,
    supplierPrice: parts.supplierPrice,
    taxCategoryId: parts.taxCategory,
    salesAccountId: line.account,
    subaccount: parts.subaccount,
    branch: namedOf(
      company.branches.map(({ number, name }) => ({ id: number, name })),
      parts.branch,
    ),
    projectTaskId: null,
    reasonCode: null,
    salesPerson: null,
    commissionable: parts.commissionable,
    externalLink: parts.externalLink,
    note: parts.note,
    attachments: [],
  };
}
