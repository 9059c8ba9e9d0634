import type { CustomerRecord } from '../customers/customerRecord.ts';
import { ippException, notFound, type ErpAnswer } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import { readPaging } from '../../api/paging.ts';
import type { RecordTable } from '../../dataset/recordTable.ts';
import { invoiceVersion, toInvoiceDto, type InvoiceContext } from './invoiceDto.ts';
import { isReleased, readInvoiceFilter } from './invoiceFilter.ts';
import type { InvoiceRecord } from './invoiceRecord.ts';

interface InvoiceTables {
  readonly invoices: RecordTable<InvoiceRecord>;
  readonly customers: RecordTable<CustomerRecord>;
}

/** Customer invoices: list, one customer's, one by number; and deleting one (published description). */
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
        const invoice = tables.invoices.byNumber(call.dataset, call.params.invoiceNumber ?? '');
        if (!invoice) throw notFound('Customer invoice not found.');
        const headers = { ETag: `"${invoiceVersion(invoice)}"` };
        return { status: 200, headers, body: toInvoiceDto(invoice, contextOf(call, tables)) };
      },
    },
    {
      method: 'delete',
      path: '/customerinvoice/:invoiceNumber',
      handle: (call) => deleteInvoice(call, tables),
    },
  ];
}

// Guess: not documented what may be deleted. In the books a document stands from its release on.
function deleteInvoice(call: ErpCall, { invoices }: InvoiceTables): ErpAnswer {
  const invoice = invoices.byNumber(call.dataset, call.params.invoiceNumber ?? '');
  if (!invoice) throw notFound('Customer invoice not found.');
  if (isReleased(invoice) || invoice.status === 'Voided') {
    throw ippException(`A document with the status ${invoice.status} cannot be deleted.`, '12020');
  }
  invoices.remove(call.dataset, invoice.id);
  return { status: 204 };
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
  const { query, dataset, settings } = call;
  const paging = readPaging(call, settings.erpMaxPageSize);
  const on = (name: string): boolean => query.flag(name) ?? true;
  const expand = {
    applications: on('expandApplications'),
    dunningInformation: on('expandDunningInformation'),
    attachments: on('expandAttachments'),
    taxDetails: on('expandTaxDetails'),
    invoiceAddress: on('expandInvoiceAddress'),
  };
  const found = tables.invoices.all(dataset).filter(readInvoiceFilter(call, customerNumber));
  const metadata = { totalCount: found.length, maxPageSize: paging.maxPageSize };
  const page = found.slice(paging.offset, paging.offset + paging.pageSize);
  const context = contextOf(call, tables);
  return { status: 200, body: page.map((invoice) => toInvoiceDto(invoice, context, expand, metadata)) };
}

function contextOf({ dataset, settings }: ErpCall, { customers }: InvoiceTables): InvoiceContext {
  return { dataset, settings, customerOf: (invoice) => customers.byNumber(dataset, invoice.customerNumber) };
}
