import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { accountReference, idAndDescription } from '../../dataset/lookUp.ts';
import type { SaleLine } from '../../dataset/saleLine.ts';
import type { InvoiceRecord } from './invoiceRecord.ts';

/** A line as CustomerInvoiceLineDto of the ERP API. */
export function invoiceLineDto(dataset: CompanyDataset, invoice: InvoiceRecord, line: SaleLine) {
  return {
    termStartDate: null,
    termEndDate: null,
    isRotRutDeductible: false,
    itemType: null,
    typeOfWork: null,
    deductableAmount: 0,
    attachments: [],
    projectTask: null,
    lineType: null,
    startDate: null,
    endDate: null,
    soShipmentNbr: null,
    soOrderType: invoice.orderNumber === null ? null : 'SO',
    soOrderNbr: invoice.orderNumber,
    lineNumber: line.lineNumber,
    inventoryNumber: line.itemNumber,
    description: line.description,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    unitPriceInCurrency: line.unitPrice,
    manualAmount: 0,
    manualAmountInCurrency: 0,
    amount: line.amount,
    cost: line.cost,
    amountInCurrency: line.amount,
    account: { ...accountReference(dataset, line.account), externalCode1: null, externalCode2: null, active: true },
    vatCode: idAndDescription(dataset.vatCodes, invoice.vatCode),
    uom: line.uom,
    discountPercent: line.discountPercent,
    discountAmount: line.discountAmount,
    discountAmountInCurrency: line.discountAmount,
    manualDiscount: line.discountPercent > 0,
    subaccount: null,
    salesperson: null,
    seller: null,
    deferralSchedule: null,
    deferralCode: null,
    discountCode: null,
    note: null,
    branchNumber: {
      number: invoice.branch,
      name: dataset.branches.find((branch) => branch.number === invoice.branch)?.name ?? null,
    },
    externalLink: null,
  };
}
