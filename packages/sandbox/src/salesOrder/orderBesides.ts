import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { toCents } from '../dataset/decimals.ts';
import { hasShipped, isInvoiced } from './orderParts.ts';
import type { OrderRecord } from './orderRecord.ts';
import { partsOf } from './usualParts.ts';

// What belongs to an order and has an address of its own. Guess: the codes in it are not documented.

/** SalesOrderShipmentDto[]: one shipment of all, once the order has shipped. */
export function shipmentsOf(order: OrderRecord) {
  if (!hasShipped(order)) return [];
  const done = order.status !== 'Shipping';
  return [
    {
      id: `1${order.number}`,
      type: 'Issue',
      date: order.requestOn,
      quantity: order.orderQty,
      weight: 0,
      volume: 0,
      invoiceType: isInvoiced(order) ? 'Invoice' : null,
      invoiceId: null,
      inventoryDocumentType: done ? 'Issue' : null,
      inventoryReferenceId: done ? `2${order.number}` : null,
    },
  ];
}

/** SalesOrderTaxDto[]: all lines have the standard rate. */
export function taxesOf(order: OrderRecord, company: CompanyDataset) {
  return [
    {
      taxId: company.vatCodes[0]?.id ?? null,
      taxType: 'VAT',
      taxRate: order.vatPercent,
      taxableAmount: toCents(order.netTotal + partsOf(order, company).freight.premium),
      taxAmount: order.vatTotal,
      exemptTax: false,
      includeInTaxable: false,
      isPendingTax: false,
      isReverseTax: false,
      isStatisticalTax: false,
    },
  ];
}

/** SalesOrderRotRutDto of an order without the deduction. Guess: not documented; 404 is as likely. */
export function rotRutOf() {
  return {
    type: null,
    estate: null,
    appartment: null,
    organizationNumber: null,
    distributedAutomatically: false,
    distribution: [],
  };
}
