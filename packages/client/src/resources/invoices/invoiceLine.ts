import { toNumbered } from '../parts/commonParts.ts';
import { ledgerAccount, subaccount } from '../parts/ledgerAccount.ts';
import { day, flag, named, number, object, text, type Fields } from '../../transport/wire.ts';

/** A line of an invoice. */
export type InvoiceLine = ReturnType<typeof toInvoiceLine>;

/** CustomerInvoiceLineDto of the ERP API. */
export function toInvoiceLine(from: Fields) {
  return {
    lineNumber: number(from, 'lineNumber'),
    inventoryNumber: text(from, 'inventoryNumber'),
    description: text(from, 'description'),
    note: text(from, 'note'),
    quantity: number(from, 'quantity'),
    uom: text(from, 'uom'),
    unitPrice: number(from, 'unitPrice'),
    unitPriceInCurrency: number(from, 'unitPriceInCurrency'),
    manualAmount: number(from, 'manualAmount'),
    manualAmountInCurrency: number(from, 'manualAmountInCurrency'),
    amount: number(from, 'amount'),
    amountInCurrency: number(from, 'amountInCurrency'),
    cost: number(from, 'cost'),
    discountPercent: number(from, 'discountPercent'),
    discountAmount: number(from, 'discountAmount'),
    discountAmountInCurrency: number(from, 'discountAmountInCurrency'),
    manualDiscount: flag(from, 'manualDiscount'),
    discountCode: text(from, 'discountCode'),
    vatCode: named(from, 'vatCode'),
    account: ledgerAccount(from, 'account'),
    subaccount: subaccount(from, 'subaccount'),
    branch: object(from, 'branchNumber', toNumbered),
    projectTask: named(from, 'projectTask'),
    salesperson: text(from, 'salesperson'),
    seller: named(from, 'seller'),
    deferralCode: text(from, 'deferralCode'),
    startDate: day(from, 'startDate'),
    endDate: day(from, 'endDate'),
    termStartDate: day(from, 'termStartDate'),
    termEndDate: day(from, 'termEndDate'),
    /** The sales order that the line came from. */
    orderType: text(from, 'soOrderType'),
    orderNumber: text(from, 'soOrderNbr'),
    shipmentNumber: text(from, 'soShipmentNbr'),
    isRotRutDeductible: flag(from, 'isRotRutDeductible'),
    deductableAmount: number(from, 'deductableAmount'),
    typeOfWork: object(from, 'typeOfWork', toTypeOfWork),
    externalLink: text(from, 'externalLink'),
  };
}

function toTypeOfWork(from: Fields) {
  return { rutRotType: text(from, 'rutRotType'), description: text(from, 'description') };
}
