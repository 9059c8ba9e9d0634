import type { Invoice } from 'visma-net-client/resources/invoices/invoice';
import type { InvoiceLine } from 'visma-net-client/resources/invoices/invoiceLine';
import { codeLabel } from '../../../web/rendering/codeLabel.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type Cell, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { formatCount, formatQuantity } from '../../../web/rendering/formatNumber.ts';
import { amount, day, linked, moment, named, numbered, quantity, yesNo } from '../erpCells.ts';
import { dueStatusTag } from './dueStatus.ts';
import { attachmentsTable } from '../details/commonTables.ts';
import { addressFacts } from '../details/partnerParts.ts';
import { NO_CHANGES, visibleSections, type DetailView } from '../details/detailView.ts';

/** Shapes an invoice of the ERP for the view: lines, totals, VAT and what else the ERP says about it. Pure. */
export function toInvoiceView(
  tenantId: string,
  invoice: Invoice,
  { curls, today }: { readonly curls: readonly string[]; readonly today: string },
): DetailView {
  const { referenceNumber, documentType = '', customer } = invoice;
  const heading = `${documentType === '' ? 'Document' : codeLabel(documentType)} ${referenceNumber}`;
  return {
    changes: NO_CHANGES,
    curls,
    heading,
    name: numbered(customer),
    status: dueStatusTag(invoice, today),
    related: customer?.number ? [{ label: 'Customer', href: companyPath(tenantId, 'customers', customer.number) }] : [],
    columns: visibleSections(
      { heading: 'General', facts: generalFacts(tenantId, invoice) },
      { heading: 'Totals', tables: [totalsTable(invoice)] },
      { heading: 'Invoice address', facts: addressFacts(invoice.invoiceAddress, invoice.invoiceContact) },
      { heading: 'Sending and reminders', facts: sendingFacts(invoice) },
    ),
    sections: visibleSections(
      { heading: 'Lines', tables: [linesTable(tenantId, invoice)], none: 'The ERP gives no lines.' },
      { heading: 'VAT', tables: [vatTable(invoice)], none: 'The ERP gives no VAT by code.' },
      { heading: 'Payments and credit notes', tables: [applicationsTable(tenantId, invoice)] },
      { heading: 'Attachments', tables: [attachmentsTable(invoice.attachments)] },
      { heading: 'Texts', texts: [invoice.invoiceText, invoice.note] },
    ),
  };
}

function generalFacts(
  tenantId: string,
  { customer, location, contact, account, subaccount, ...invoice }: Invoice,
): Fact[] {
  const customerHref = customer?.number && companyPath(tenantId, 'customers', customer.number);
  return facts(
    ['Customer', linked(numbered(customer), customerHref)],
    ['Date', day(invoice.documentDate)],
    ['Due', day(invoice.dueDate)],
    ['Date of the original', day(invoice.originalInvoiceDate)],
    ['Cash discount until', day(invoice.cashDiscountDate)],
    ['Service from', day(invoice.startDate)],
    ['Service until', day(invoice.endDate)],
    ['Period', period(invoice.financialPeriod)],
    ['Posted in', period(invoice.postPeriod)],
    ['Closed in', period(invoice.closedFinancialPeriod)],
    ['On hold', yesNo(invoice.hold)],
    ['Revoked', yesNo(invoice.revoked)],
    ['Customer’s reference', invoice.customerRefNumber],
    ['Payment reference', invoice.paymentReference],
    ['External reference', invoice.externalReference],
    ['Credit terms', named(invoice.creditTerms)],
    ['Payment method', named(invoice.paymentMethod)],
    ['Paid to', invoice.cashAccount],
    ['VAT zone', named(invoice.customerVatZone)],
    ['Location', named({ id: location?.id, description: location?.name })],
    ['Country of the location', location?.countryId],
    ['Contact', named({ id: contact?.id === undefined ? undefined : String(contact.id), description: contact?.name })],
    ['Branch', numbered(invoice.branch)],
    ['Project', named(invoice.project)],
    ['Sales person', named(invoice.salesPerson)],
    ['Ledger account', named({ id: account?.number, description: account?.description })],
    ['Subaccount', named({ id: subaccount?.id, description: subaccount?.description })],
    ['Accounting cost', invoice.accountingCostRef],
    ['Originator', invoice.originatorDocRef],
    ['Contract', invoice.contractDocRef],
    ['Created', moment(invoice.created)],
    ['Last changed', moment(invoice.lastModified)],
    ['Version', invoice.version],
  );
}

/** `202601` as `2026-01`. */
function period(written: string | undefined): string | undefined {
  return written?.replace(/^(\d{4})(\d{2})$/, '$1-$2');
}

/** In the document's currency, and in the company's where that is another. */
function totalsTable(invoice: Invoice): DataTable | undefined {
  const rows = [
    { name: 'Lines', inCurrency: invoice.detailTotalInCurrency, own: invoice.detailTotal },
    { name: 'Discount', inCurrency: invoice.discountTotalInCurrency, own: invoice.discountTotal },
    { name: 'Taxable', inCurrency: invoice.vatTaxableTotalInCurrency, own: invoice.vatTaxableTotal },
    { name: 'Exempt of VAT', inCurrency: invoice.vatExemptTotalInCurrency, own: invoice.vatExemptTotal },
    { name: 'VAT', inCurrency: invoice.vatTotalInCurrency, own: invoice.vatTotal },
    { name: 'Rounding', inCurrency: undefined, own: invoice.roundingDiff },
    { name: 'Cash discount', inCurrency: invoice.cashDiscountInCurrency, own: invoice.cashDiscount },
    { name: 'Total', inCurrency: invoice.amountInCurrency, own: invoice.amount },
    { name: 'Balance', inCurrency: invoice.balanceInCurrency, own: invoice.balance },
  ].filter(({ inCurrency, own }) => inCurrency !== undefined || own !== undefined);
  const { currencyId: currency = 'the document’s currency', exchangeRate } = invoice;
  const isForeign = rows.some(({ inCurrency, own }) => inCurrency !== undefined && inCurrency !== own);
  const rate = isForeign && exchangeRate !== undefined ? `, at ${formatQuantity(exchangeRate)}` : '';
  return dataTable('totals', `Totals in ${currency}${rate}`, rows, [
    ['Sum', ({ name }) => name],
    [currency, ({ inCurrency, own }) => amount(inCurrency ?? own), 'number'],
    ['In the company’s currency', ({ own }) => (isForeign ? amount(own) : undefined), 'number'],
  ]);
}

function sendingFacts(invoice: Invoice): Fact[] {
  return facts(
    ['To be printed', yesNo(opposite(invoice.dontPrint))],
    ['To be e-mailed', yesNo(opposite(invoice.dontEmail))],
    ['Sent to AutoInvoice', yesNo(invoice.sendToAutoInvoice)],
    ['ROT/RUT deduction', yesNo(invoice.isRotRutDeductible)],
    ['Reminder of', day(invoice.dunningLetterDate)],
    ['Reminder level', quantity(invoice.dunningLetterLevel)],
    ['Excluded from debt collection', yesNo(invoice.excludeDebtCollection)],
  );
}

function opposite(flag: boolean | undefined): boolean | undefined {
  return flag === undefined ? undefined : !flag;
}

function linesTable(tenantId: string, { lines, currencyId }: Invoice): DataTable | undefined {
  const inCurrency = currencyId ? `, in ${currencyId}` : '';
  return dataTable('lines', formatCount(lines?.length ?? 0, 'line') + inCurrency, lines, [
    ['Line', ({ lineNumber }) => (lineNumber === undefined ? undefined : String(lineNumber))],
    ['Item', (line) => linked(line.inventoryNumber, hrefOf(tenantId, line))],
    ['Description', ({ description }) => description, 'prose'],
    ['Quantity', ({ quantity: count }) => quantity(count), 'number'],
    ['Unit', ({ uom }) => uom],
    ['Price', ({ unitPriceInCurrency, unitPrice }) => amount(unitPriceInCurrency ?? unitPrice), 'number'],
    ['Discount %', ({ discountPercent }) => (discountPercent === 0 ? undefined : quantity(discountPercent)), 'number'],
    ['Discount', (line) => discount(line), 'number'],
    ['Amount', ({ amountInCurrency, amount: own }) => amount(amountInCurrency ?? own), 'number'],
    ['VAT code', ({ vatCode }) => named(vatCode)],
    ['Account', ({ account }) => named({ id: account?.number, description: account?.description })],
    ['Subaccount', ({ subaccount }) => named({ id: subaccount?.id, description: subaccount?.description })],
    ['Branch', ({ branch }) => numbered(branch)],
    ['Project task', ({ projectTask }) => named(projectTask)],
    ['Seller', ({ seller, salesperson }) => named(seller) ?? salesperson],
    ['Cost', ({ cost }) => amount(cost), 'number'],
    ['Discount code', ({ discountCode }) => discountCode],
    ['Deferral', ({ deferralCode }) => deferralCode],
    ['From', ({ startDate, termStartDate }) => day(startDate ?? termStartDate)],
    ['Until', ({ endDate, termEndDate }) => day(endDate ?? termEndDate)],
    ['Sales order', (line) => orderCell(tenantId, line)],
    ['Shipment', ({ shipmentNumber }) => shipmentNumber],
    ['ROT/RUT', ({ typeOfWork }) => named({ id: typeOfWork?.rutRotType, description: typeOfWork?.description })],
    ['Deductible', ({ deductableAmount }) => (deductableAmount === 0 ? undefined : amount(deductableAmount)), 'number'],
    ['Note', ({ note }) => note, 'prose'],
    // Text from outside: not a link.
    ['External link', ({ externalLink }) => externalLink, 'prose'],
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

function vatTable({ vat }: Invoice): DataTable | undefined {
  return dataTable('vat', 'VAT by code', vat, [
    ['Code', ({ code, taxId, description }) => named({ id: code ?? taxId, description })],
    ['Tax', ({ taxId }) => taxId],
    ['Rate %', ({ rate }) => quantity(rate), 'number'],
    ['Taxable', ({ taxableAmount }) => amount(taxableAmount), 'number'],
    ['VAT', ({ vatAmount }) => amount(vatAmount), 'number'],
  ]);
}

function applicationsTable(tenantId: string, { applications }: Invoice): DataTable | undefined {
  return dataTable('applications', 'Set against this document', applications, [
    [
      'Document',
      ({ referenceNumber, documentType }) =>
        isInvoice(documentType)
          ? linked(referenceNumber, referenceNumber && companyPath(tenantId, 'invoices', referenceNumber))
          : referenceNumber,
    ],
    ['Type', ({ documentType }) => documentType && codeLabel(documentType)],
    ['Date', ({ applicationDate }) => day(applicationDate)],
    ['Amount', ({ amountPaid }) => amount(amountPaid), 'number'],
    ['Cash discount', ({ cashDiscountTaken }) => amount(cashDiscountTaken), 'number'],
    ['Balance', ({ balance }) => amount(balance), 'number'],
    ['Status', ({ status }) => status && codeLabel(status)],
    ['Payment reference', ({ paymentRef }) => paymentRef],
  ]);
}

/** Payments have no page here. */
function isInvoice(documentType: string | undefined): boolean {
  return documentType === 'Invoice' || documentType === 'CreditNote' || documentType === 'DebitNote';
}
