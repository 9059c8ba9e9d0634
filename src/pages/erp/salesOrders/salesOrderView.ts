import type { Page } from 'visma-net-client/resources/page';
import type { OrderDiscount, OrderShipment, OrderTax } from 'visma-net-client/resources/salesOrders/besides';
import type { SalesOrderLine } from 'visma-net-client/resources/salesOrders/orderLine';
import type { OrderTotals } from 'visma-net-client/resources/salesOrders/orderParts';
import type { SalesOrder } from 'visma-net-client/resources/salesOrders/salesOrder';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { codeLabel } from '../../../web/rendering/codeLabel.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { amount, day, flagged, linked, moment, named, numbered, quantity } from '../erpCells.ts';
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
    heading: `Sales order ${type} ${orderId}`,
    name: numbered({ number: customer?.id, name: customer?.name }),
    status: statusTag(status?.description),
    related: customerHref ? [{ label: 'Customer', href: customerHref }] : [],
    columns: visibleSections(
      { heading: 'General', facts: generalFacts(order) },
      { heading: 'Customer', facts: customerFacts(customerHref, order.customer) },
      { heading: 'Totals', facts: totalFacts(order), tables: [totalsTable(order.totals)] },
      { heading: 'Billed to', facts: partyFacts(order.billing) },
      { heading: 'Shipped to', facts: [...partyFacts(order.shipping), ...shippingFacts(order.shipping)] },
      { heading: 'Payment', facts: paymentFacts(order) },
      { heading: 'Freight', facts: freightFacts(order.freight) },
    ),
    sections: visibleSections(
      { heading: 'Lines', tables: orderLineTables(tenantId, shown.lines), none: 'This order has no lines.' },
      { heading: 'VAT', tables: [taxTable(shown.taxes)] },
      { heading: 'Discounts', tables: [discountTable(shown.discounts)] },
      { heading: 'Shipments', tables: [shipmentTable(tenantId, shown.shipments)] },
      { heading: 'Attachments', tables: [attachmentsTable(order.attachments)] },
      { heading: 'Texts', texts: [description, note] },
    ),
  };
}

function generalFacts(order: SalesOrder): Fact[] {
  const { status, origin, print } = order;
  return facts(
    ['On hold', flagged(status?.hold)],
    ['Cancelled', flagged(status?.cancelled)],
    ['Date', day(order.date)],
    ['Wanted on', day(order.requestOn)],
    ['Cancelled after', day(order.cancelBy)],
    ['Branch', named(order.branch)],
    ['Project', named(order.project)],
    ['Sales person', named(order.salesPerson)],
    ['Owner', order.owner?.id],
    ['Made from', [origin?.orderType, origin?.orderId].filter(Boolean).join(' ')],
    ['Original order', [order.originalOrderType, order.originalOrderId].filter(Boolean).join(' ')],
    ['Description on the invoice', flagged(print?.descriptionOnInvoice)],
    ['Note on documents to the outside', flagged(print?.noteOnExternalDocuments)],
    ['Note on documents inside', flagged(print?.noteOnInternalDocuments)],
    ['ROT or RUT deduction', flagged(order.isRotRutDeductable)],
    ['Margin by replacement cost', flagged(order.useReplacementCostForMarginAndProfit)],
    ['Created by', order.createdBy],
    ['Last changed', moment(order.lastModified)],
    ['Version', order.version],
  );
}

function customerFacts(href: string | undefined, customer: SalesOrder['customer']): Fact[] {
  const { location } = customer ?? {};
  return facts(
    ['Customer', linked(numbered({ number: customer?.id, name: customer?.name }), href)],
    ['Customer’s order', customer?.order],
    ['Customer’s reference', customer?.refNo],
    ['Contact', customer?.contactId?.toString()],
    ['Location', numbered({ number: location?.id, name: location?.name })],
    ['Country', location?.countryId],
    ['GLN', location?.gln],
    ['Corporate id', location?.corporateId],
    ['VAT registration', location?.taxRegistrationId],
    ['Warehouse of the location', location?.warehouseId],
    ['VAT zone', named(customer?.taxZone)],
  );
}

function totalFacts({ orderQty, currencyId }: SalesOrder): Fact[] {
  return facts(['Quantity', quantity(orderQty)], ['Currency', currencyId]);
}

/** Each sum in the order's currency, and in the company's where it is another. */
function totalsTable(totals: OrderTotals | undefined): DataTable | undefined {
  if (!totals) return undefined;
  const rows = [
    ['Discount', totals.discountTotal, totals.discountTotalInBaseCurrency],
    ['Freight', totals.freightTotal, totals.freightTotalInBaseCurrency],
    ['Cost of freight', totals.freightCost, totals.freightCostInBaseCurrency],
    ['Subject to VAT', totals.taxableTotal, totals.taxableTotalInBaseCurrency],
    ['Free of VAT', totals.taxExemptTotal, totals.taxExemptTotalInBaseCurrency],
    ['VAT', totals.taxTotal, totals.taxTotalInBaseCurrency],
    ['Total', totals.orderTotal, totals.orderTotalInBaseCurrency],
    ['Cost', totals.costTotal, totals.costTotalInBaseCurrency],
    ['Not shipped yet', totals.unshippedAmount, totals.unshippedAmountInBaseCurrency],
    ['Not invoiced yet', totals.unbilledAmount, totals.unbilledAmountInBaseCurrency],
  ] as const;
  const known = rows.filter(([, own, base]) => own !== undefined || base !== undefined);
  const isOneCurrency = known.every(([, own, base]) => own === base);
  return dataTable('totals', 'Totals', known, [
    ['Sum', ([name]) => name],
    ['Amount', ([, own]) => amount(own), 'number'],
    ['In the company’s currency', ([, , base]) => (isOneCurrency ? undefined : amount(base)), 'number'],
  ]);
}

function partyFacts(party: SalesOrder['billing']): Fact[] {
  return addressFacts(party?.address, party?.contact);
}

function shippingFacts(shipping: SalesOrder['shipping']): Fact[] {
  const { intrastatTransactionType: intrastat } = shipping ?? {};
  return facts(
    ['Planned for', day(shipping?.scheduledDate)],
    ['Shipped by', named(shipping?.shipVia)],
    ['Delivery terms', named(shipping?.terms)],
    ['Zone', named(shipping?.zone)],
    ['FOB point', named(shipping?.fobPoint)],
    ['Rule', shipping?.rule && codeLabel(shipping.rule)],
    ['Warehouse', named(shipping?.preferredWarehouse)],
    ['Priority', quantity(shipping?.priority)],
    ['Shipped apart', flagged(shipping?.shipSeparately)],
    ['Insured', flagged(shipping?.insurance)],
    ['To a home', flagged(shipping?.residentialDelivery)],
    ['On Saturdays', flagged(shipping?.saturdayDelivery)],
    ['Intrastat', named({ id: intrastat?.id?.toString(), description: intrastat?.description })],
  );
}

function paymentFacts({ financialInformation: financial, paymentSettings: payment }: SalesOrder): Fact[] {
  return facts(
    ['Credit terms', named(financial?.terms)],
    ['Payment method', named(payment?.paymentMethod)],
    ['Cash account', payment?.cashAccountId],
    ['Payment reference', payment?.paymentReference],
    ['Invoice', financial?.invoiceId],
    ['Invoice date', day(financial?.invoiceDate)],
    ['Due', day(financial?.dueDate)],
    ['Cash discount until', day(financial?.cashDiscountDate)],
    ['Period', financial?.postPeriod],
    ['Invoiced apart', flagged(financial?.invoiceSeparately)],
  );
}

function freightFacts(freight: SalesOrder['freight']): Fact[] {
  return facts(
    ['Cost', amount(freight?.cost)],
    ['Premium', amount(freight?.premiumAmount)],
    ['Amount', amount(freight?.amount)],
    ['VAT category', freight?.taxCategoryId],
    ['Weight', quantity(freight?.weight)],
    ['Volume', quantity(freight?.volume)],
  );
}

function taxTable(taxes: readonly OrderTax[]): DataTable | undefined {
  return dataTable('taxes', 'VAT by code', taxes, [
    ['Code', ({ taxId }) => taxId],
    ['Kind', ({ taxType }) => taxType && codeLabel(taxType)],
    ['Rate %', ({ taxRate }) => quantity(taxRate), 'number'],
    ['Subject to VAT', ({ taxableAmount }) => amount(taxableAmount), 'number'],
    ['VAT', ({ taxAmount }) => amount(taxAmount), 'number'],
    ['Exempt', ({ exemptTax }) => flagged(exemptTax)],
    ['Reverse', ({ isReverseTax }) => flagged(isReverseTax)],
    ['Pending', ({ isPendingTax }) => flagged(isPendingTax)],
    ['Statistical', ({ isStatisticalTax }) => flagged(isStatisticalTax)],
    ['Part of what is taxed', ({ includeInTaxable }) => flagged(includeInTaxable)],
  ]);
}

function discountTable(discounts: readonly OrderDiscount[]): DataTable | undefined {
  return dataTable('discounts', 'Discounts of the order', discounts, [
    ['Discount', ({ discountId }) => discountId],
    ['Sequence', ({ discountSequenceId }) => discountSequenceId],
    ['Kind', ({ type }) => type && codeLabel(type)],
    ['Of an amount', ({ discountableAmount }) => amount(discountableAmount), 'number'],
    ['Of a quantity', ({ discountableQuantity }) => quantity(discountableQuantity), 'number'],
    ['%', ({ discountPercent }) => quantity(discountPercent), 'number'],
    ['Discount given', ({ discountAmount }) => amount(discountAmount), 'number'],
    ['Free item', ({ freeItem }) => named(freeItem)],
    ['Free quantity', ({ freeItemQuantity }) => quantity(freeItemQuantity), 'number'],
    ['By hand', ({ isManual }) => flagged(isManual)],
    ['Left out', ({ skipDiscount }) => flagged(skipDiscount)],
  ]);
}

function shipmentTable(tenantId: string, shipments: readonly OrderShipment[]): DataTable | undefined {
  return dataTable('shipments', 'Shipments of the order', shipments, [
    ['Shipment', ({ id }) => id],
    ['Kind', ({ type }) => type && codeLabel(type)],
    ['Date', ({ date }) => day(date)],
    ['Quantity', ({ quantity: shipped }) => quantity(shipped), 'number'],
    ['Weight', ({ weight }) => quantity(weight), 'number'],
    ['Volume', ({ volume }) => quantity(volume), 'number'],
    ['Invoice', ({ invoiceId: id }) => linked(id, id && companyPath(tenantId, 'invoices', id))],
    ['Kind of invoice', ({ invoiceType }) => invoiceType && codeLabel(invoiceType)],
    ['Stock document', ({ inventoryReferenceId }) => inventoryReferenceId],
    [
      'Kind of stock document',
      ({ inventoryDocumentType }) => inventoryDocumentType && codeLabel(inventoryDocumentType),
    ],
  ]);
}
