import type { CustomerRecord } from '../customers/customerRecord.ts';
import { notFound, type ErpAnswer } from '../erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../erpCall.ts';
import { readPaging } from '../paging.ts';
import type { RecordTable } from '../recordTable.ts';
import { invoiceVersion, toInvoiceDto, type InvoiceContext } from './invoiceDto.ts';
import { readInvoiceFilter } from './invoiceFilter.ts';
import type { InvoiceRecord } from './invoiceRecord.ts';

interface InvoiceTables {
  invoices: RecordTable<InvoiceRecord>;
  customers: RecordTable<CustomerRecord>;
}

/** Reading customer invoices: list, one customer's, one by number (published description). */
export function invoiceRoutes(tables: InvoiceTables): ErpRoute[] {
  return [
    { method: 'get', path: '/customerinvoice', parameters: PARAMETERS, handle: (call) => listInvoices(call, tables) },
    {
      method: 'get',
      path: '/customer/:customerNumber/invoice',
      parameters: PARAMETERS,
      handle: (call) => listInvoices(call, tables, call.params.customerNumber),
    },
    {
      method: 'get',
      path: '/customerinvoice/:invoiceNumber',
      handle: (call) => {
        const invoice = tables.invoices.byNumber(call.book, call.params.invoiceNumber ?? '');
        if (!invoice) throw notFound('Customer invoice not found.');
        const headers = { ETag: `"${invoiceVersion(invoice)}"` };
        return { status: 200, headers, body: toInvoiceDto(invoice, contextOf(call, tables)) };
      },
    },
  ];
}

const TIMES = ['dunningLetterDateTime', 'documentDueDate', 'documentDate', 'lastModifiedDateTime', 'createdDateTime'];

const PARAMETERS = [
  ...['documentType', 'released', 'dunningLevel', 'closedFinancialPeriod', 'project', 'financialPeriod', 'status'],
  ...['externalReference', 'paymentReference', 'customerRefNumber', 'customer', 'branch', 'pageNumber', 'pageSize'],
  ...['Applications', 'DunningInformation', 'Attachments', 'TaxDetails', 'InvoiceAddress'].map(
    (name) => `expand${name}`,
  ),
  ...TIMES.flatMap((name) => [name, `${name}Condition`]),
];

function listInvoices(call: ErpCall, tables: InvoiceTables, customerNumber?: string): ErpAnswer {
  const { query, book, settings } = call;
  const paging = readPaging(call, settings.erpMaxPageSize);
  const on = (name: string): boolean => query.flag(name) ?? true;
  const expand = {
    applications: on('expandApplications'),
    dunningInformation: on('expandDunningInformation'),
    attachments: on('expandAttachments'),
    taxDetails: on('expandTaxDetails'),
    invoiceAddress: on('expandInvoiceAddress'),
  };
  const found = tables.invoices.all(book).filter(readInvoiceFilter(call, customerNumber));
  const metadata = { totalCount: found.length, maxPageSize: paging.maxPageSize };
  const page = found.slice(paging.offset, paging.offset + paging.pageSize);
  const context = contextOf(call, tables);
  return { status: 200, body: page.map((invoice) => toInvoiceDto(invoice, context, expand, metadata)) };
}

function contextOf({ book, settings }: ErpCall, { customers }: InvoiceTables): InvoiceContext {
  return { book, settings, customerOf: (invoice) => customers.byNumber(book, invoice.customerNumber) };
}
