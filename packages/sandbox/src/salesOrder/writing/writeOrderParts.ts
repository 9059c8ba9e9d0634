import { deliveryOf, type OrderCustomer } from '../orderParty.ts';
import type { OrderRecord, WrittenOrder } from '../orderRecord.ts';
import { partsOf } from '../usualParts.ts';
import type { AnyOrderBody } from './orderBodies.ts';
import { emptied, listed, type OrderWriting } from './orderWriting.ts';
import { SHIPPING_RULES } from './writeLineParts.ts';
import { writtenParty } from './writeParty.ts';

/** What an order has beside its head and lines, after a write. */
export function partsAfter(
  writing: OrderWriting,
  head: OrderRecord,
  customer: OrderCustomer | undefined,
  body: AnyOrderBody,
  isNew: boolean,
): WrittenOrder {
  const { company } = writing;
  const before = partsOf(head, company);
  const usual = customer && { address: customer.invoiceAddress, contact: customer.invoiceContact };
  return {
    billing: usual
      ? writtenParty(writing, 'billing', body.billing, { before: before.billing, usual, isNew })
      : before.billing,
    delivery: customer
      ? writtenParty(writing, 'shipping', body.shipping, {
          before: before.delivery,
          usual: deliveryOf(customer),
          isNew,
        })
      : before.delivery,
    contactId: emptied(body.customer?.contactId, before.contactId),
    taxZone: listed(writing, idsOf(company.vatZones), body.taxZoneId, before.taxZone, ['invalidValue', 'taxZoneId']),
    original: {
      type: emptied(body.originalOrderType, before.original.type),
      id: emptied(body.originalOrderId, before.original.id),
    },
    usesReplacementCost: body.useReplacementCostForMarginAndProfit ?? before.usesReplacementCost,
    print: {
      descriptionOnInvoice: body.print?.descriptionOnInvoice ?? before.print.descriptionOnInvoice,
      noteOnExternalDocuments: body.print?.noteOnExternalDocuments ?? before.print.noteOnExternalDocuments,
      noteOnInternalDocuments: body.print?.noteOnInternalDocuments ?? before.print.noteOnInternalDocuments,
    },
    shipping: shippingAfter(writing, before.shipping, body.shipping),
    financial: financialAfter(writing, before.financial, body.financialInformation),
    payment: paymentAfter(writing, before.payment, body.paymentSettings),
    freight: freightAfter(writing, before.freight, body.freight),
  };
}

function shippingAfter(
  writing: OrderWriting,
  before: WrittenOrder['shipping'],
  body: AnyOrderBody['shipping'],
): WrittenOrder['shipping'] {
  if (!body) return before;
  const { company } = writing;
  const warehouse = body.preferredWarehouseId;
  return {
    fobPoint: emptied(body.fobPointId, before.fobPoint),
    insurance: body.insurance ?? before.insurance,
    intrastatTransactionType: emptied(body.intrastatTransactionTypeId, before.intrastatTransactionType),
    preferredWarehouse:
      warehouse === ''
        ? null
        : listed(writing, idsOf(company.warehouses), warehouse, before.preferredWarehouse, [
            'invalidWarehouseId',
            'shipping.preferredWarehouseId',
          ]),
    priority: body.priority ?? before.priority,
    residentialDelivery: body.residentialDelivery ?? before.residentialDelivery,
    rule: listed(writing, SHIPPING_RULES, body.rule, before.rule, ['invalidValue', 'shipping.rule']),
    saturdayDelivery: body.saturdayDelivery ?? before.saturdayDelivery,
    scheduledDate: emptied(body.scheduledDate, before.scheduledDate),
    shipSeparately: body.shipSeparately ?? before.shipSeparately,
    shipVia: emptied(body.shipViaId, before.shipVia),
    terms: emptied(body.termsId, before.terms),
    zone: emptied(body.zoneId, before.zone),
  };
}

function financialAfter(
  { findings }: OrderWriting,
  before: WrittenOrder['financial'],
  body: AnyOrderBody['financialInformation'],
): WrittenOrder['financial'] {
  if (!body) return before;
  // Guess: as in the ERP API, whose description says MMYYYY of sales orders too.
  if (body.postPeriod && !/^(?:0[1-9]|1[0-2])\d{4}$/.test(body.postPeriod)) {
    findings.add('financialPeriodNotFound', 'financialInformation.postPeriod', 'The period must be MMYYYY.');
  }
  return {
    cashDiscountDate: emptied(body.cashDiscountDate, before.cashDiscountDate),
    dueDate: emptied(body.dueDate, before.dueDate),
    invoiceDate: emptied(body.invoiceDate, before.invoiceDate),
    invoiceId: emptied(body.invoiceId, before.invoiceId),
    invoiceSeparately: body.invoiceSeparately ?? before.invoiceSeparately,
    postPeriod: emptied(body.postPeriod, before.postPeriod),
  };
}

function paymentAfter(
  writing: OrderWriting,
  before: WrittenOrder['payment'],
  body: AnyOrderBody['paymentSettings'],
): WrittenOrder['payment'] {
  if (!body) return before;
  const { company } = writing;
  return {
    cashAccount: listed(writing, Object.keys(company.accounts), body.cashAccountId, before.cashAccount, [
      'cashAccountNotFound',
      'paymentSettings.cashAccountId',
    ]),
    method: listed(writing, idsOf(company.paymentMethods), body.paymentMethodId, before.method, [
      'paymentMethodIdNotFound',
      'paymentSettings.paymentMethodId',
    ]),
    reference: emptied(body.paymentReference, before.reference),
  };
}

function freightAfter(
  writing: OrderWriting,
  before: WrittenOrder['freight'],
  body: AnyOrderBody['freight'],
): WrittenOrder['freight'] {
  if (!body) return before;
  return {
    cost: body.cost ?? before.cost,
    premium: body.premiumAmount ?? before.premium,
    taxCategory: listed(writing, idsOf(writing.company.vatCodes), body.taxCategoryId, before.taxCategory, [
      'invalidTaxCategoryId',
      'freight.taxCategoryId',
    ]),
  };
}

/** The ids of a list of the company. */
export function idsOf(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}
