import type { Invoice } from 'visma-net-client/resources/invoices/invoice';
import { say } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { amount, day, linked, moment, money, named, numbered, quantity, yesNo } from '../erpCells.ts';
import { dueStatusTag, signed } from './dueStatus.ts';
import { applicationsTable, linesTable, vatTable } from './invoiceTables.ts';
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
  const type = documentType === '' ? say('resources.invoices.one') : { code: documentType };
  return {
    changes: NO_CHANGES,
    curls,
    heading: say('records.heading', { one: type, number: referenceNumber }),
    name: numbered(customer),
    status: dueStatusTag(invoice, today),
    totals: keyTotals(invoice),
    related: customer?.number
      ? [{ label: 'invoices.customer', href: companyPath(tenantId, 'customers', customer.number) }]
      : [],
    columns: visibleSections(
      { heading: 'records.general', facts: generalFacts(tenantId, invoice) },
      { heading: 'invoices.totals', tables: [totalsTable(invoice)] },
      { heading: 'invoices.invoiceAddress', facts: addressFacts(invoice.invoiceAddress, invoice.invoiceContact) },
      { heading: 'invoices.sendingAndReminders', facts: sendingFacts(invoice) },
    ),
    sections: visibleSections(
      { heading: 'invoices.lines', tables: [linesTable(tenantId, invoice)], none: 'invoices.noLines' },
      { heading: 'invoices.vat', tables: [vatTable(invoice)], none: 'invoices.noVat' },
      { heading: 'invoices.paymentsAndCreditNotes', tables: [applicationsTable(tenantId, invoice)] },
      { heading: 'records.files.title', tables: [attachmentsTable(invoice.attachments)] },
      { heading: 'invoices.texts', texts: [invoice.invoiceText, invoice.note] },
    ),
  };
}

/** What people open it for. */
function keyTotals(invoice: Invoice): Fact[] {
  const { amountInCurrency = invoice.amount, balanceInCurrency = invoice.balance } = invoice;
  return facts(
    ['invoices.total', money(signed(invoice, amountInCurrency), invoice.currencyId)],
    ['invoices.balance', money(signed(invoice, balanceInCurrency), invoice.currencyId)],
    ['invoices.due', day(invoice.dueDate)],
  );
}

function generalFacts(
  tenantId: string,
  { customer, location, contact, account, subaccount, ...invoice }: Invoice,
): Fact[] {
  const customerHref = customer?.number && companyPath(tenantId, 'customers', customer.number);
  return facts(
    ['invoices.customer', linked(numbered(customer), customerHref)],
    ['invoices.date', day(invoice.documentDate)],
    ['invoices.due', day(invoice.dueDate)],
    ['invoices.dateOfTheOriginal', day(invoice.originalInvoiceDate)],
    ['invoices.cashDiscountUntil', day(invoice.cashDiscountDate)],
    ['invoices.serviceFrom', day(invoice.startDate)],
    ['invoices.serviceUntil', day(invoice.endDate)],
    ['invoices.period', period(invoice.financialPeriod)],
    ['invoices.postedIn', period(invoice.postPeriod)],
    ['invoices.closedIn', period(invoice.closedFinancialPeriod)],
    ['invoices.onHold', yesNo(invoice.hold)],
    ['invoices.revoked', yesNo(invoice.revoked)],
    ['invoices.customersReference', invoice.customerRefNumber],
    ['invoices.paymentReference', invoice.paymentReference],
    ['invoices.externalReference', invoice.externalReference],
    ['invoices.creditTerms', named(invoice.creditTerms)],
    ['invoices.paymentMethod', named(invoice.paymentMethod)],
    ['invoices.paidTo', invoice.cashAccount],
    ['invoices.vatZone', named(invoice.customerVatZone)],
    ['invoices.location', named({ id: location?.id, description: location?.name })],
    ['invoices.countryOfTheLocation', location?.countryId],
    [
      'invoices.contact',
      named({ id: contact?.id === undefined ? undefined : String(contact.id), description: contact?.name }),
    ],
    ['invoices.branch', numbered(invoice.branch)],
    ['invoices.project', named(invoice.project)],
    ['invoices.salesPerson', named(invoice.salesPerson)],
    ['invoices.ledgerAccount', named({ id: account?.number, description: account?.description })],
    ['invoices.subaccount', named({ id: subaccount?.id, description: subaccount?.description })],
    ['invoices.accountingCost', invoice.accountingCostRef],
    ['invoices.originator', invoice.originatorDocRef],
    ['invoices.contract', invoice.contractDocRef],
    ['invoices.created', moment(invoice.created)],
    ['invoices.lastChanged', moment(invoice.lastModified)],
    ['invoices.version', invoice.version],
  );
}

/** `202601` as `2026-01`. */
function period(written: string | undefined): string | undefined {
  return written?.replace(/^(\d{4})(\d{2})$/, '$1-$2');
}

interface Total {
  readonly name: TextKey;
  readonly inCurrency: number | undefined;
  readonly own: number | undefined;
}

/** In the document's currency, and in the company's where that is another. */
function totalsTable(invoice: Invoice): DataTable | undefined {
  const sums: readonly Total[] = [
    { name: 'invoices.lines', inCurrency: invoice.detailTotalInCurrency, own: invoice.detailTotal },
    { name: 'invoices.discount', inCurrency: invoice.discountTotalInCurrency, own: invoice.discountTotal },
    { name: 'invoices.taxable', inCurrency: invoice.vatTaxableTotalInCurrency, own: invoice.vatTaxableTotal },
    { name: 'invoices.exemptOfVat', inCurrency: invoice.vatExemptTotalInCurrency, own: invoice.vatExemptTotal },
    { name: 'invoices.vat', inCurrency: invoice.vatTotalInCurrency, own: invoice.vatTotal },
    { name: 'invoices.rounding', inCurrency: undefined, own: invoice.roundingDiff },
    { name: 'invoices.cashDiscount', inCurrency: invoice.cashDiscountInCurrency, own: invoice.cashDiscount },
    { name: 'invoices.total', inCurrency: invoice.amountInCurrency, own: invoice.amount },
    { name: 'invoices.balance', inCurrency: invoice.balanceInCurrency, own: invoice.balance },
  ];
  const rows = sums.filter(({ inCurrency, own }) => inCurrency !== undefined || own !== undefined);
  const { currencyId, exchangeRate } = invoice;
  const currency = currencyId ?? say('invoices.documentCurrency');
  const isForeign = rows.some(({ inCurrency, own }) => inCurrency !== undefined && inCurrency !== own);
  const rate = isForeign ? exchangeRate : undefined;
  const caption =
    rate === undefined
      ? say('invoices.totalsIn', { currency })
      : say('invoices.totalsAtRate', { currency, rate: { quantity: rate } });
  return dataTable('totals', caption, rows, [
    ['invoices.sum', ({ name }) => say(name)],
    [
      currencyId === undefined ? 'invoices.documentCurrency' : { verbatim: currencyId },
      ({ inCurrency, own }) => amount(inCurrency ?? own),
      'number',
    ],
    ['invoices.inTheCompanysCurrency', ({ own }) => (isForeign ? amount(own) : undefined), 'number'],
  ]);
}

function sendingFacts(invoice: Invoice): Fact[] {
  return facts(
    ['invoices.toBePrinted', yesNo(opposite(invoice.dontPrint))],
    ['invoices.toBeEMailed', yesNo(opposite(invoice.dontEmail))],
    ['invoices.sentToAutoinvoice', yesNo(invoice.sendToAutoInvoice)],
    ['invoices.rotRutDeduction', yesNo(invoice.isRotRutDeductible)],
    ['invoices.reminderOf', day(invoice.dunningLetterDate)],
    ['invoices.reminderLevel', quantity(invoice.dunningLetterLevel)],
    ['invoices.excludedFromDebtCollection', yesNo(invoice.excludeDebtCollection)],
  );
}

function opposite(flag: boolean | undefined): boolean | undefined {
  return flag === undefined ? undefined : !flag;
}
