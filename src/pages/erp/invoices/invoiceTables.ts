import type { Invoice } from 'visma-net-client/resources/invoices/invoice';
import type { InvoiceLine } from 'visma-net-client/resources/invoices/invoiceLine';
import { say } from '../../../languages/spoken.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, type Cell, type DataTable } from '../../../web/rendering/dataTable.ts';
import { amount, code, day, linked, named, numbered, quantity } from '../erpCells.ts';

/** What was invoiced. Pure. */
export function linesTable(tenantId: string, { lines, currencyId }: Invoice): DataTable | undefined {
  const count = say('invoices.lineCount', { count: lines?.length ?? 0 });
  const caption = currencyId ? say('invoices.linesIn', { lines: count, currency: currencyId }) : count;
  return dataTable('lines', caption, lines, [
    ['invoices.line', ({ lineNumber }) => (lineNumber === undefined ? undefined : String(lineNumber))],
    ['invoices.item', (line) => linked(line.inventoryNumber, hrefOf(tenantId, line))],
    ['invoices.description', ({ description }) => description, 'prose'],
    ['invoices.quantity', ({ quantity: count }) => quantity(count), 'number'],
    ['invoices.unit', ({ uom }) => uom],
    ['invoices.price', ({ unitPriceInCurrency, unitPrice }) => amount(unitPriceInCurrency ?? unitPrice), 'number'],
    [
      'invoices.discountPercent',
      ({ discountPercent }) => (discountPercent === 0 ? undefined : quantity(discountPercent)),
      'number',
    ],
    ['invoices.discount', (line) => discount(line), 'number'],
    ['invoices.amount', ({ amountInCurrency, amount: own }) => amount(amountInCurrency ?? own), 'number'],
    ['invoices.vatCode', ({ vatCode }) => named(vatCode)],
    ['invoices.account', ({ account }) => named({ id: account?.number, description: account?.description })],
    ['invoices.subaccount', ({ subaccount }) => named({ id: subaccount?.id, description: subaccount?.description })],
    ['invoices.branch', ({ branch }) => numbered(branch)],
    ['invoices.projectTask', ({ projectTask }) => named(projectTask)],
    ['invoices.seller', ({ seller, salesperson }) => named(seller) ?? salesperson],
    ['invoices.cost', ({ cost }) => amount(cost), 'number'],
    ['invoices.discountCode', ({ discountCode }) => discountCode],
    ['invoices.deferral', ({ deferralCode }) => deferralCode],
    ['invoices.from', ({ startDate, termStartDate }) => day(startDate ?? termStartDate)],
    ['invoices.until', ({ endDate, termEndDate }) => day(endDate ?? termEndDate)],
    ['invoices.salesOrder', (line) => orderCell(tenantId, line)],
    ['invoices.shipment', ({ shipmentNumber }) => shipmentNumber],
    [
      'invoices.rotRut',
      ({ typeOfWork }) => named({ id: typeOfWork?.rutRotType, description: typeOfWork?.description }),
    ],
    [
      'invoices.deductible',
      ({ deductableAmount }) => (deductableAmount === 0 ? undefined : amount(deductableAmount)),
      'number',
    ],
    ['invoices.note', ({ note }) => note, 'prose'],
    // Text from outside: not a link.
    ['invoices.externalLink', ({ externalLink }) => externalLink, 'prose'],
  ]);
}

function hrefOf(tenantId: string, { inventoryNumber }: InvoiceLine): string | undefined {
  return inventoryNumber ? companyPath(tenantId, 'inventory', inventoryNumber) : undefined;
}

function discount({ discountAmountInCurrency, discountAmount }: InvoiceLine): Cell | undefined {
  const value = discountAmountInCurrency ?? discountAmount;
  return value === 0 ? undefined : amount(value);
}

function orderCell(tenantId: string, { orderType, orderNumber }: InvoiceLine) {
  if (!orderType || !orderNumber) return orderNumber;
  return linked(`${orderType} ${orderNumber}`, companyPath(tenantId, 'sales-orders', orderType, orderNumber));
}

/** VAT by its codes. Pure. */
export function vatTable({ vat }: Invoice): DataTable | undefined {
  return dataTable('vat', 'invoices.vatByCode', vat, [
    ['invoices.code', ({ code: vatCode, taxId, description }) => named({ id: vatCode ?? taxId, description })],
    ['invoices.tax', ({ taxId }) => taxId],
    ['invoices.ratePercent', ({ rate }) => quantity(rate), 'number'],
    ['invoices.taxable', ({ taxableAmount }) => amount(taxableAmount), 'number'],
    ['invoices.vat', ({ vatAmount }) => amount(vatAmount), 'number'],
  ]);
}

/** Payments and credit notes against it. Pure. */
export function applicationsTable(tenantId: string, { applications }: Invoice): DataTable | undefined {
  return dataTable('applications', 'invoices.setAgainstThisDocument', applications, [
    [
      'invoices.document',
      ({ referenceNumber, documentType }) =>
        isInvoice(documentType)
          ? linked(referenceNumber, referenceNumber && companyPath(tenantId, 'invoices', referenceNumber))
          : referenceNumber,
    ],
    ['invoices.type', ({ documentType }) => code(documentType)],
    ['invoices.date', ({ applicationDate }) => day(applicationDate)],
    ['invoices.amount', ({ amountPaid }) => amount(amountPaid), 'number'],
    ['invoices.cashDiscount', ({ cashDiscountTaken }) => amount(cashDiscountTaken), 'number'],
    ['invoices.balance', ({ balance }) => amount(balance), 'number'],
    ['invoices.status', ({ status }) => code(status)],
    ['invoices.paymentReference', ({ paymentRef }) => paymentRef],
  ]);
}

/** Payments have no page here. */
function isInvoice(documentType: string | undefined): boolean {
  return documentType === 'Invoice' || documentType === 'CreditNote' || documentType === 'DebitNote';
}
