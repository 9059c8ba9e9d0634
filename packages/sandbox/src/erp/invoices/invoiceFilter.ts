import type { ErpCall } from '../../api/erpCall.ts';
import { readChoices } from '../../api/filterValues.ts';
import { matchesText } from '../../dataset/textMatch.ts';
import { passesTime, readTimeFilter } from '../../api/timeFilter.ts';
import { periodOf } from './invoiceDto.ts';
import { INVOICE_STATUSES, INVOICE_TYPES, type InvoiceRecord } from './invoiceRecord.ts';

type Passes = (invoice: InvoiceRecord) => boolean;

/** The filters of GET /v1/customerinvoice, all of which a row must pass; of one customer where a number is given. */
export function readInvoiceFilter(call: ErpCall, customerNumber?: string): Passes {
  const { query } = call;
  const customer = customerNumber ?? query.text('customer');
  const level = query.integer('dunningLevel');
  const conditions: Passes[] = [
    ...choiceConditions(call),
    ...timeConditions(call),
    (invoice) => matchesText(invoice.customerNumber, customer, 'exact'),
    (invoice) => matchesText(invoice.branch, query.text('branch'), 'exact'),
    (invoice) => matchesText(invoice.externalReference, query.text('externalReference'), 'exact'),
    (invoice) => matchesText(invoice.paymentReference, query.text('paymentReference'), 'exact'),
    (invoice) => matchesText(invoice.customerRefNumber, query.text('customerRefNumber'), 'exact'),
    (invoice) => matchesText(periodOf(invoice.date), query.text('financialPeriod'), 'exact'),
    (invoice) => matchesText(closedPeriod(invoice), query.text('closedFinancialPeriod'), 'exact'),
    (invoice) => level === undefined || invoice.dunningLevel === level,
    // No seeded invoice belongs to a project.
    () => query.text('project') === undefined,
  ];
  return (invoice) => conditions.every((passes) => passes(invoice));
}

function choiceConditions(call: ErpCall): Passes[] {
  const { query } = call;
  const statuses = readChoices(call, 'status', INVOICE_STATUSES, query.list('status').slice(0, 1));
  const types = readChoices(call, 'documentType', INVOICE_TYPES, query.list('documentType').slice(0, 1));
  const released = query.integer('released');
  return [
    (invoice) => statuses !== undefined && (statuses.length === 0 || statuses.includes(invoice.status)),
    (invoice) => types !== undefined && (types.length === 0 || types.includes(invoice.type)),
    // Guess: 1 and 0; the parameter is an integer and not explained.
    (invoice) => released === undefined || isReleased(invoice) === (released === 1),
  ];
}

function timeConditions(call: ErpCall): Passes[] {
  const times: [string, (invoice: InvoiceRecord) => string | null][] = [
    ['documentDate', (invoice) => `${invoice.date}T00:00:00.000Z`],
    ['documentDueDate', (invoice) => `${invoice.dueDate}T00:00:00.000Z`],
    [
      'dunningLetterDateTime',
      (invoice) => (invoice.dunningDate === null ? null : `${invoice.dunningDate}T00:00:00.000Z`),
    ],
    ['lastModifiedDateTime', (invoice) => invoice.modifiedAt],
    ['createdDateTime', (invoice) => invoice.createdAt],
  ];
  return times.map(([name, momentOf]) => {
    const filter = readTimeFilter(call, name);
    return (invoice) => passesTime(momentOf(invoice), filter);
  });
}

/** Whether the document stands in the books. */
export function isReleased({ status }: InvoiceRecord): boolean {
  return status === 'Open' || status === 'Closed';
}

function closedPeriod(invoice: InvoiceRecord): string | null {
  return invoice.status === 'Closed' ? periodOf(invoice.dueDate) : null;
}
