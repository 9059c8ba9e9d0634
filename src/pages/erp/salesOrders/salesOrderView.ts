import type { Page } from 'visma-net-client/resources/page';
import type { OrderDiscount, OrderShipment, OrderTax } from 'visma-net-client/resources/salesOrders/besides';
import type { SalesOrderLine } from 'visma-net-client/resources/salesOrders/orderLine';
import type { OrderTotals } from 'visma-net-client/resources/salesOrders/orderParts';
import type { SalesOrder } from 'visma-net-client/resources/salesOrders/salesOrder';
import { say } from '../../../languages/spoken.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { amount, code, day, flagged, linked, moment, money, named, numbered, quantity } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import { attachmentsTable } from '../details/commonTables.ts';
import { addressFacts } from '../details/partnerParts.ts';
import { visibleSections, type DetailChanges, type DetailView } from '../details/detailView.ts';
import { orderLineTables } from './orderLineTables.ts';

interface OrderContext {
  readonly order: SalesOrder;
  readonly lines: Page<SalesOrderLine>;
  readonly shipments: readonly OrderShipment[];
  readonly taxes: readonly OrderTax[];
  readonly discounts: readonly OrderDiscount[];
  readonly changes: DetailChanges;
  readonly curls: readonly string[];
}

/** Shapes a sales order for the view: lines, totals and what else the API says about it. Pure. */
export function toSalesOrderView(tenantId: string, shown: OrderContext): DetailView {
  const { order, curls, changes } = shown;
  const { type, orderId, status, customer, description, note } = order;
  const customerHref = customer?.id && companyPath(tenantId, 'customers', customer.id);
  return {
    changes,
    curls,
    heading: say('salesOrders.heading', { type, number: orderId }),
    name: numbered({ number: customer?.id, name: customer?.name }),
    status: statusTag(status?.description),
    totals: keyTotals(order),
    related: customerHref ? [{ label: 'salesOrders.fields.customerName', href: customerHref }] : [],
    columns: visibleSections(
      { heading: 'salesOrders.sections.general', facts: generalFacts(order) },
      { heading: 'salesOrders.sections.customer', facts: customerFacts(customerHref, order.customer) },
      { heading: 'salesOrders.sections.totals', facts: totalFacts(order), tables: [totalsTable(order.totals)] },
      { heading: 'salesOrders.sections.billedTo', facts: partyFacts(order.billing) },
      {
        heading: 'salesOrders.sections.shippedTo',
        facts: [...partyFacts(order.shipping), ...shippingFacts(order.shipping)],
      },
      { heading: 'salesOrders.sections.payment', facts: paymentFacts(order) },
      { heading: 'salesOrders.sections.freight', facts: freightFacts(order.freight) },
    ),
    sections: visibleSections(
      {
        heading: 'salesOrders.sections.lines',
        tables: orderLineTables(tenantId, shown.lines),
        none: 'salesOrders.noLines',
      },
      { heading: 'salesOrders.sections.vat', tables: [taxTable(shown.taxes)] },
      { heading: 'salesOrders.sections.discounts', tables: [discountTable(shown.discounts)] },
      { heading: 'salesOrders.sections.shipments', tables: [shipmentTable(tenantId, shown.shipments)] },
      { heading: 'records.files.title', tables: [attachmentsTable(order.attachments)] },
      { heading: 'salesOrders.sections.texts', texts: [description, note] },
    ),
  };
}

/** What people open it for. */
function keyTotals({ totals, currencyId, requestOn, shipping }: SalesOrder): Fact[] {
  return facts(
    ['salesOrders.fields.total', money(totals?.orderTotal, currencyId)],
    ['salesOrders.fields.unbilled', money(totals?.unbilledAmount, currencyId)],
    ['salesOrders.fields.scheduled', day(shipping?.scheduledDate)],
    ['salesOrders.fields.wantedOn', day(requestOn)],
  );
}

function generalFacts(order: SalesOrder): Fact[] {
  const { status, origin, print } = order;
  return facts(
    ['salesOrders.fields.onHold', flagged(status?.hold)],
    ['salesOrders.fields.cancelled', flagged(status?.cancelled)],
    ['salesOrders.fields.date', day(order.date)],
    ['salesOrders.fields.wantedOn', day(order.requestOn)],
    ['salesOrders.fields.cancelledAfter', day(order.cancelBy)],
    ['salesOrders.fields.branch', named(order.branch)],
    ['salesOrders.fields.project', named(order.project)],
    ['salesOrders.fields.salesPerson', named(order.salesPerson)],
    ['salesOrders.fields.owner', order.owner?.id],
    ['salesOrders.fields.madeFrom', [origin?.orderType, origin?.orderId].filter(Boolean).join(' ')],
    ['salesOrders.fields.originalOrder', [order.originalOrderType, order.originalOrderId].filter(Boolean).join(' ')],
    ['salesOrders.fields.descriptionOnInvoice', flagged(print?.descriptionOnInvoice)],
    ['salesOrders.fields.noteOutside', flagged(print?.noteOnExternalDocuments)],
    ['salesOrders.fields.noteInside', flagged(print?.noteOnInternalDocuments)],
    ['salesOrders.fields.rotRut', flagged(order.isRotRutDeductable)],
    ['salesOrders.fields.replacementMargin', flagged(order.useReplacementCostForMarginAndProfit)],
    ['salesOrders.fields.createdBy', order.createdBy],
    ['salesOrders.fields.lastChanged', moment(order.lastModified)],
    ['salesOrders.fields.version', order.version],
  );
}

function customerFacts(href: string | undefined, customer: SalesOrder['customer']): Fact[] {
  const { location } = customer ?? {};
  return facts(
    ['salesOrders.fields.customerName', linked(numbered({ number: customer?.id, name: customer?.name }), href)],
    ['salesOrders.fields.customerOrder', customer?.order],
    ['salesOrders.fields.customerRef', customer?.refNo],
    ['salesOrders.fields.contact', customer?.contactId?.toString()],
    ['salesOrders.fields.location', numbered({ number: location?.id, name: location?.name })],
    ['salesOrders.fields.country', location?.countryId],
    ['salesOrders.fields.gln', location?.gln],
    ['salesOrders.fields.corporateId', location?.corporateId],
    ['salesOrders.fields.vatId', location?.taxRegistrationId],
    ['salesOrders.fields.locationWarehouse', location?.warehouseId],
    ['salesOrders.fields.vatZone', named(customer?.taxZone)],
  );
}

function totalFacts({ orderQty, currencyId }: SalesOrder): Fact[] {
  return facts(['salesOrders.fields.quantity', quantity(orderQty)], ['salesOrders.fields.currency', currencyId]);
}

/** Each sum in the order's currency, and in the company's where it is another. */
function totalsTable(totals: OrderTotals | undefined): DataTable | undefined {
  if (!totals) return undefined;
  const rows = [
    ['salesOrders.fields.discountSum', totals.discountTotal, totals.discountTotalInBaseCurrency],
    ['salesOrders.fields.freight', totals.freightTotal, totals.freightTotalInBaseCurrency],
    ['salesOrders.fields.freightCost', totals.freightCost, totals.freightCostInBaseCurrency],
    ['salesOrders.fields.taxable', totals.taxableTotal, totals.taxableTotalInBaseCurrency],
    ['salesOrders.fields.taxExempt', totals.taxExemptTotal, totals.taxExemptTotalInBaseCurrency],
    ['salesOrders.fields.vat', totals.taxTotal, totals.taxTotalInBaseCurrency],
    ['salesOrders.fields.total', totals.orderTotal, totals.orderTotalInBaseCurrency],
    ['salesOrders.fields.cost', totals.costTotal, totals.costTotalInBaseCurrency],
    ['salesOrders.fields.unshipped', totals.unshippedAmount, totals.unshippedAmountInBaseCurrency],
    ['salesOrders.fields.unbilled', totals.unbilledAmount, totals.unbilledAmountInBaseCurrency],
  ] as const;
  const known = rows.filter(([, own, base]) => own !== undefined || base !== undefined);
  const isOneCurrency = known.every(([, own, base]) => own === base);
  return dataTable('totals', 'salesOrders.sections.totals', known, [
    ['salesOrders.fields.sum', ([name]) => say(name)],
    ['salesOrders.fields.amount', ([, own]) => amount(own), 'number'],
    ['salesOrders.fields.companyCurrency', ([, , base]) => (isOneCurrency ? undefined : amount(base)), 'number'],
  ]);
}

function partyFacts(party: SalesOrder['billing']): Fact[] {
  return addressFacts(party?.address, party?.contact);
}

function shippingFacts(shipping: SalesOrder['shipping']): Fact[] {
  const { intrastatTransactionType: intrastat } = shipping ?? {};
  return facts(
    ['salesOrders.fields.scheduled', day(shipping?.scheduledDate)],
    ['salesOrders.fields.shipVia', named(shipping?.shipVia)],
    ['salesOrders.fields.deliveryTerms', named(shipping?.terms)],
    ['salesOrders.fields.zone', named(shipping?.zone)],
    ['salesOrders.fields.fobPoint', named(shipping?.fobPoint)],
    ['salesOrders.fields.rule', code(shipping?.rule)],
    ['salesOrders.fields.warehouse', named(shipping?.preferredWarehouse)],
    ['salesOrders.fields.priority', quantity(shipping?.priority)],
    ['salesOrders.fields.shippedApart', flagged(shipping?.shipSeparately)],
    ['salesOrders.fields.insured', flagged(shipping?.insurance)],
    ['salesOrders.fields.toHome', flagged(shipping?.residentialDelivery)],
    ['salesOrders.fields.saturdays', flagged(shipping?.saturdayDelivery)],
    ['salesOrders.fields.intrastat', named({ id: intrastat?.id?.toString(), description: intrastat?.description })],
  );
}

function paymentFacts({ financialInformation: financial, paymentSettings: payment }: SalesOrder): Fact[] {
  return facts(
    ['salesOrders.fields.terms', named(financial?.terms)],
    ['salesOrders.fields.paymentMethod', named(payment?.paymentMethod)],
    ['salesOrders.fields.cashAccount', payment?.cashAccountId],
    ['salesOrders.fields.paymentReference', payment?.paymentReference],
    ['salesOrders.fields.invoice', financial?.invoiceId],
    ['salesOrders.fields.invoiceDate', day(financial?.invoiceDate)],
    ['salesOrders.fields.due', day(financial?.dueDate)],
    ['salesOrders.fields.cashDiscountUntil', day(financial?.cashDiscountDate)],
    ['salesOrders.fields.period', financial?.postPeriod],
    ['salesOrders.fields.invoicedApart', flagged(financial?.invoiceSeparately)],
  );
}

function freightFacts(freight: SalesOrder['freight']): Fact[] {
  return facts(
    ['salesOrders.fields.cost', amount(freight?.cost)],
    ['salesOrders.fields.premium', amount(freight?.premiumAmount)],
    ['salesOrders.fields.amount', amount(freight?.amount)],
    ['salesOrders.fields.vatCategory', freight?.taxCategoryId],
    ['salesOrders.fields.weight', quantity(freight?.weight)],
    ['salesOrders.fields.volume', quantity(freight?.volume)],
  );
}

function taxTable(taxes: readonly OrderTax[]): DataTable | undefined {
  return dataTable('taxes', 'salesOrders.tables.taxes', taxes, [
    ['salesOrders.fields.code', ({ taxId }) => taxId],
    ['salesOrders.fields.kind', ({ taxType }) => code(taxType)],
    ['salesOrders.fields.rate', ({ taxRate }) => quantity(taxRate), 'number'],
    ['salesOrders.fields.taxable', ({ taxableAmount }) => amount(taxableAmount), 'number'],
    ['salesOrders.fields.vat', ({ taxAmount }) => amount(taxAmount), 'number'],
    ['salesOrders.fields.exempt', ({ exemptTax }) => flagged(exemptTax)],
    ['salesOrders.fields.reverse', ({ isReverseTax }) => flagged(isReverseTax)],
    ['salesOrders.fields.pending', ({ isPendingTax }) => flagged(isPendingTax)],
    ['salesOrders.fields.statistical', ({ isStatisticalTax }) => flagged(isStatisticalTax)],
    ['salesOrders.fields.inTaxable', ({ includeInTaxable }) => flagged(includeInTaxable)],
  ]);
}

function discountTable(discounts: readonly OrderDiscount[]): DataTable | undefined {
  return dataTable('discounts', 'salesOrders.tables.discounts', discounts, [
    ['salesOrders.fields.discountId', ({ discountId }) => discountId],
    ['salesOrders.fields.sequence', ({ discountSequenceId }) => discountSequenceId],
    ['salesOrders.fields.kind', ({ type }) => code(type)],
    ['salesOrders.fields.ofAmount', ({ discountableAmount }) => amount(discountableAmount), 'number'],
    ['salesOrders.fields.ofQuantity', ({ discountableQuantity }) => quantity(discountableQuantity), 'number'],
    ['salesOrders.fields.percent', ({ discountPercent }) => quantity(discountPercent), 'number'],
    ['salesOrders.fields.discountGiven', ({ discountAmount }) => amount(discountAmount), 'number'],
    ['salesOrders.fields.freeItem', ({ freeItem }) => named(freeItem)],
    ['salesOrders.fields.freeQuantity', ({ freeItemQuantity }) => quantity(freeItemQuantity), 'number'],
    ['salesOrders.fields.byHand', ({ isManual }) => flagged(isManual)],
    ['salesOrders.fields.leftOut', ({ skipDiscount }) => flagged(skipDiscount)],
  ]);
}

function shipmentTable(tenantId: string, shipments: readonly OrderShipment[]): DataTable | undefined {
  return dataTable('shipments', 'salesOrders.tables.shipments', shipments, [
    ['salesOrders.fields.shipment', ({ id }) => id],
    ['salesOrders.fields.kind', ({ type }) => code(type)],
    ['salesOrders.fields.date', ({ date }) => day(date)],
    ['salesOrders.fields.quantity', ({ quantity: shipped }) => quantity(shipped), 'number'],
    ['salesOrders.fields.weight', ({ weight }) => quantity(weight), 'number'],
    ['salesOrders.fields.volume', ({ volume }) => quantity(volume), 'number'],
    ['salesOrders.fields.invoice', ({ invoiceId: id }) => linked(id, id && companyPath(tenantId, 'invoices', id))],
    ['salesOrders.fields.invoiceKind', ({ invoiceType }) => code(invoiceType)],
    ['salesOrders.fields.stockDocument', ({ inventoryReferenceId }) => inventoryReferenceId],
    ['salesOrders.fields.stockDocumentKind', ({ inventoryDocumentType }) => code(inventoryDocumentType)],
  ]);
}
