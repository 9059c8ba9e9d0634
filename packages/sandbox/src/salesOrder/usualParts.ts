import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import type { OrderLine, OrderRecord, WrittenLine, WrittenOrder } from './orderRecord.ts';

/** What an order has beside its head and lines: what was written, else the usual. */
export function partsOf(order: OrderRecord, company: CompanyDataset): WrittenOrder {
  return order.written ?? usualParts(order, company);
}

/** What a line has beside item, price and quantity: what was written, else the usual. */
export function linePartsOf(line: OrderLine, order: OrderRecord, company: CompanyDataset): WrittenLine {
  return line.written ?? usualLineParts(line, order, company);
}

function usualParts(order: OrderRecord, company: CompanyDataset): WrittenOrder {
  return {
    billing: { address: null, contact: null },
    delivery: { address: null, contact: null },
    contactId: null,
    taxZone: null,
    original: { type: null, id: null },
    usesReplacementCost: false,
    print: { descriptionOnInvoice: true, noteOnExternalDocuments: false, noteOnInternalDocuments: false },
    shipping: {
      fobPoint: null,
      insurance: false,
      intrastatTransactionType: null,
      preferredWarehouse: order.lines.find((line) => line.warehouse !== null)?.warehouse ?? null,
      priority: 0,
      residentialDelivery: false,
      rule: 'BackOrderAllowed',
      saturdayDelivery: false,
      scheduledDate: order.requestOn,
      shipSeparately: false,
      shipVia: null,
      terms: null,
      zone: null,
    },
    financial: {
      cashDiscountDate: null,
      dueDate: null,
      invoiceDate: null,
      invoiceId: null,
      invoiceSeparately: false,
      postPeriod: null,
    },
    payment: { cashAccount: null, method: null, reference: null },
    freight: { cost: 0, premium: 0, taxCategory: company.vatCodes[0]?.id ?? null },
  };
}

function usualLineParts(line: OrderLine, order: OrderRecord, company: CompanyDataset): WrittenLine {
  return {
    sortOrder: line.lineNumber,
    itemDescription: line.description,
    unitCost: null,
    hasManualPrice: false,
    hasManualDiscount: line.discountAmount !== 0,
    discountCode: null,
    operation: order.type === 'RM' ? 'Receipt' : 'Issue',
    branch: order.branch,
    requestDate: order.requestOn,
    shipDate: order.requestOn,
    shippingRule: 'BackOrderAllowed',
    undershipThreshold: 100,
    overshipThreshold: 100,
    taxCategory: company.vatCodes[0]?.id ?? null,
    warehouseLocation: null,
    purchaseOrderSource: null,
    supplier: null,
    supplierPrice: null,
    subaccount: null,
    commissionable: false,
    externalLink: null,
    note: null,
  };
}
