import type { QueryValue } from '../../transport/addressOf.ts';
import type { Paging } from '../page.ts';
import { changeParameters, timeParameters, type ChangeFilter, type TimeFilter } from '../timeFilter.ts';
import type { InvoiceStatus, InvoiceType } from './invoice.ts';

/** Parts of an invoice that a list brings only when asked for. The lines come always. */
export const INVOICE_SECTIONS = ['applications', 'dunning', 'attachments', 'vat', 'invoiceAddress'] as const;

export type InvoiceSection = (typeof INVOICE_SECTIONS)[number];

/** The filters of the invoice list; all that are given must hold. The API has no sorting here. */
export interface InvoiceQuery extends Paging, ChangeFilter {
  readonly documentType?: InvoiceType | undefined;
  readonly status?: InvoiceStatus | undefined;
  readonly released?: boolean | undefined;
  /** A customer's number. */
  readonly customer?: string | undefined;
  readonly branch?: string | undefined;
  readonly project?: string | undefined;
  readonly externalReference?: string | undefined;
  readonly paymentReference?: string | undefined;
  readonly customerRefNumber?: string | undefined;
  /** `202601` */
  readonly financialPeriod?: string | undefined;
  readonly closedFinancialPeriod?: string | undefined;
  readonly documentDate?: TimeFilter | undefined;
  readonly dueDate?: TimeFilter | undefined;
  readonly dunningLevel?: number | undefined;
  readonly dunningLetterDate?: TimeFilter | undefined;
  readonly created?: TimeFilter | undefined;
  /** Sections to bring; none unless told. */
  readonly with?: readonly InvoiceSection[] | undefined;
}

/** The parameters of GET /v1/customerinvoice (published description), without paging. */
export function invoiceParameters(query: InvoiceQuery = {}): Record<string, QueryValue> {
  return {
    documentType: query.documentType,
    status: query.status,
    // Guess: the parameter is an integer and not explained.
    released: query.released === undefined ? undefined : Number(query.released),
    customer: query.customer,
    branch: query.branch,
    project: query.project,
    externalReference: query.externalReference,
    paymentReference: query.paymentReference,
    customerRefNumber: query.customerRefNumber,
    financialPeriod: query.financialPeriod,
    closedFinancialPeriod: query.closedFinancialPeriod,
    dunningLevel: query.dunningLevel,
    ...changeParameters(query),
    ...timeParameters('documentDate', query.documentDate),
    ...timeParameters('documentDueDate', query.dueDate),
    ...timeParameters('dunningLetterDateTime', query.dunningLetterDate),
    ...timeParameters('createdDateTime', query.created),
    ...expandParameters(query.with ?? []),
  };
}

/** Said one by one: they are on when absent. */
function expandParameters(sections: readonly InvoiceSection[]): Record<string, boolean> {
  const has = (section: InvoiceSection): boolean => sections.includes(section);
  return {
    expandApplications: has('applications'),
    expandDunningInformation: has('dunning'),
    expandAttachments: has('attachments'),
    expandTaxDetails: has('vat'),
    expandInvoiceAddress: has('invoiceAddress'),
  };
}
