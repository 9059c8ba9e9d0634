import type { CustomerRecord } from '../customers/customerRecord.ts';
import { addressDto, locationDto, vatZoneDto } from '../partners/partner.ts';
import { NO_METADATA, type Metadata } from '../../api/paging.ts';
import { rowVersion } from '../../api/rowVersion.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { accountReference, findNamed, idAndDescription } from '../../dataset/lookUp.ts';
import type { ErpSettings } from '../../api/settings.ts';
import { formatTime } from '../../api/times.ts';
import { invoiceLineDto } from './invoiceLineDto.ts';
import type { InvoiceRecord } from './invoiceRecord.ts';

export interface InvoiceContext {
  readonly dataset: CompanyDataset;
  readonly settings: ErpSettings;
  readonly customerOf: (invoice: InvoiceRecord) => CustomerRecord | undefined;
}

export interface InvoiceExpand {
  readonly applications: boolean;
  readonly dunningInformation: boolean;
  readonly attachments: boolean;
  readonly taxDetails: boolean;
  readonly invoiceAddress: boolean;
}

export const WHOLE_INVOICE: InvoiceExpand = {
  applications: true,
  dunningInformation: true,
  attachments: true,
  taxDetails: true,
  invoiceAddress: true,
};

/** The row version, in the body as timeStamp and in the ETag. */
export function invoiceVersion(invoice: InvoiceRecord): string {
  return rowVersion(invoice.id, invoice.version);
}

/** A customer invoice as CustomerInvoiceDto of the ERP API. */
export function toInvoiceDto(
  invoice: InvoiceRecord,
  context: InvoiceContext,
  expand = WHOLE_INVOICE,
  metadata: Metadata = NO_METADATA,
) {
  const { dataset, settings } = context;
  const customer = context.customerOf(invoice);
  const isClosed = invoice.status === 'Closed';
  return {
    ...amounts(invoice),
    creditTerms: idAndDescription(dataset.creditTerms, invoice.creditTerms),
    documentDueDate: formatTime(midnight(invoice.dueDate), settings),
    cashDiscountDate: formatTime(midnight(invoice.dueDate), settings),
    externalReference: invoice.externalReference,
    isRotRutDeductible: false,
    exchangeRate: 1,
    dunningLetterDate: expand.dunningInformation ? formatTime(midnight(invoice.dunningDate), settings) : null,
    dunningLetterLevel: expand.dunningInformation ? invoice.dunningLevel : null,
    contact: null,
    attachments: expand.attachments ? [] : null,
    taxDetails: expand.taxDetails ? [taxDetail(dataset, invoice)] : null,
    invoiceLines: invoice.lines.map((line) => invoiceLineDto(dataset, invoice, line)),
    sendToAutoInvoice: customer?.flags.acceptAutoInvoices ?? false,
    customerVatZone: customer ? vatZoneOf(dataset, customer) : null,
    startDate: null,
    endDate: null,
    accountingCostRef: null,
    originatorDocRef: null,
    contractDocRef: null,
    childRecord: null,
    directDebitMandate: null,
    excludeDebtCollection: customer?.flags.excludeDebtCollection ?? false,
    debtCollection: null,
    timeStamp: invoiceVersion(invoice),
    hold: invoice.status === 'Hold',
    salesPersonID: null,
    salesPersonDescr: null,
    salesPerson: null,
    paymentReference: invoice.paymentReference,
    invoiceAddress: expand.invoiceAddress && customer ? invoiceAddress(customer) : null,
    invoiceContact: customer ? invoiceContact(customer) : null,
    applications: expand.applications ? [] : null,
    dontPrint: !(customer?.flags.printInvoices ?? true),
    dontEmail: !(customer?.flags.sendInvoicesByEmail ?? false),
    revoked: invoice.status === 'Voided',
    customer: { number: invoice.customerNumber, name: customer?.name ?? null },
    documentType: invoice.type,
    referenceNumber: invoice.number,
    postPeriod: periodOf(invoice.date),
    financialPeriod: periodOf(invoice.date),
    closedFinancialPeriod: isClosed ? periodOf(invoice.dueDate) : null,
    documentDate: formatTime(midnight(invoice.date), settings),
    origInvoiceDate: null,
    status: invoice.status,
    currencyId: invoice.currencyId,
    paymentMethod: idAndDescription(dataset.paymentMethods, customer?.paymentMethod ?? null),
    customerRefNumber: invoice.customerRefNumber,
    invoiceText: invoice.text,
    lastModifiedDateTime: formatTime(invoice.modifiedAt, settings),
    createdDateTime: formatTime(invoice.createdAt, settings),
    note: invoice.note,
    location: customer ? locationDto(customer.mainAddress) : null,
    branchNumber: branchDto(dataset, invoice.branch),
    cashAccount: null,
    project: null,
    account: {
      ...accountReference(dataset, dataset.ledgers.receivables),
      externalCode1: null,
      externalCode2: null,
      active: true,
    },
    subaccount: null,
    customerProject: null,
    errorInfo: null,
    metadata,
  };
}

/** The same in the document's and the company's currency: invoices in other currencies are not seeded. */
function amounts(invoice: InvoiceRecord) {
  return {
    roundingDiff: 0,
    discountTotal: 0,
    discountTotalInCurrency: 0,
    detailTotal: invoice.netTotal,
    detailTotalInCurrency: invoice.netTotal,
    vatTaxableTotal: invoice.netTotal,
    vatTaxableTotalInCurrency: invoice.netTotal,
    vatExemptTotal: 0,
    vatExemptTotalInCurrency: 0,
    vatTotal: invoice.vatTotal,
    vatTotalInCurrency: invoice.vatTotal,
    amount: invoice.amount,
    amountInCurrency: invoice.amount,
    balance: invoice.balance,
    balanceInCurrency: invoice.balance,
    cashDiscount: 0,
    cashDiscountInCurrency: 0,
  };
}

function taxDetail(dataset: CompanyDataset, invoice: InvoiceRecord) {
  return {
    taxId: invoice.vatCode,
    recordId: invoice.id,
    vatId: { number: invoice.vatCode, description: findNamed(dataset.vatCodes, invoice.vatCode)?.name ?? null },
    vatRate: invoice.vatPercent,
    taxableAmount: invoice.netTotal,
    vatAmount: invoice.vatTotal,
  };
}

function vatZoneOf(dataset: CompanyDataset, customer: CustomerRecord) {
  const { id, description } = vatZoneDto(dataset, customer.vatZone);
  return { id, description };
}

function invoiceAddress(customer: CustomerRecord) {
  return { ...addressDto(customer.id * 10 + 1, customer.invoiceAddress), overrideAddress: false };
}

function invoiceContact({ id, invoiceContact: contact }: CustomerRecord) {
  const { name, attention, email, phone1 } = contact;
  return { contactId: id * 10 + 1, businessName: name, attention, email, phone1, overrideContact: false };
}

/** A branch as documents show it. */
export function branchDto(dataset: CompanyDataset, number: string) {
  return { number, name: dataset.branches.find((branch) => branch.number === number)?.name ?? null };
}

/** `202601` of `2026-01-31`. */
export function periodOf(day: string): string {
  return day.slice(0, 7).replace('-', '');
}

function midnight(day: string | null): string | null {
  return day === null ? null : `${day}T00:00:00.000Z`;
}
