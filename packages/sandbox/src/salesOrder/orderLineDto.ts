import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { money } from '../dataset/random.ts';
import { hasShipped, isInvoiced, namedOf } from './orderParts.ts';
import type { OrderLine, OrderRecord } from './orderRecord.ts';

/** SalesOrderLineDto */
export function toOrderLineDto(line: OrderLine, order: OrderRecord, company: CompanyDataset) {
  const shipped = hasShipped(order) ? line.quantity : 0;
  return {
    lineId: line.lineNumber,
    sortOrder: line.lineNumber,
    inventory: { id: line.itemNumber, description: line.description, baseUnit: line.uom },
    inventoryAlternateId: null,
    description: line.description,
    // Guess: what kinds of lines are called is not documented.
    lineType: line.warehouse === null ? 'NonStock' : 'Inventory',
    operation: order.type === 'RM' ? 'Receipt' : 'Issue',
    freeItem: false,
    quantity: line.quantity,
    unitOfMeasure: line.uom,
    baseOrderQuantity: line.quantity,
    unitPrice: line.unitPrice,
    hasManualPrice: false,
    lineTotalBeforeDiscount: money(line.quantity * line.unitPrice),
    discountPercent: line.discountPercent,
    discountAmount: line.discountAmount,
    discountCode: null,
    discountSequenceId: null,
    hasManualDiscount: line.discountAmount !== 0,
    extendedPrice: line.amount,
    unitCost: line.quantity === 0 ? 0 : money(line.cost / line.quantity),
    replacementUnitCost: 0,
    openLine: shipped < line.quantity,
    completed: order.status === 'Completed' || order.status === 'Invoiced',
    openQuantity: money(line.quantity - shipped),
    quantityOnShipments: shipped,
    billedQuantity: isInvoiced(order) ? line.quantity : 0,
    orderDate: order.date,
    requestDate: order.requestOn,
    shipDate: order.requestOn,
    shippingRule: 'BackOrderAllowed',
    undershipThreshold: 100,
    overshipThreshold: 100,
    warehouseId: line.warehouse,
    warehouseLocation: null,
    purchaseOrderSource: null,
    supplier: null,
    supplierPrice: null,
    taxCategoryId: company.vatCodes[0]?.id ?? null,
    salesAccountId: line.account,
    subaccount: null,
    branch: namedOf(
      company.branches.map(({ number, name }) => ({ id: number, name })),
      order.branch,
    ),
    projectTaskId: null,
    reasonCode: null,
    salesPerson: null,
    commissionable: false,
    externalLink: null,
    note: null,
    attachments: [],
  };
}
