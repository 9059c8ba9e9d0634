import type { Page } from 'visma-net-client/resources/page';
import type { SalesOrder, SalesOrderLine } from 'visma-net-client/resources/salesOrders/salesOrder';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { formatCount, formatQuantity } from '../../../web/rendering/formatNumber.ts';
import { amount, day, linked, moment, named, numbered, quantity, statusTag } from '../erpCells.ts';
import { addressFacts } from '../details/partnerParts.ts';
import { NO_CHANGES, shownSections, type DetailView } from '../details/detailView.ts';

interface ShownOrder {
  readonly order: SalesOrder;
  readonly lines: Page<SalesOrderLine>;
  readonly curls: readonly string[];
}

/** Shapes a sales order for the view: lines, totals and what else the API says about it. Pure. */
export function toSalesOrderView(tenantId: string, { order, lines, curls }: ShownOrder): DetailView {
  const { type, orderId, status, customer, description, note } = order;
  const customerHref = customer?.id && companyPath(tenantId, 'customers', customer.id);
  return {
    changes: NO_CHANGES,
    curls,
    heading: `Sales order ${type} ${orderId}`,
    name: numbered({ number: customer?.id, name: customer?.name }),
    status: statusTag(status, 'Open', 'Shipping', 'Invoiced', 'Completed'),
    related: customerHref ? [{ label: 'Customer', href: customerHref }] : [],
    columns: shownSections(
      { heading: 'General', facts: generalFacts(customerHref, order) },
      { heading: 'Totals', facts: totalFacts(order) },
      { heading: 'Billed to', facts: partyFacts(order.billing) },
      { heading: 'Shipped to', facts: partyFacts(order.shipping) },
    ),
    sections: shownSections(
      { heading: 'Lines', tables: [linesTable(tenantId, lines)], none: 'This order has no lines.' },
      { heading: 'Texts', texts: [description, note] },
    ),
  };
}

function generalFacts(customerHref: string | undefined, { customer, ...order }: SalesOrder): Fact[] {
  return facts(
    ['Customer', linked(numbered({ number: customer?.id, name: customer?.name }), customerHref)],
    ['Customer’s order', customer?.order],
    ['Customer’s reference', customer?.refNo],
    ['GLN', customer?.gln],
    ['Contact', customer?.contactId],
    ['Location', customer?.locationId],
    ['Date', day(order.date)],
    ['Wanted on', day(order.requestOn)],
    ['Cancelled after', day(order.cancelBy)],
    ['Credit terms', customer?.termsId ?? order.termsId],
    ['Payment method', order.paymentMethodId],
    ['Branch', order.branchId],
    ['Project', reference(order.project)],
    ['Sales person', reference(order.salesPerson)],
    ['Owner', reference(order.owner)],
    ['Created', moment(order.created)],
    ['Last changed', moment(order.lastModified)],
    ['Version', order.version],
  );
}

function reference(value: SalesOrder['owner']): string | undefined {
  return named({ id: value?.id, description: value?.name });
}

function totalFacts({ totals, orderQty, currencyId }: SalesOrder): Fact[] {
  return facts(
    ['Quantity', quantity(orderQty)],
    ['Lines', amount(totals?.lineTotal)],
    ['Discount', amount(totals?.discountTotal)],
    ['Freight', amount(totals?.freightTotal)],
    ['VAT', amount(totals?.taxTotal)],
    ['Total', amount(totals?.orderTotal)],
    ['Currency', currencyId],
  );
}

function partyFacts(party: SalesOrder['billing']): Fact[] {
  const { name, attention, email, phone } = party?.contact ?? {};
  return [
    ...addressFacts(party?.address, { name, attention, email, phone1: phone }),
    ...facts(['Warehouse', party?.warehouseId]),
  ];
}

function linesTable(tenantId: string, { rows, totalCount = rows.length }: Page<SalesOrderLine>): DataTable | undefined {
  const count = formatCount(totalCount, 'line');
  const caption = totalCount > rows.length ? `The first ${formatQuantity(rows.length)} of ${count}` : count;
  return dataTable('lines', caption, rows, [
    ['Line', ({ lineId }) => lineId],
    ['Item', ({ inventoryNumber: item }) => linked(item, item && companyPath(tenantId, 'inventory', item))],
    ['Description', ({ description }) => description, 'prose'],
    ['Quantity', ({ quantity: ordered }) => quantity(ordered), 'number'],
    ['Unit', ({ uom }) => uom],
    ['Price', ({ unitPrice }) => amount(unitPrice), 'number'],
    ['Discount %', ({ discountPercent }) => (discountPercent === 0 ? undefined : quantity(discountPercent)), 'number'],
    ['Discount', ({ discountAmount }) => (discountAmount === 0 ? undefined : amount(discountAmount)), 'number'],
    ['Amount', ({ amount: total }) => amount(total), 'number'],
    ['Warehouse', ({ warehouseId }) => warehouseId],
  ]);
}
