import { day, flag, list, named, number, text, type Fields } from '../../transport/wire.ts';

// What belongs to an order and has an address of its own below it.

export type OrderShipment = ReturnType<typeof toShipment>;
export type OrderTax = ReturnType<typeof toTax>;
export type OrderDiscount = ReturnType<typeof toDiscount>;
export type OrderCommission = ReturnType<typeof toCommission>;
export type OrderRotRut = ReturnType<typeof toRotRut>;

/** SalesOrderShipmentDto */
export function toShipment(from: Fields) {
  return {
    id: text(from, 'id'),
    type: text(from, 'type'),
    date: day(from, 'date'),
    quantity: number(from, 'quantity'),
    weight: number(from, 'weight'),
    volume: number(from, 'volume'),
    invoiceType: text(from, 'invoiceType'),
    invoiceId: text(from, 'invoiceId'),
    inventoryDocumentType: text(from, 'inventoryDocumentType'),
    inventoryReferenceId: text(from, 'inventoryReferenceId'),
  };
}

/** SalesOrderTaxDto */
export function toTax(from: Fields) {
  return {
    taxId: text(from, 'taxId'),
    taxType: text(from, 'taxType'),
    taxRate: number(from, 'taxRate'),
    taxableAmount: number(from, 'taxableAmount'),
    taxAmount: number(from, 'taxAmount'),
    exemptTax: flag(from, 'exemptTax'),
    includeInTaxable: flag(from, 'includeInTaxable'),
    isPendingTax: flag(from, 'isPendingTax'),
    isReverseTax: flag(from, 'isReverseTax'),
    isStatisticalTax: flag(from, 'isStatisticalTax'),
  };
}

/** SalesOrderDiscountDto */
export function toDiscount(from: Fields) {
  return {
    discountId: text(from, 'discountId'),
    discountSequenceId: text(from, 'discountSequenceId'),
    type: text(from, 'type'),
    isManual: flag(from, 'isManual'),
    skipDiscount: flag(from, 'skipDiscount'),
    manualOrderIndex: number(from, 'manualOrderIndex'),
    discountableAmount: number(from, 'discountableAmount'),
    discountableQuantity: number(from, 'discountableQuantity'),
    discountPercent: number(from, 'discountPercent'),
    discountAmount: number(from, 'discountAmount'),
    freeItem: named(from, 'freeItem'),
    freeItemQuantity: number(from, 'freeItemQuantity'),
  };
}

/** SalesOrderCommissionDto */
export function toCommission(from: Fields) {
  return {
    salesPersonId: text(from, 'salesPersonId'),
    percent: number(from, 'percent'),
    commissionableAmount: number(from, 'commissionableAmount'),
    amount: number(from, 'amount'),
  };
}

/** SalesOrderRotRutDto: the Swedish deduction for work in homes. */
export function toRotRut(from: Fields) {
  return {
    type: text(from, 'type'),
    estate: text(from, 'estate'),
    // The API spells it so.
    apartment: text(from, 'appartment'),
    organizationNumber: text(from, 'organizationNumber'),
    distributedAutomatically: flag(from, 'distributedAutomatically'),
    distribution: list(from, 'distribution', toShare),
  };
}

function toShare(from: Fields) {
  return {
    lineId: number(from, 'lineId'),
    personalId: text(from, 'personalId'),
    amount: number(from, 'amount'),
    extra: flag(from, 'extra'),
  };
}
