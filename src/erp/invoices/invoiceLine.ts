import { z } from 'zod';
import { ledgerAccount, subaccount } from '../partners/ledgerAccount.ts';
import { day, flag, named, number, text } from '../wire.ts';

const wireLine = z.object({
  lineNumber: number,
  inventoryNumber: text,
  description: text,
  note: text,
  quantity: number,
  uom: text,
  unitPrice: number,
  unitPriceInCurrency: number,
  manualAmount: number,
  manualAmountInCurrency: number,
  amount: number,
  amountInCurrency: number,
  cost: number,
  discountPercent: number,
  discountAmount: number,
  discountAmountInCurrency: number,
  manualDiscount: flag,
  discountCode: text,
  vatCode: named,
  account: ledgerAccount,
  subaccount,
  branchNumber: z.object({ number: text, name: text }).optional(),
  projectTask: named,
  salesperson: text,
  seller: named,
  deferralCode: text,
  startDate: day,
  endDate: day,
  termStartDate: day,
  termEndDate: day,
  soOrderType: text,
  soOrderNbr: text,
  soShipmentNbr: text,
  isRotRutDeductible: flag,
  deductableAmount: number,
  typeOfWork: z.object({ rutRotType: text, description: text }).optional(),
  externalLink: text,
});

/** CustomerInvoiceLineDto of the ERP API. */
export const invoiceLineSchema = wireLine.transform(
  ({ branchNumber, soOrderType, soOrderNbr, soShipmentNbr, ...line }) => ({
    ...line,
    branch: branchNumber,
    /** The sales order that the line came from. */
    orderType: soOrderType,
    orderNumber: soOrderNbr,
    shipmentNumber: soShipmentNbr,
  }),
);

/** A line of an invoice. */
export type InvoiceLine = z.output<typeof invoiceLineSchema>;
